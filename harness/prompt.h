/* prompt.h - the peer at a terminal: help, history, one answer per line. */
#ifndef PROMPT_H
#define PROMPT_H

#include "buf.h"
#include "session.h"

/* Until the end of the input; the exit status. */
int prompt_run(void);

/* What one line is answered: help too. False for the line that ends it. */
bool prompt_answer(struct session *s, const char *line, struct buf *answer);

#endif
