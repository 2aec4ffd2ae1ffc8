/* t_prompt.c - what a person at the prompt is answered. */
#include "../prompt.h"

#include <string.h>

#include "../world.h"
#include "test.h"

static char text[SESSION_ANSWER_MAX];

static bool says(const char *line, const char *expected)
{
	static struct session session;
	struct buf answer;

	buf_init(&answer, text, sizeof text);
	return prompt_answer(&session, line, &answer) &&
	       !strncmp(text, expected, strlen(expected));
}

int main(void)
{
	static struct session session;
	struct buf answer;

	world_start();
	CHECK(says("help", "Calls (help CALL tells the arguments):\n"));
	CHECK(strstr(text, " recvfrom ") && strstr(text, "reset()"));
	CHECK(!strstr(text, "WSAStartup"));
	CHECK(says("help recvfrom", "recvfrom(FD, SIZE, FLAGS)  also, by name: "
				    "buf len addr addrlen"));
	CHECK(says("  help   close ", "broken: no such call near 'close'") ||
	      says("help close", "close(FD)"));
	CHECK(says("help nothing", "broken: no such call near 'nothing'"));
	CHECK(says("helper()", "broken: unknown call near 'helper'"));
	CHECK(says("", "") && !*text);
	CHECK(says("# nothing", "") && !*text);
	CHECK(says("close(-1)", "= -1 EBADF <0.0"));
	CHECK(says("reset()", "= 0"));
	buf_init(&answer, text, sizeof text);
	CHECK(!prompt_answer(&session, "quit", &answer));
	return test_end();
}
