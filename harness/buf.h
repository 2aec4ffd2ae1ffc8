/* buf.h - bounded text buffer: the only place where text is put together. */
#ifndef BUF_H
#define BUF_H

#include <stdbool.h>
#include <stddef.h>

struct buf {
	char *text; /* always ends in '\0' */
	size_t size;
	size_t used;
	bool full; /* something did not fit and was left out */
};

void buf_init(struct buf *b, char *text, size_t size);
void buf_char(struct buf *b, char c);
void buf_text(struct buf *b, const char *text);
void buf_span(struct buf *b, const char *text, size_t size);
void buf_number(struct buf *b, long long number);
void buf_hex(struct buf *b, unsigned long long number, int digits);

/* What stands between two items: nothing before the first. */
void buf_separate(struct buf *b, size_t index, const char *separator);

/* size bytes in double quotes, with C escapes for all but plain ASCII. */
void buf_quote(struct buf *b, const void *bytes, size_t size);

#endif
