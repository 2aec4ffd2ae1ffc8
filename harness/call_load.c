/* call_load.c - what loaders of arguments share. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "call.h"

const struct value *call_named(const struct call *c, const char *label)
{
	const struct value *v = c->statement->first;

	while (v && (!v->label || strcmp(v->label, label)))
		v = v->next;
	return v;
}

bool call_named_number(struct call *c, const char *label, long long otherwise,
		       long long *number)
{
	const struct value *v = call_named(c, label);

	*number = otherwise;
	return !v || call_number(c, v, number);
}

/* Every piece is an allocation of its own, so that memcheck sees its ends. */
void *call_room(struct call *c, size_t size, size_t *given)
{
	void *room;

	if (size > CALL_ROOM_MAX)
		size = CALL_ROOM_MAX;
	room = c->held_used < CALL_HELD_MAX ? calloc(1, size ? size : 1) : NULL;
	if (!room) {
		fputs("peer: out of memory for a call\n", stderr);
		abort();
	}
	c->held[c->held_used++] = room;
	if (given)
		*given = size;
	return room;
}

bool call_expected(struct call *c, const char *what, const struct value *v)
{
	char text[80];
	struct buf b;

	buf_init(&b, text, sizeof text);
	if (v && v->kind == VALUE_NAME) {
		buf_text(&b, "unknown name");
	} else {
		buf_text(&b, "expected ");
		buf_text(&b, what);
	}
	parse_broken(c->fault, text, v ? v->source : "");
	return false;
}

bool call_unsupported(struct call *c, const char *what)
{
	buf_text(c->fault, "unsupported ");
	buf_text(c->fault, what);
	buf_text(c->fault, ": not on this system");
	return false;
}

bool call_number(struct call *c, const struct value *v, long long *number)
{
	if (!v || v->kind != VALUE_NUMBER)
		return call_expected(c, "a number", v);
	*number = v->number;
	return true;
}

bool call_pointer(const struct value *v, void **at)
{
	if (!v || (v->kind != VALUE_NULL && v->kind != VALUE_BAD))
		return false;
	*at = v->kind == VALUE_BAD ? call_bad_pointer() : NULL;
	return true;
}

void call_name(struct call *c, const struct value *v, enum result result,
	       long long number)
{
	struct call_naming *naming = &c->names[c->names_used];

	if (!v->word || c->names_used == CALL_NAMES_MAX)
		return;
	naming->name = v->word;
	naming->result = result;
	naming->number = number;
	c->names_used++;
}

/* The middle of three pages, so that lengths run into nothing either way. */
void *call_bad_pointer(void)
{
	static void *page;
	const size_t size = 3 << 16;

	if (page)
		return page;
	page = mmap(NULL, size, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (page == MAP_FAILED)
		abort();
	page = (char *)page + size / 3;
	return page;
}

bool load_int(struct call *c, struct arg *a)
{
	if (a->value && !call_number(c, a->value, &a->number))
		return false;
	a->i = (int)a->number;
	a->z = (size_t)a->number;
	return true;
}

bool load_fd(struct call *c, struct arg *a)
{
	if (a->value && a->value->kind != VALUE_NUMBER)
		return call_expected(c, "a descriptor", a->value);
	return load_int(c, a);
}

bool load_none(struct call *c, struct arg *a)
{
	(void)c;
	(void)a;
	return true;
}

void show_none(struct call *c, struct arg *a, struct buf *out)
{
	(void)c;
	(void)a;
	(void)out;
}
