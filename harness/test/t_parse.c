/* t_parse.c - lines of the notation to statements. */
#include "../parse.h"

#include <string.h>
#include <sys/socket.h>

#include "test.h"

static struct statement s;
static char message[200];

static bool parses(const char *line)
{
	struct buf fault;

	buf_init(&fault, message, sizeof message);
	return parse_statement(line, &s, &fault);
}

static bool says(const char *line, const char *expected)
{
	bool same = !parses(line) && !strcmp(message, expected);

	if (!same)
		printf("# %s: %s\n", line, message);
	return same;
}

static void statements(void)
{
	CHECK(parses("l = socket(AF_INET, SOCK_STREAM, 0)"));
	CHECK(!strcmp(s.target, "l") && !strcmp(s.name, "socket"));
	CHECK(s.count == 3 && s.first->number == AF_INET);
	CHECK(parses(" reset ( ) ") && !s.target && s.count == 0 && !s.first);
	CHECK(parses("bind(s, 127.0.0.1:80, len=2)") && s.count == 2);
	CHECK(!strcmp(s.first->next->next->label, "len"));
}

static void values(void)
{
	const struct value *v;

	CHECK(parses("f(MSG_PEEK|MSG_DONTWAIT|0x10000000)"));
	CHECK(s.first->number == (MSG_PEEK | MSG_DONTWAIT | 0x10000000));
	CHECK(parses("f(a)") && s.first->kind == VALUE_NAME &&
	      !strcmp(s.first->word, "a"));
	CHECK(parses("f(\"a\\x00b\")") && s.first->size == 3 &&
	      !memcmp(s.first->bytes, "a\0b", 4));
	CHECK(parses("f(pattern(1000000))") &&
	      value_data_size(s.first) == 1000000);
	CHECK(parses("f(repeat(\"ab\", 3))") && value_data_size(s.first) == 6);
	CHECK(parses("f(NULL, BAD)") && s.first->kind == VALUE_NULL &&
	      s.first->next->kind == VALUE_BAD);
	CHECK(parses("f([{a, 1}, {b, 2}], [])") && s.first->count == 2);
	v = s.first->first->next;
	CHECK(v->kind == VALUE_STRUCT && !strcmp(v->first->word, "b"));
	CHECK(s.first->next->kind == VALUE_LIST && !s.first->next->first);
	CHECK(parses("f([::1]:80, ::1)") && s.first->next->kind == VALUE_INET);
}

static void fields(void)
{
	CHECK(parses("f({l_onoff=1, l_linger=0})"));
	CHECK(value_field(s.first, "l_onoff", 5)->number == 1);
	CHECK(!value_field(s.first, "l_none", 0));
	CHECK(parses("f({1, 7})"));
	CHECK(value_field(s.first, "l_linger", 1)->number == 7);
	CHECK(!value_field(s.first, "l_linger", 2));
}

static void faults(void)
{
	CHECK(says("f(1 2)", "broken: expected ')' near '2'"));
	CHECK(says("f(1", "broken: expected ')' at the end of the line"));
	CHECK(says("f", "broken: expected '(' at the end of the line"));
	CHECK(says("", "broken: expected a call at the end of the line"));
	CHECK(says("f() x", "broken: expected the end near 'x'"));
	CHECK(says("f(,)", "broken: expected a value near ','"));
	CHECK(says("f(MSG_PEKE|1)", "broken: unknown name near 'MSG_PEKE'"));
	CHECK(says("f(SO_NOSIGPIPE)",
		   "unsupported SO_NOSIGPIPE: not defined on this system"));
	CHECK(says("f(12x)", "broken: not a number near '12x'"));
	CHECK(says("f(1.2.3)", "broken: not a network address near '1.2.3'"));
	CHECK(says("f(1.2.3.4:99999)",
		   "broken: not a socket address near '1.2.3.4:99999'"));
	CHECK(says("f(\"\\q\")",
		   "broken: unknown escape in the string near '\"\\q\"'"));
	CHECK(says("f(nothing(1))", "broken: unknown function near 'nothing'"));
	CHECK(says("f(len=1, 2)",
		   "broken: arguments with a name stand last near ')'"));
	CHECK(says("AF_INET = f()", "broken: a constant cannot be given a "
				    "value near 'AF_INET'"));
	CHECK(says("f([1, [2, [3, [4, [5, [6, [7, [8, [9]]]]]]]]])",
		   "broken: nested too deeply near '['"));
}

/* The largest line there may be, of the smallest values and of text. */
static void limits(void)
{
	static char line[PARSE_LINE_MAX + 10];

	memset(line, '1', PARSE_LINE_MAX);
	CHECK(says(line, "broken: line longer than 4095 bytes"));
	strcpy(line, "f(0");
	for (int i = 1; i < PARSE_VALUES_MAX; i++)
		strcat(line, ",a");
	strcat(line, ")");
	CHECK(parses(line) && s.count == PARSE_VALUES_MAX);
	line[strlen(line) - 1] = '\0';
	strcat(line, ",1)");
	CHECK(says(line, "broken: too many values near '1'"));
	memset(line, 'x', PARSE_LINE_MAX);
	memcpy(line, "f(\"", 3);
	memcpy(line + PARSE_LINE_MAX - 3, "\")", 3);
	CHECK(parses(line) && s.first->size == PARSE_LINE_MAX - 6);
}

int main(void)
{
	statements();
	values();
	fields();
	faults();
	limits();
	return test_end();
}
