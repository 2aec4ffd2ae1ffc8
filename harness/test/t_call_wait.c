/* t_call_wait.c - poll() in its three forms, select() and its sets. */
#include "talk.h"
#include "test.h"

static void polls(void)
{
	CHECK(answers("socketpair(AF_UNIX, SOCK_STREAM, 0, [a, b])", "= 0..."));
	CHECK(answers("poll(a, POLLIN|POLLOUT, 0)", "= 1 POLLOUT"));
	CHECK(answers("poll([{a, POLLIN}, {b, POLLOUT}], 0)", "= 1 0 POLLOUT"));
	CHECK(answers("poll([{fd=a, events=POLLIN}], 0)", "= 0 0"));
	CHECK(answers("poll([], 0)", "= 0"));
	CHECK(answers("poll(NULL, 0, 0)", "= 0"));
	CHECK(answers("poll(a, POLLOUT, 0, nfds=0)", "= 0 0"));
	CHECK(answers("poll(a, POLLOUT, 0, nfds=3)", "= 1 POLLOUT"));
	CHECK(answers("poll(99, POLLIN, 0)", "= 1 POLLNVAL"));
}

static void poll_mistakes(void)
{
	CHECK(answers("poll(a, POLLIN)",
		      "broken: expected FD, EVENTS, TIMEOUT near 'a'"));
	CHECK(answers("poll([{a, POLLIN}], 0, 0)", "broken: ..."));
	CHECK(
	    answers("poll([a], 0)", "broken: expected {FD, EVENTS} near 'a'"));
}

static void selects(void)
{
	CHECK(answers("select([a, b], [a], [], {0, 0})",
		      "= 1 r=[] w=[a] e=[] left={0, 0}"));
	CHECK(answers("select([a], NULL, NULL, {tv_usec=1000})",
		      "= 0 r=[] left={0, ..."));
	CHECK(
	    answers("select([], [a, b], [], NULL)", "= 2 r=[] w=[a, b] e=[]"));
	CHECK(answers("select([a], [], [], {0, 0}, nfds=0)",
		      "= 0 r=[a] w=[] e=[] left={0, 0}"));
	CHECK(answers("select([-1], [], [], {0, 0})",
		      "broken: expected a descriptor near '-1'"));
	CHECK(answers("select([a], [], [], 5)",
		      "broken: expected {SECONDS, MICROSECONDS} near '5'"));
}

static void beyond_fd_setsize(void)
{
	CHECK(answers("setrlimit(RLIMIT_NOFILE, {4096})", "= 0"));
	CHECK(answers("f = fcntl(a, F_DUPFD, 1100)", "= 1100"));
	CHECK(answers("select([], [f], [], {0, 0})",
		      "= 1 r=[] w=[f] e=[] left={0, 0}"));
	CHECK(answers("close(f)", "= 0"));
	CHECK(resets());
}

static void masked(void)
{
	CHECK(answers("socketpair(AF_UNIX, SOCK_STREAM, 0, [a, b])", "= 0..."));
	CHECK(answers("ppoll(a, POLLOUT, {0, 0}, NULL)", "= 1 POLLOUT"));
	CHECK(answers("sigaction(SIGUSR1, COUNT)", "= 0"));
	CHECK(answers("blocked(SIGUSR1)", "= 1"));
	CHECK(answers("raise(SIGUSR1)", "= 0"));
	CHECK(answers("ppoll(a, POLLIN, {0, 1000}, [SIGUSR1])", "= 0 0"));
	CHECK(answers("caught(SIGUSR1)", "= 0"));
	CHECK(answers("ppoll(a, POLLIN, NULL, [])", "= -1 EINTR"));
	CHECK(answers("caught(SIGUSR1)", "= 1"));
	CHECK(answers("raise(SIGUSR1)", "= 0"));
	CHECK(answers("pselect([a], [], [], NULL, [])", "= -1 EINTR"));
	CHECK(
	    answers("pselect([], [b], [], NULL, NULL)", "= 1 r=[] w=[b] e=[]"));
	CHECK(resets());
}

int main(void)
{
	world_start();
	polls();
	poll_mistakes();
	selects();
	beyond_fd_setsize();
	masked();
	return test_end();
}
