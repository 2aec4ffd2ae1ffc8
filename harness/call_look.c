/* call_look.c - looks at values, types and signals; asks nothing of sockets. */
#include "call.h"

#include <string.h>

#include "buf.h"
#include "child.h"
#include "names.h"
#include "signals.h"
#include "system.h"

static bool is_found(struct call *c, enum names_found found, const char *what,
		     const struct value *v)
{
	if (found == NAMES_ABSENT)
		return call_unsupported(c, (const char *)v->bytes);
	return found == NAMES_OK || call_expected(c, what, v);
}

static bool is_text(struct call *c, const struct value *v)
{
	if (v && v->kind == VALUE_STRING)
		return true;
	return call_expected(c, "a name in quotes", v);
}

static const char *text_of(const struct value *v)
{
	return (const char *)v->bytes;
}

/* The second of sizeof("struct linger") or sizeof("struct linger", "l_onoff").
 */
bool load_member_size(struct call *c, struct arg *a)
{
	const struct value *type = a[-1].value, *member = a->value;
	enum names_found found;

	if (!is_text(c, type) || (member && !is_text(c, member)))
		return false;
	if (member)
		found = names_membersize(text_of(type), text_of(member), &a->z);
	else
		found = names_sizeof(text_of(type), &a->z);
	return is_found(c, found, "a type of names/types.list",
			member ? member : type);
}

bool load_member_offset(struct call *c, struct arg *a)
{
	const struct value *type = a[-1].value;

	return is_text(c, type) && is_text(c, a->value) &&
	       is_found(c,
			names_offsetof(text_of(type), text_of(a->value), &a->z),
			"a member of names/types.list", a->value);
}

bool load_probe(struct call *c, struct arg *a)
{
	bool compiled = false;

	if (!is_text(c, a->value) ||
	    !is_found(c, names_probe(text_of(a->value), &compiled),
		      "a file of probes/", a->value))
		return false;
	a->i = compiled;
	return true;
}

static void copy_number(long long number, size_t width, void *to)
{
	const uint16_t half = (uint16_t)number;
	const uint32_t word = (uint32_t)number;

	if (width == sizeof half)
		memcpy(to, &half, width);
	else if (width == sizeof word)
		memcpy(to, &word, width);
	else
		memcpy(to, &number, width);
}

/* A saved value has the width of the type that the call returned. */
bool load_memory(struct call *c, struct arg *a)
{
	const struct value *v = a[-1].value;
	size_t width;

	if (!call_number(c, a->value, &a->number))
		return false;
	width = v->width ? v->width : (size_t)a->number;
	if (a->number < 1 || width < (size_t)a->number ||
	    (width != 2 && width != 4 && width != 8))
		return call_expected(c, "a size that the value has", a->value);
	a->own = call_room(c, sizeof(long long), NULL);
	copy_number(a[-1].number, width, a->own);
	return true;
}

void show_memory(struct call *c, struct arg *a, struct buf *out)
{
	(void)c;
	buf_char(out, ' ');
	buf_quote(out, a->own, (size_t)a->number);
}

long long call_value(struct arg *a)
{
	return a[0].number;
}

long long call_sizeof(struct arg *a)
{
	return (long long)a[1].z;
}

long long call_offsetof(struct arg *a)
{
	return (long long)a[1].z;
}

long long call_compiles(struct arg *a)
{
	return a[0].i;
}

long long call_memory(struct arg *a)
{
	(void)a;
	return 0;
}

long long call_text(struct arg *a)
{
	return a[0].number;
}

/* As a program compares that keeps them in a long, whatever its width. */
long long call_equal(struct arg *a)
{
	return (unsigned long)a[0].number == (unsigned long)a[1].number;
}

long long call_caught(struct arg *a)
{
	return signals_caught(a[0].i);
}

long long call_pending(struct arg *a)
{
	sigset_t set;

	return sigpending(&set) == -1 ? -1 : sigismember(&set, a[0].i);
}

long long call_blocked(struct arg *a)
{
	sigset_t set;

	sigemptyset(&set);
	if (sigaddset(&set, a[0].i) == -1)
		return -1;
	return pthread_sigmask(SIG_BLOCK, &set, NULL) == 0;
}

long long call_fork(struct arg *a)
{
	(void)a;
	return child_start();
}

long long call_end(struct arg *a)
{
	return child_end((int)a[0].number);
}
