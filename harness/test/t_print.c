/* t_print.c - what every kind of result looks like in an answer. */
#include "../print.h"

#include <errno.h>
#include <netdb.h>
#include <string.h>

#include "test.h"

static bool prints(enum result result, long long value, int error,
		   const char *expected)
{
	const struct call_spec spec = { "test", "", "", result, NULL };
	struct call c = { .spec = &spec, .value = value, .error = error };
	char text[128];
	struct buf out;

	c.ended_ns = 2000001999;
	buf_init(&out, text, sizeof text);
	print_answer(&c, &out);
	if (strcmp(text, expected))
		printf("# got %s\n", text);
	return strcmp(text, expected) == 0;
}

static void successes(void)
{
	static const unsigned char loopback[4] = { 127, 0, 0, 1 };
	uint32_t inet;

	memcpy(&inet, loopback, sizeof inet);
	CHECK(prints(RESULT_NUMBER, 7, 0, "= 7 <2.000001>"));
	CHECK(prints(RESULT_NUMBER, 7, EINTR, "= 7 <2.000001>"));
	CHECK(prints(RESULT_FD, 3, 0, "= fd 3 <2.000001>"));
	CHECK(prints(RESULT_CHILD, 4711, 0, "= child <2.000001>"));
	CHECK(prints(RESULT_U32, 4294967295, 0, "= 4294967295 <2.000001>"));
	CHECK(prints(RESULT_PLAIN, -1, EINTR, "= -1 <2.000001>"));
	CHECK(prints(RESULT_INET, inet, 0, "= 127.0.0.1 <2.000001>"));
	CHECK(prints(RESULT_TEXT, RETURN_POINTER("a\n"), 0,
		     "= \"a\\n\" <2.000001>"));
	CHECK(prints(RESULT_EAI, 0, 0, "= 0 <2.000001>"));
	CHECK(prints(RESULT_BYTES, 0, 0, "= <2.000001>"));
}

static void failures(void)
{
	CHECK(prints(RESULT_NUMBER, -1, EPIPE, "= -1 EPIPE <2.000001>"));
	CHECK(prints(RESULT_FD, -1, 0, "= -1 errno:0 <2.000001>"));
	CHECK(prints(RESULT_ZERO, -1, 4000, "= -1 errno:4000 <2.000001>"));
	CHECK(prints(RESULT_TEXT, 0, ENOSPC, "= NULL ENOSPC <2.000001>"));
	CHECK(prints(RESULT_TEXT, 0, 0, "= NULL <2.000001>"));
	CHECK(prints(RESULT_EAI, EAI_NONAME, EINTR, "= EAI_NONAME <2.000001>"));
	CHECK(prints(RESULT_EAI, EAI_SYSTEM, EINTR,
		     "= EAI_SYSTEM EINTR <2.000001>"));
}

int main(void)
{
	successes();
	failures();
	return test_end();
}
