/* signals.h - dispositions that a case changes, and how they are undone. */
#ifndef SIGNALS_H
#define SIGNALS_H

#include <stdbool.h>

/* What SIG_DFL, SIG_IGN and COUNT are as numbers in a line. */
enum signals_handler { SIGNALS_DFL, SIGNALS_IGN, SIGNALS_COUNT };

/* Everything to SIG_DFL and unblocked, the interrupt signal to its handler. */
void signals_start(void);

/* sigaction() itself: -1 with errno. */
int signals_set(int signo, enum signals_handler handler, int flags);

/* How often the COUNT handler ran for it since the last question. */
int signals_caught(int signo);

/* As at the start, pending signals thrown away. Threads follow at their next
 * signals_follow(). */
void signals_reset(void);

/* Gives the calling thread the mask of the start, once after each reset, and
 * throws away what is pending in it. */
void signals_follow(unsigned *seen);

#endif
