/* bulk.h - bulk data: the counting pattern, and how received bytes are told. */
#ifndef BULK_H
#define BULK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "buf.h"

enum {
	BULK_SHOWN = 64, /* this many bytes are shown as they are */
	BULK_HEAD = 32   /* of more, this many begin the description */
};

/* The bytes of pattern() from offset on: "0000000\n0000001\n...". */
void bulk_pattern(unsigned char *to, unsigned long long offset, size_t size);

/* A description of bytes that pass by: nothing but the first is kept. */
struct bulk {
	unsigned char head[BULK_SHOWN];
	unsigned long long size;
	unsigned long long offset; /* in the pattern, of the first byte */
	uint64_t sum;              /* FNV-1a */
	bool is_pattern;           /* still: all bytes so far fit */
};

void bulk_init(struct bulk *b);
void bulk_add(struct bulk *b, const void *bytes, size_t size);

/* "text", pattern(N), pattern(N)+OFFSET or "head"... size=N sum=HEX. */
void bulk_show(const struct bulk *b, struct buf *out);
void bulk_show_bytes(const void *bytes, size_t size, struct buf *out);

#endif
