/* bulk.c - bulk data: the counting pattern, and how received bytes are told. */
#include "bulk.h"

#include <string.h>

enum { BLOCK = 8 };

/* "000002a\n": seven digits wrap after 2 GB, which no case sends. */
static void block(unsigned char *to, unsigned long long index)
{
	for (int i = BLOCK - 2; i >= 0; i--, index >>= 4)
		to[i] = (unsigned char)"0123456789abcdef"[index & 15];
	to[BLOCK - 1] = '\n';
}

void bulk_pattern(unsigned char *to, unsigned long long offset, size_t size)
{
	unsigned char one[BLOCK];
	size_t skip, part;

	while (size > 0) {
		skip = offset % BLOCK;
		part = BLOCK - skip < size ? BLOCK - skip : size;
		block(one, offset / BLOCK);
		memcpy(to, one + skip, part);
		to += part;
		offset += part;
		size -= part;
	}
}

void bulk_init(struct bulk *b)
{
	b->size = 0;
	b->offset = 0;
	b->sum = 0xcbf29ce484222325;
	b->is_pattern = true;
}

static int digit(unsigned char c)
{
	const char digits[] = "0123456789abcdef";
	const char *found = c ? strchr(digits, c) : NULL;

	return found ? (int)(found - digits) : -1;
}

/* Where the pattern stands at the first byte: the newline ends a block, and
 * the digits after it count the blocks. */
static bool locate(struct bulk *b)
{
	const unsigned char *end = memchr(b->head, '\n', BLOCK);
	unsigned long long index = 0;
	size_t before;
	int value;

	if (!end)
		return false;
	before = (size_t)(end - b->head) + 1;
	for (int i = 1; i < BLOCK; i++) {
		value = digit(end[i]);
		if (value < 0)
			return false;
		index = index * 16 + (unsigned long long)value;
	}
	if (index * BLOCK < before)
		return false;
	b->offset = index * BLOCK - before;
	return true;
}

static bool follows(const unsigned char *at, unsigned long long offset,
		    size_t size)
{
	unsigned char expected[1024];
	size_t part;

	while (size > 0) {
		part = size < sizeof expected ? size : sizeof expected;
		bulk_pattern(expected, offset, part);
		if (memcmp(at, expected, part))
			return false;
		at += part;
		offset += part;
		size -= part;
	}
	return true;
}

static uint64_t fnv(uint64_t sum, const unsigned char *at, size_t size)
{
	while (size-- > 0)
		sum = (sum ^ *at++) * 0x100000001b3;
	return sum;
}

/* The first bytes are kept until there are enough to find one's place. */
static size_t add_head(struct bulk *b, const unsigned char *at, size_t size)
{
	size_t room = b->size < BULK_SHOWN ? BULK_SHOWN - (size_t)b->size : 0;

	if (size > room)
		size = room;
	if (!size)
		return 0;
	memcpy(b->head + b->size, at, size);
	b->size += size;
	if (b->size == BULK_SHOWN)
		b->is_pattern =
		    locate(b) && follows(b->head, b->offset, BULK_SHOWN);
	return size;
}

void bulk_add(struct bulk *b, const void *bytes, size_t size)
{
	const unsigned char *at = bytes;
	size_t head;

	b->sum = fnv(b->sum, at, size);
	head = add_head(b, at, size);
	at += head;
	size -= head;
	if (size > 0 && b->is_pattern)
		b->is_pattern = follows(at, b->offset + b->size, size);
	b->size += size;
}

static void show_pattern(const struct bulk *b, struct buf *out)
{
	buf_text(out, "pattern(");
	buf_number(out, (long long)b->size);
	buf_char(out, ')');
	if (b->offset) {
		buf_char(out, '+');
		buf_number(out, (long long)b->offset);
	}
}

static void show_digest(const struct bulk *b, struct buf *out)
{
	buf_quote(out, b->head, BULK_HEAD);
	buf_text(out, "... size=");
	buf_number(out, (long long)b->size);
	buf_text(out, " sum=");
	buf_hex(out, b->sum, 16);
}

void bulk_show(const struct bulk *b, struct buf *out)
{
	if (b->size <= BULK_SHOWN)
		buf_quote(out, b->head, (size_t)b->size);
	else if (b->is_pattern)
		show_pattern(b, out);
	else
		show_digest(b, out);
}

void bulk_show_bytes(const void *bytes, size_t size, struct buf *out)
{
	struct bulk b;

	bulk_init(&b);
	bulk_add(&b, bytes, size);
	bulk_show(&b, out);
}
