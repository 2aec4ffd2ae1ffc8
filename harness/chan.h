/* chan.h - the control channel: lines in, answers out, nothing in between. */
#ifndef CHAN_H
#define CHAN_H

#include <stddef.h>

enum chan_got { CHAN_LINE, CHAN_TOO_LONG, CHAN_END };

/* The next line of standard input, without its end; to has room for
 * PARSE_LINE_MAX bytes. One thread at a time. */
enum chan_got chan_read(char *to);

/* One write() of the whole, which no other thread's can cut in two. */
void chan_write(const char *text, size_t size);

#endif
