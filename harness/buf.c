/* buf.c - bounded text buffer: the only place where text is put together. */
#include "buf.h"

#include <string.h>

void buf_init(struct buf *b, char *text, size_t size)
{
	b->text = text;
	b->size = size;
	b->used = 0;
	b->full = false;
	b->text[0] = '\0';
}

void buf_span(struct buf *b, const char *text, size_t size)
{
	size_t room = b->size - 1 - b->used;

	if (size > room) {
		b->full = true;
		size = room;
	}
	memcpy(b->text + b->used, text, size);
	b->used += size;
	b->text[b->used] = '\0';
}

void buf_char(struct buf *b, char c)
{
	buf_span(b, &c, 1);
}

void buf_text(struct buf *b, const char *text)
{
	buf_span(b, text, strlen(text));
}

/* By hand, because LLONG_MIN has no positive twin and printf a locale. */
void buf_number(struct buf *b, long long number)
{
	unsigned long long left = (unsigned long long)number;
	char digits[24];
	size_t at = sizeof digits;

	if (number < 0) {
		buf_char(b, '-');
		left = 0 - left;
	}
	do {
		digits[--at] = (char)('0' + left % 10);
		left /= 10;
	} while (left);
	buf_span(b, digits + at, sizeof digits - at);
}

void buf_hex(struct buf *b, unsigned long long number, int digits)
{
	while (digits-- > 0)
		buf_char(b, "0123456789abcdef"[number >> (4 * digits) & 15]);
}

void buf_separate(struct buf *b, size_t index, const char *separator)
{
	if (index > 0)
		buf_text(b, separator);
}

static void quote_byte(struct buf *b, unsigned char byte)
{
	static const char plain[] = "\n\r\t\"\\", letter[] = "nrt\"\\";
	const char *found = byte ? strchr(plain, byte) : NULL;

	if (found) {
		buf_char(b, '\\');
		buf_char(b, letter[found - plain]);
	} else if (byte >= ' ' && byte <= '~') {
		buf_char(b, (char)byte);
	} else {
		buf_text(b, "\\x");
		buf_hex(b, byte, 2);
	}
}

void buf_quote(struct buf *b, const void *bytes, size_t size)
{
	const unsigned char *at = bytes;

	buf_char(b, '"');
	while (size-- > 0)
		quote_byte(b, *at++);
	buf_char(b, '"');
}
