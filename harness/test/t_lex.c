/* t_lex.c - the tokens of a line. */
#include "../lex.h"

#include <string.h>

#include "test.h"

/* Is the line one token of that kind, and nothing after it? */
static bool one(const char *line, int kind)
{
	struct lex l;

	lex_start(&l, line);
	if (l.token.kind != kind || l.token.size != strlen(line))
		return false;
	lex_next(&l);
	return l.token.kind == TOKEN_END;
}

static size_t count(const char *line)
{
	struct lex l;
	size_t tokens = 0;

	for (lex_start(&l, line); l.token.kind != TOKEN_END; lex_next(&l))
		tokens++;
	return tokens;
}

static void kinds(void)
{
	CHECK(one("socket", TOKEN_NAME));
	CHECK(one("-1", TOKEN_NUMBER));
	CHECK(one("0x1f", TOKEN_NUMBER));
	CHECK(one("\"a\\\" b # ,\"", TOKEN_STRING));
	CHECK(one("127.0.0.1:80", TOKEN_ADDRESS));
	CHECK(one("[::1]:80", TOKEN_ADDRESS));
	CHECK(one("[fe80::1%eth-0.1]:80", TOKEN_ADDRESS));
	CHECK(one("unix:/tmp/a-b", TOKEN_ADDRESS));
	CHECK(one("unix:@\"a )\\x00\"", TOKEN_ADDRESS));
	CHECK(one("unix:", TOKEN_ADDRESS));
	CHECK(one("unspec:", TOKEN_ADDRESS));
	CHECK(one("127.0.0.1", TOKEN_INET));
	CHECK(one("::", TOKEN_INET));
	CHECK(one("fe80::1", TOKEN_INET));
	CHECK(one("abcd:ef01:0:0:0:0:0:0", TOKEN_INET));
	CHECK(one("::ffff:1.2.3.4", TOKEN_INET));
	CHECK(one("\"no end", TOKEN_WRONG));
	CHECK(one("\"no end\\", TOKEN_WRONG));
	CHECK(one("$", TOKEN_WRONG));
	CHECK(one("-", TOKEN_WRONG));
}

static void lines(void)
{
	CHECK(count("") == 0);
	CHECK(count("  # send(c)") == 0);
	CHECK(count("send(c, \"x\", 1, 0) # why") == 10);
	CHECK(count("[a, b]") == 5);
	CHECK(count("[2, 8]") == 5);
	CHECK(count("[::1]") == 3);
	CHECK(count("bind(u, unix:/tmp/x)") == 6);
	CHECK(count("{a, POLLIN|POLLOUT}") == 7);
	CHECK(count("len=-1") == 3);
}

static bool number(const char *line, long long expected)
{
	long long got;
	struct lex l;

	lex_start(&l, line);
	return lex_number(&l.token, &got) && got == expected;
}

static void numbers(void)
{
	long long got;
	struct lex l;

	CHECK(number("0177", 127));
	CHECK(number("-1", -1));
	CHECK(number("0xffffffffffffffff", -1));
	CHECK(number("10485760", 10485760));
	lex_start(&l, "99999999999999999999");
	CHECK(!lex_number(&l.token, &got));
	lex_start(&l, "12ab");
	CHECK(l.token.kind == TOKEN_NUMBER && !lex_number(&l.token, &got));
	lex_start(&l, "08");
	CHECK(!lex_number(&l.token, &got));
}

static bool unquotes(const char *line, const char *expected, size_t size)
{
	unsigned char to[64];
	struct lex l;
	size_t got;

	lex_start(&l, line);
	return lex_unquote(&l.token, to, &got) && got == size &&
	       !memcmp(to, expected, size);
}

static void strings(void)
{
	CHECK(unquotes("\"\"", "", 0));
	CHECK(unquotes("\"a\\n\\r\\t\\0\\\\\\\"\"", "a\n\r\t\0\\\"", 7));
	CHECK(unquotes("\"\\x00\\xfF\"", "\0\xff", 2));
	CHECK(!unquotes("\"\\q\"", "", 0));
	CHECK(!unquotes("\"\\x1\"", "", 0));
}

int main(void)
{
	kinds();
	lines();
	numbers();
	strings();
	return test_end();
}
