/* session.h - one line to one answer: what a thread of a peer works with. */
#ifndef SESSION_H
#define SESSION_H

#include "buf.h"
#include "call.h"
#include "parse.h"

enum { SESSION_ANSWER_MAX = 16384 };

/* Large: not for the stack. */
struct session {
	struct statement statement;
	struct call call;
	unsigned resets_seen;
	char answer[SESSION_ANSWER_MAX];
};

/* Appends the answer to a line, without a newline. */
void session_answer(struct session *s, const char *line, struct buf *answer);

/* Appends the hello. */
void session_hello(struct buf *hello);

#endif
