/* t_call_look.c - the observers, and what a reset undoes. */
#include "talk.h"
#include "test.h"

static void values(void)
{
	CHECK(answers("value(INADDR_NONE)", "= 4294967295"));
	CHECK(answers("value(NO_SUCH_NAME)", "broken: unknown name..."));
	CHECK(answers("n = inet_addr(\"x\")", "= 255.255.255.255..."));
	CHECK(answers("equal(n, INADDR_NONE)", "= 1"));
	CHECK(answers("equal(n, -1)", sizeof(long) > 4 ? "= 0" : "= 1"));
	CHECK(answers("memory(1.2.3.4, 4)", "= \"\\x01\\x02\\x03\\x04\""));
	CHECK(answers("memory(n, 8)",
		      "broken: expected a size that the value has near '8'"));
}

static void types(void)
{
	CHECK(answers("sizeof(\"struct sockaddr_in\")", "= 16"));
	CHECK(answers("sizeof(\"struct sockaddr\", \"sa_data\")", "= 14"));
	CHECK(answers("offsetof(\"struct sockaddr_in\", \"sin_addr\")", "= 4"));
	CHECK(answers("sizeof(\"struct nothing\")",
		      "broken: expected a type..."));
	CHECK(answers("sizeof(socket)", "broken: ..."));
	CHECK(answers("compiles(\"htons-from-arpa-inet\")", "= 1"));
	CHECK(answers("compiles(\"no-such-probe\")",
		      "broken: expected a file..."));
}

static void signals(void)
{
	CHECK(answers("sigaction(SIGUSR1, COUNT)", "= 0"));
	CHECK(answers("raise(SIGUSR1)", "= 0"));
	CHECK(answers("caught(SIGUSR1)", "= 1"));
	CHECK(answers("caught(SIGUSR1)", "= 0"));
	CHECK(answers("blocked(SIGUSR2)", "= 1"));
	CHECK(answers("pending(SIGUSR2)", "= 0"));
	CHECK(answers("raise(SIGUSR2)", "= 0"));
	CHECK(answers("pending(SIGUSR2)", "= 1"));
	CHECK(resets());
	CHECK(answers("pending(SIGUSR2)", "= 0"));
}

static void children(void)
{
	CHECK(answers("k = fork()", "= child"));
	CHECK(answers("end(k)", "= 0"));
	CHECK(answers("end(k)", "= -1 ECHILD"));
	CHECK(resets());
}

int main(void)
{
	world_start();
	values();
	types();
	signals();
	children();
	return test_end();
}
