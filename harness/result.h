/* result.h - what a call may return, and when that is a failure. */
#ifndef RESULT_H
#define RESULT_H

#include <stddef.h>

enum result {
	RESULT_NUMBER, /* -1 is failure, with errno */
	RESULT_ZERO,   /* the same; 0 is all that success tells */
	RESULT_LOOP,   /* the same; the outputs are shown after a failure too */
	RESULT_FD,     /* the same; success is a descriptor */
	RESULT_CHILD,  /* the same; success is a process */
	RESULT_PLAIN,  /* an int that is never a failure */
	RESULT_U16,    /* a uint16_t that is never a failure: htons() */
	RESULT_U32,    /* a uint32_t that is never a failure: htonl() */
	RESULT_INET,   /* an in_addr_t, never a failure; shown as an address */
	RESULT_TEXT,   /* a string; NULL is failure, with errno */
	RESULT_EAI,    /* 0, or an EAI_ number, shown by name */
	RESULT_BYTES   /* nothing but the outputs: `= "\x01\x02"` */
};

size_t result_width(enum result result); /* in memory */

#endif
