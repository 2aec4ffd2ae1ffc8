/* call.h - the table of calls: load the arguments, run once, show the answer.
 * README.md tells how to add a call and a kind of argument: a row in calls.def
 * and a function call_NAME, a row in kinds.def and functions load_NAME and
 * show_NAME. */
#ifndef CALL_H
#define CALL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/socket.h>
#include <sys/uio.h>

#include "buf.h"
#include "call_load.h"
#include "parse.h"
#include "result.h"
#include "value.h"

enum {
	CALL_ARGS_MAX = 10,
	CALL_HELD_MAX = 128,     /* pieces of memory in one call */
	CALL_NAMES_MAX = 8,      /* names that one call gives */
	CALL_ROOM_MAX = 64 << 20 /* the most memory behind one length */
};

#define RETURN_POINTER(p) ((long long)(intptr_t)(p))

struct arg {
	const struct value *value; /* as written; NULL where it is not */

	/* Numbers, each in the type that the call asks for. */
	long long number;
	int i;
	size_t z;

	/* Memory given to the call: may be NULL or bad. `own` is our own
	 * `size` bytes behind it, which are safe to read; NULL if none. */
	void *at;
	void *own;
	size_t size;

	/* A socklen_t that goes in by value (len) or is filled in (lenp, which
	 * may be NULL or bad). */
	socklen_t len;
	socklen_t *lenp;

	/* Vectors and messages. */
	struct iovec *iov;
	int count;
	struct msghdr *msg;

	const void *extra; /* whatever else a kind needs */
};

struct call_spec {
	const char *name;
	const char *args;
	const char *named;
	enum result result;
	long long (*run)(struct arg *a);
};

/* A name that a call gives by itself: socketpair(..., [a, b]). */
struct call_naming {
	const char *name;
	enum result result;
	long long number;
};

/* One call, from the parsed line to the answer. */
struct call {
	const struct call_spec *spec;
	const struct statement *statement;
	struct arg args[CALL_ARGS_MAX];

	long long value; /* what it returned */
	int error;       /* errno, 0 unless it failed */
	long long began_ns, ended_ns;

	struct call_naming names[CALL_NAMES_MAX];
	size_t names_used;

	void *held[CALL_HELD_MAX];
	size_t held_used;

	struct buf *fault; /* "broken: ...", "unsupported ..." */
};

/* The whole life of a call. load and run may not be mixed: what load says is
 * the line's fault, what run says is the system's answer. */
const struct call_spec *call_find(const char *name, size_t size);
const struct call_spec *call_next(const struct call_spec *previous);
bool call_load(struct call *c, const struct statement *s, struct buf *fault);
void call_run(struct call *c);
bool call_failed(const struct call *c);
void call_show(struct call *c, struct buf *out); /* the outputs only */
void call_release(struct call *c);               /* frees its memory */

/* `recv(FD, SIZE, FLAGS)  also: buf=` for the prompt's help. */
void call_usage(const struct call_spec *spec, struct buf *out);

#endif
