/* call_load.h - what loaders of arguments work with; see README.md. */
#ifndef CALL_LOAD_H
#define CALL_LOAD_H

#include <stdbool.h>
#include <stddef.h>

#include "result.h"
#include "value.h"

struct arg;
struct buf;
struct call;

/* The value that is labelled so at the end of the line, or NULL. */
const struct value *call_named(const struct call *c, const char *label);

/* The number of a named argument, or `otherwise` where it is not there. */
bool call_named_number(struct call *c, const char *label, long long otherwise,
		       long long *number);

/* Zeroed memory of at most CALL_ROOM_MAX bytes that lives as long as the
 * call; *given, if not NULL, is how much it is. Never NULL. */
void *call_room(struct call *c, size_t size, size_t *given);

/* Says `broken: expected WHAT near 'V'` and returns false. */
bool call_expected(struct call *c, const char *what, const struct value *v);

/* Says `unsupported WHAT: not on this system` and returns false. */
bool call_unsupported(struct call *c, const char *what);

/* A number, constant, descriptor or saved value. */
bool call_number(struct call *c, const struct value *v, long long *number);

/* a->at from NULL and BAD: true if v is one of them. */
bool call_pointer(const struct value *v, void **at);

/* Has the answer save a value under a name, when the call has succeeded. */
void call_name(struct call *c, const struct value *v, enum result result,
	       long long number);

/* A page that nothing may touch: what BAD points to. */
void *call_bad_pointer(void);

#define CALL(name, args, named, result) long long call_##name(struct arg *a);
#include "calls.def"
#undef CALL

#define KIND(letter, word, load, show)                   \
	bool load_##load(struct call *c, struct arg *a); \
	void show_##show(struct call *c, struct arg *a, struct buf *out);
#include "kinds.def"
#undef KIND

#endif
