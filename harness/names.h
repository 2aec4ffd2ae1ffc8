/* names.h - constants by name and by value, from the lists in names/. */
#ifndef NAMES_H
#define NAMES_H

#include <stdbool.h>
#include <stddef.h>

#include "buf.h"

/* One set per list: names/errno.names is NAMES_ERRNO. */
enum names_set {
#include "names_sets.inc"
	NAMES_SETS
};

enum names_found {
	NAMES_OK,     /* defined on this system */
	NAMES_ABSENT, /* known to us, not defined here */
	NAMES_UNKNOWN /* misspelt, or no constant */
};

/* The number of a constant of any set. */
enum names_found names_value(const char *name, size_t size, long long *value);

/* The name of a number in one set: the first in the list; NULL if none. */
const char *names_name(enum names_set set, long long value);

/* Appends the name, or the number where there is none; for NAMES_ERRNO
 * `errno:999`. */
void names_show(struct buf *b, enum names_set set, long long value);

/* Appends A|B|0x40, or 0. */
void names_flags(struct buf *b, enum names_set set, unsigned long long value);

/* The n-th name of all that begins so, for completion; NULL after the last. */
const char *names_complete(const char *begin, size_t n);

/* Sizes and offsets of the types and members in names/types.list. */
enum names_found names_sizeof(const char *type, size_t *size);
enum names_found names_offsetof(const char *type, const char *member,
				size_t *offset);
enum names_found names_membersize(const char *type, const char *member,
				  size_t *size);

/* Did harness/probes/NAME.c compile when this was built? */
enum names_found names_probe(const char *name, bool *compiled);

#endif
