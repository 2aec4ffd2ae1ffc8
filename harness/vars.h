/* vars.h - the names that a case gives to descriptors and other values. */
#ifndef VARS_H
#define VARS_H

#include <stdbool.h>
#include <stddef.h>

#include "call.h"
#include "parse.h"

enum { VARS_MAX = 128, VARS_NAME_MAX = 32 };

/* Gives every name in the statement that has been saved its number. */
void vars_resolve(struct statement *s);

/* False if there is no room, or the name too long: fault says so. */
bool vars_save(const char *name, enum result result, long long number,
	       struct buf *fault);

/* Saves what a call that succeeded returned, and the names that it gave. */
bool vars_keep(const struct call *c, struct buf *fault);
void vars_forget(void);

#endif
