/* t_buf.c - bounded text. */
#include "../buf.h"

#include <limits.h>
#include <string.h>

#include "test.h"

static char text[64];
static struct buf b;

static bool is(const char *expected)
{
	bool same = strcmp(text, expected) == 0;

	buf_init(&b, text, sizeof text);
	return same;
}

static void numbers(void)
{
	buf_number(&b, 0);
	CHECK(is("0"));
	buf_number(&b, -17);
	CHECK(is("-17"));
	buf_number(&b, LLONG_MIN);
	CHECK(is("-9223372036854775808"));
	buf_hex(&b, 0xbeef, 8);
	CHECK(is("0000beef"));
}

static void quotes(void)
{
	buf_quote(&b, "a\"\\\n\r\t", 6);
	CHECK(is("\"a\\\"\\\\\\n\\r\\t\""));
	buf_quote(&b, "\0\x7f\xff", 3);
	CHECK(is("\"\\x00\\x7f\\xff\""));
	buf_quote(&b, "", 0);
	CHECK(is("\"\""));
}

static void limits(void)
{
	char tiny[4];

	buf_init(&b, tiny, sizeof tiny);
	buf_text(&b, "abc");
	CHECK(!b.full && b.used == 3);
	buf_char(&b, 'd');
	CHECK(b.full && b.used == 3 && !strcmp(tiny, "abc"));
	buf_init(&b, text, sizeof text);
}

int main(void)
{
	buf_init(&b, text, sizeof text);
	numbers();
	quotes();
	limits();
	for (size_t i = 0; i < 3; i++) {
		buf_separate(&b, i, ", ");
		buf_char(&b, 'x');
	}
	CHECK(is("x, x, x"));
	return test_end();
}
