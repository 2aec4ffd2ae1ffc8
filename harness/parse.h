/* parse.h - one line of the notation to a statement: the grammar, no meaning.
 *
 * Constants are replaced by their numbers here; other names stay VALUE_NAME. */
#ifndef PARSE_H
#define PARSE_H

#include <stdbool.h>
#include <stddef.h>

#include "buf.h"
#include "lex.h"
#include "value.h"

enum {
	PARSE_LINE_MAX = 4096,
	PARSE_VALUES_MAX = 96,
	PARSE_DEPTH_MAX = 8,
	PARSE_TEXT_MAX = PARSE_LINE_MAX + 3 * PARSE_VALUES_MAX
};

struct statement {
	const char *target;  /* "l" in l = socket(...), else NULL */
	const char *name;    /* "socket" */
	struct value *first; /* arguments in order, named ones at the end */
	size_t count;        /* of those without a label */

	/* What the above points into. */
	struct value values[PARSE_VALUES_MAX];
	size_t values_used;
	unsigned char text[PARSE_TEXT_MAX];
	size_t text_used;
};

/* False: fault holds `broken: expected ')' near 'x'` or `unsupported NAME: not
 * defined on this system`. The line must outlive the statement. */
bool parse_statement(const char *line, struct statement *out,
		     struct buf *fault);

/* The broken: message of every module. source is a place in the line. */
void parse_broken(struct buf *fault, const char *what, const char *source);

#endif
