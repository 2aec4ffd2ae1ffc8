/* value.c - a value as a line of the notation writes it; knows no call. */
#include "value.h"

#include <stdint.h>
#include <string.h>

#include "bulk.h"

size_t value_data_size(const struct value *v)
{
	unsigned long long count = (unsigned long long)v->number;

	if (v->kind == VALUE_STRING)
		return v->size;
	if (v->kind == VALUE_PATTERN)
		return v->number < 0 ? SIZE_MAX : (size_t)count;
	if (v->kind != VALUE_REPEAT || v->number < 0)
		return SIZE_MAX;
	if (v->size && count > SIZE_MAX / v->size)
		return SIZE_MAX;
	return v->size * (size_t)count;
}

static void repeat(const struct value *v, unsigned char *to, size_t size)
{
	for (size_t i = 0; i < size; i++)
		to[i] = v->bytes[i % v->size];
}

void value_fill(const struct value *v, unsigned char *to, size_t size)
{
	if (v->kind == VALUE_PATTERN)
		bulk_pattern(to, 0, size);
	else if (v->kind == VALUE_REPEAT)
		repeat(v, to, size);
	else if (size > 0)
		memcpy(to, v->bytes, size);
}

const struct value *value_field(const struct value *v, const char *label,
				size_t index)
{
	const struct value *item, *at_index = NULL;

	for (item = v->first; item; item = item->next) {
		if (item->label && !strcmp(item->label, label))
			return item;
		if (index-- == 0 && !item->label)
			at_index = item;
	}
	return at_index;
}
