/* print.h - the answer to a call, as strace would print its tail. */
#ifndef PRINT_H
#define PRINT_H

#include "buf.h"
#include "call.h"

/* = VALUE [ERRNO] {OUTPUT} <SECONDS> */
void print_answer(struct call *c, struct buf *out);

#endif
