/* call_option.c - getsockopt() and setsockopt(), values by their shape. */
#include "call.h"

#include <string.h>

#include "bulk.h"
#include "names.h"
#include "record.h"
#include "sockaddr.h"
#include "system.h"
#include "tcp_info.h"

enum shape { INT, NAME, STRUCTURE, TEXT, INET, TCP_STATE };

struct option {
	int level, name;
	enum shape shape;
	enum names_set set;
	const char *record;
};

static const struct option options[] = {
#define NAMED(level, name, set)     { level, name, NAME, NAMES_##set, NULL },
#define RECORD(level, name, record) { level, name, STRUCTURE, 0, #record },
#define SHAPED(level, name, shape)  { level, name, shape, 0, NULL },
#include "opts.def"
#undef NAMED
#undef RECORD
#undef SHAPED
	{ -1, -1, INT, 0, NULL }, /* all others */
};

enum { ROOM = 512 }; /* for values that are no int and no structure */

/* The option of getsockopt(fd, level, name) and setsockopt(). */
static const struct option *option_of(const struct call *c)
{
	const struct option *o = options;

	while (o->level != -1 &&
	       (o->level != c->args[1].i || o->name != c->args[2].i))
		o++;
	return o;
}

static size_t usual_size(const struct option *o)
{
	if (o->shape == STRUCTURE)
		return record_size(o->record);
	return o->shape == TEXT || o->shape == TCP_STATE ? ROOM : sizeof(int);
}

/* Some options take a char as well: one byte is not half of an int. */
static bool put_int(struct call *c, struct arg *a, size_t size)
{
	long long number;
	int value;

	if (!call_number(c, a->value, &number))
		return false;
	value = (int)number;
	if (size == 1)
		*(unsigned char *)a->at = (unsigned char)number;
	else
		memcpy(a->at, &value, sizeof value);
	return true;
}

static bool put_record(struct call *c, struct arg *a)
{
	const struct option *o = option_of(c);

	if (o->shape != STRUCTURE && a->value->kind == VALUE_STRUCT)
		return call_expected(c, "no structure for this option",
				     a->value);
	return record_load(c, o->record, a->value, a->at);
}

static bool put_value(struct call *c, struct arg *a, size_t size)
{
	const struct value *v = a->value;

	if (v->kind == VALUE_STRUCT)
		return put_record(c, a);
	if (v->kind == VALUE_INET)
		memcpy(a->at, v->inet.bytes, sizeof v->inet.bytes);
	else if (value_data_size(v) < ROOM)
		value_fill(v, a->at, value_data_size(v));
	else
		return put_int(c, a, size);
	return true;
}

static size_t value_size(const struct call *c, const struct value *v)
{
	if (v->kind == VALUE_INET)
		return v->inet.family == AF_INET ? 4 : 16;
	if (value_data_size(v) < ROOM)
		return value_data_size(v);
	return v->kind == VALUE_STRUCT ? usual_size(option_of(c)) : sizeof(int);
}

/* len= lies about the size of what is there, or has it followed by zeros. */
bool load_option_value(struct call *c, struct arg *a)
{
	size_t size = value_size(c, a->value);
	long long len;

	if (!call_named_number(c, "len", (long long)size, &len))
		return false;
	a->len = (socklen_t)len;
	if (call_pointer(a->value, &a->at))
		return true;
	a->at = call_room(c, (size_t)(len > ROOM ? len : ROOM), NULL);
	return put_value(c, a, (size_t)len);
}

/* Room for getsockopt(), and its size; or the pointers that the line wants. */
bool load_option_room(struct call *c, struct arg *a)
{
	const struct value *addr = call_named(c, "addr");
	const struct value *addrlen = call_named(c, "addrlen");
	void *lenp = call_room(c, sizeof *a->lenp, NULL);
	long long len;

	if (!call_named_number(c, "len", (long long)usual_size(option_of(c)),
			       &len))
		return false;
	a->size = (size_t)(len > ROOM ? len : ROOM);
	a->own = a->at = call_room(c, a->size, &a->size);
	a->extra = a->lenp = lenp;
	*a->lenp = (socklen_t)len;
	if (addr && !call_pointer(addr, &a->at))
		return call_expected(c, "NULL or BAD", addr);
	if (addrlen && !call_pointer(addrlen, &lenp))
		return call_expected(c, "NULL or BAD", addrlen);
	a->lenp = lenp;
	return true;
}

static void show_int(const struct option *o, const void *at, struct buf *out)
{
	int value;

	memcpy(&value, at, sizeof value);
	if (o->shape == INT || (o->set == NAMES_ERRNO && !value))
		buf_number(out, value);
	else
		names_show(out, o->set, value);
}

static void show_text(const char *at, size_t size, struct buf *out)
{
	const char *end = memchr(at, '\0', size);

	buf_quote(out, at, end ? (size_t)(end - at) : size);
}

/* What has not the size that it should have is shown as the bytes it is. */
static void show_value(const struct option *o, const void *at, size_t size,
		       struct buf *out)
{
	if (o->shape == TEXT)
		show_text(at, size, out);
	else if (o->shape == TCP_STATE)
		port_show_tcp_info(at, size, out);
	else if (size != usual_size(o))
		bulk_show_bytes(at, size, out);
	else if (o->shape == STRUCTURE)
		record_show(o->record, at, out);
	else if (o->shape == INET)
		inet_show(out, AF_INET, at);
	else
		show_int(o, at, out);
}

void show_option_room(struct call *c, struct arg *a, struct buf *out)
{
	const struct option *o = option_of(c);
	bool varies = o->shape == TEXT || o->shape == TCP_STATE;
	size_t size;

	if (a->at != a->own || a->lenp != a->extra)
		return;
	size = *a->lenp < a->size ? *a->lenp : a->size;
	buf_char(out, ' ');
	show_value(o, a->own, size, out);
	if (call_named(c, "len") || (!varies && size != usual_size(o))) {
		buf_text(out, " len=");
		buf_number(out, *a->lenp);
	}
}

long long call_getsockopt(struct arg *a)
{
	return getsockopt(a[0].i, a[1].i, a[2].i, a[3].at, a[3].lenp);
}

long long call_setsockopt(struct arg *a)
{
	return setsockopt(a[0].i, a[1].i, a[2].i, a[3].at, a[3].len);
}
