/* record.c - structures by name: {l_onoff=1, l_linger=0} to memory and back. */
#include "record.h"

#include <stdint.h>
#include <string.h>

#include "names.h"
#include "sockaddr.h"
#include "system.h"

enum field_kind { SIGNED, UNSIGNED, ERROR, INET, INET6 };

struct field {
	const char *record, *member;
	size_t whole, offset, size;
	enum field_kind kind;
};

#define SIZE_OF(type, member) sizeof(((type *)0)->member)

static const struct field fields[] = {
#define FIELD(name, member, kind)        \
	{ #name,                         \
	  #member,                       \
	  sizeof(struct name),           \
	  offsetof(struct name, member), \
	  SIZE_OF(struct name, member),  \
	  kind },
#include "records.def"
#undef FIELD
	{ NULL, NULL, 0, 0, 0, SIGNED },
};

/* The fields of a record stand together; so this is all of them. */
static const struct field *first_field(const char *record)
{
	const struct field *f = fields;

	while (f->record && strcmp(f->record, record) != 0)
		f++;
	return f;
}

static bool is_of(const struct field *f, const char *record)
{
	return f->record && strcmp(f->record, record) == 0;
}

size_t record_size(const char *record)
{
	return first_field(record)->whole;
}

/* Numbers are of one, four or eight bytes. */
static void put_number(unsigned char *to, size_t size, long long number)
{
	const uint32_t word = (uint32_t)number;

	if (size == 1)
		*to = (unsigned char)number;
	else if (size == sizeof word)
		memcpy(to, &word, size);
	else
		memcpy(to, &number, size);
}

static long long get_number(const unsigned char *from, const struct field *f)
{
	uint32_t word;
	long long number;

	if (f->size == 1)
		return *from;
	if (f->size == sizeof word) {
		memcpy(&word, from, sizeof word);
		return f->kind == UNSIGNED ? (long long)word : (int32_t)word;
	}
	memcpy(&number, from, sizeof number);
	return number;
}

static bool put_inet(struct call *c, const struct field *f,
		     const struct value *v, unsigned char *to)
{
	int family = f->kind == INET6 ? AF_INET6 : AF_INET;

	if (v->kind != VALUE_INET || v->inet.family != family)
		return call_expected(c, "an address", v);
	memcpy(to, v->inet.bytes, f->size);
	return true;
}

static bool put_field(struct call *c, const struct field *f,
		      const struct value *v, unsigned char *to)
{
	long long number;

	if (f->kind == INET || f->kind == INET6)
		return put_inet(c, f, v, to);
	if (!call_number(c, v, &number))
		return false;
	put_number(to, f->size, number);
	return true;
}

static void show_field(const struct field *f, const unsigned char *from,
		       struct buf *out)
{
	if (f->kind == INET || f->kind == INET6)
		inet_show(out, f->kind == INET ? AF_INET : AF_INET6, from);
	else if (f->kind == ERROR && get_number(from, f))
		names_show(out, NAMES_ERRNO, get_number(from, f));
	else
		buf_number(out, get_number(from, f));
}

/* Every item is a member, by its name or by its place. */
static bool is_known(const char *record, const struct value *item, size_t place)
{
	const struct field *f = first_field(record);

	for (; is_of(f, record); f++)
		if (item->label ? !strcmp(item->label, f->member) : !place--)
			return true;
	return false;
}

bool record_load(struct call *c, const char *record, const struct value *v,
		 void *to)
{
	const struct field *f = first_field(record);
	const struct value *item;
	size_t place = 0;

	for (item = v->first; item; item = item->next)
		if (!is_known(record, item, place++))
			return call_expected(c, record, item);
	for (place = 0; is_of(f, record); f++, place++) {
		item = value_field(v, f->member, place);
		if (item &&
		    !put_field(c, f, item, (unsigned char *)to + f->offset))
			return false;
	}
	return true;
}

void record_label(struct buf *out, bool *begun, const char *name)
{
	buf_text(out, *begun ? ", " : "");
	buf_text(out, name);
	buf_char(out, '=');
	*begun = true;
}

void record_show(const char *record, const void *from, struct buf *out)
{
	const struct field *f = first_field(record);
	bool begun = false;

	buf_char(out, '{');
	for (; is_of(f, record); f++) {
		record_label(out, &begun, f->member);
		show_field(f, (const unsigned char *)from + f->offset, out);
	}
	buf_char(out, '}');
}
