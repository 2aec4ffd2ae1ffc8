/* call.c - the table of calls: load the arguments, run once, show the answer.
 */
#include "call.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "port.h"

struct kind {
	char letter;
	const char *word;
	bool (*load)(struct call *c, struct arg *a);
	void (*show)(struct call *c, struct arg *a, struct buf *out);
};

static const struct kind kinds[] = {
#define KIND(letter, word, load, show) \
	{ letter, word, load_##load, show_##show },
#include "kinds.def"
#undef KIND
};

static const struct call_spec specs[] = {
#define CALL(name, args, named, result) \
	{ #name, args, named, RESULT_##result, call_##name },
#include "calls.def"
#undef CALL
};

enum {
	KINDS = sizeof kinds / sizeof kinds[0],
	SPECS = sizeof specs / sizeof specs[0]
};

const struct call_spec *call_find(const char *name, size_t size)
{
	for (size_t i = 0; i < SPECS; i++) {
		if (strlen(specs[i].name) == size &&
		    !memcmp(specs[i].name, name, size))
			return &specs[i];
	}
	return NULL;
}

const struct call_spec *call_next(const struct call_spec *previous)
{
	const struct call_spec *next = previous ? previous + 1 : specs;

	return next < specs + SPECS ? next : NULL;
}

static const struct kind *kind_of(char letter)
{
	const struct kind *k = kinds;

	while (k < kinds + KINDS - 1 && k->letter != letter)
		k++;
	return k;
}

static bool is_written(char letter)
{
	return letter < 'A' || letter > 'Z';
}

/* The next argument without a label. `buf` may be written, as the C prototype
 * has it, and says nothing. */
static const struct value *positional(const struct value *v)
{
	while (v && v->kind == VALUE_NAME && !strcmp(v->word, "buf"))
		v = v->next;
	return v && !v->label ? v : NULL;
}

static bool missing(struct call *c, const struct kind *k)
{
	buf_text(c->fault, "broken: expected ");
	buf_text(c->fault, k->word);
	buf_text(c->fault, " as an argument of ");
	buf_text(c->fault, c->spec->name);
	buf_text(c->fault, "()");
	return false;
}

/* Each letter takes its value, in order. */
static bool load_args(struct call *c)
{
	const struct value *v = positional(c->statement->first);
	const struct kind *k;
	struct arg *a = c->args;
	bool optional = false;

	for (const char *letter = c->spec->args; *letter; letter++) {
		if (*letter == '?') {
			optional = true;
			continue;
		}
		k = kind_of(*letter);
		if (is_written(*letter)) {
			if (!v && !optional)
				return missing(c, k);
			a->value = v;
			v = v ? positional(v->next) : NULL;
		}
		if (!k->load(c, a++))
			return false;
	}
	if (v)
		parse_broken(c->fault, "too many arguments", v->source);
	return !v;
}

static bool has_word(const char *words, const char *word)
{
	size_t size = strlen(word);

	for (const char *at = words; (at = strstr(at, word)); at += size) {
		if ((at == words || at[-1] == ' ') &&
		    (!at[size] || at[size] == ' '))
			return true;
	}
	return false;
}

static bool known_labels(struct call *c)
{
	for (const struct value *v = c->statement->first; v; v = v->next) {
		if (!v->label || has_word(c->spec->named, v->label))
			continue;
		buf_text(c->fault, "broken: ");
		buf_text(c->fault, c->spec->name);
		buf_text(c->fault, "() has no argument named '");
		buf_text(c->fault, v->label);
		buf_char(c->fault, '\'');
		return false;
	}
	return true;
}

static bool find_spec(struct call *c)
{
	const char *name = c->statement->name;

	c->spec = call_find(name, strlen(name));
	if (!c->spec) {
		parse_broken(c->fault, "unknown call", name);
		return false;
	}
	if (port_lacks(name))
		return call_unsupported(c, name);
	return true;
}

bool call_load(struct call *c, const struct statement *s, struct buf *fault)
{
	memset(c, 0, sizeof *c);
	c->statement = s;
	c->fault = fault;
	return find_spec(c) && known_labels(c) && load_args(c);
}

/* No retry on EINTR, no default flags: the answer is the measurement. */
void call_run(struct call *c)
{
	c->began_ns = port_now_ns();
	errno = 0;
	c->value = c->spec->run(c->args);
	c->error = errno;
	c->ended_ns = port_now_ns();
}

bool call_failed(const struct call *c)
{
	switch (c->spec->result) {
	case RESULT_NUMBER:
	case RESULT_ZERO:
	case RESULT_LOOP:
	case RESULT_FD:
	case RESULT_CHILD:
		return c->value == -1;
	case RESULT_TEXT:
		return c->value == 0;
	case RESULT_EAI:
		return c->value != 0;
	case RESULT_PLAIN:
	case RESULT_U16:
	case RESULT_U32:
	case RESULT_INET:
	case RESULT_BYTES:
		break;
	}
	return false;
}

void call_show(struct call *c, struct buf *out)
{
	struct arg *a = c->args;

	if (call_failed(c) && c->spec->result != RESULT_LOOP)
		return;
	for (const char *letter = c->spec->args; *letter; letter++) {
		if (*letter != '?')
			kind_of(*letter)->show(c, a++, out);
	}
}

void call_release(struct call *c)
{
	while (c->held_used > 0)
		free(c->held[--c->held_used]);
}

void call_usage(const struct call_spec *spec, struct buf *out)
{
	size_t shown = 0;

	buf_text(out, spec->name);
	buf_char(out, '(');
	for (const char *letter = spec->args; *letter; letter++) {
		if (*letter == '?' || !is_written(*letter))
			continue;
		buf_separate(out, shown++, ", ");
		buf_text(out, kind_of(*letter)->word);
	}
	buf_char(out, ')');
	if (*spec->named) {
		buf_text(out, "  also, by name: ");
		buf_text(out, spec->named);
	}
}
