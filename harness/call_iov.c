/* call_iov.c - vectors as arguments: ["ab", "cd"] and [2, 8]. */
#include "call_iov.h"

#include <string.h>

#include "bulk.h"

/* The list as a vector of as many elements, or of count=N if that is more;
 * NULL and BAD are passed as they are. */
static bool vector(struct call *c, struct arg *a)
{
	const struct value *v = a->value;
	long long count;
	size_t size;

	if (v->kind != VALUE_LIST && v->kind != VALUE_NULL &&
	    v->kind != VALUE_BAD)
		return call_expected(c, "a list", v);
	if (!call_named_number(c, "count", (long long)v->count, &count))
		return false;
	a->count = (int)count;
	if (call_pointer(v, &a->at)) {
		a->iov = a->at;
		return true;
	}
	size = count > (long long)v->count ? (size_t)count : v->count;
	a->iov = call_room(c, size * sizeof *a->iov, NULL);
	return true;
}

bool load_iov_data(struct call *c, struct arg *a)
{
	struct iovec *iov;
	struct arg piece;

	if (!vector(c, a))
		return false;
	iov = a->iov;
	for (const struct value *v = a->value->first; v; v = v->next, iov++) {
		piece = (struct arg){ .value = v };
		if (!load_data(c, &piece))
			return false;
		iov->iov_base = piece.at;
		iov->iov_len = piece.z;
	}
	return true;
}

bool load_iov_room(struct call *c, struct arg *a)
{
	struct iovec *iov;
	long long number;

	if (!vector(c, a))
		return false;
	iov = a->iov;
	for (const struct value *v = a->value->first; v; v = v->next, iov++) {
		if (!call_number(c, v, &number))
			return false;
		iov->iov_base = call_room(c, (size_t)number, NULL);
		iov->iov_len = (size_t)number;
	}
	return true;
}

/* What was received fills one piece after the other. */
void show_iov_room(struct call *c, struct arg *a, struct buf *out)
{
	size_t left = c->value > 0 ? (size_t)c->value : 0, part;
	const struct iovec *iov = a->iov;

	for (const struct value *v = a->value->first; v; v = v->next, iov++) {
		part = left < iov->iov_len ? left : iov->iov_len;
		if (!part)
			continue;
		buf_char(out, ' ');
		bulk_show_bytes(iov->iov_base, part, out);
		left -= part;
	}
}

void call_count(void *member, size_t size, long long value)
{
	const int narrow = (int)value;
	const size_t wide = (size_t)value;

	memcpy(member, size == sizeof narrow ? (const void *)&narrow : &wide,
	       size);
}
