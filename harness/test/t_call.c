/* t_call.c - lines to answers: arguments, results, names, and what is wrong. */
#include "test.h"

#include "talk.h"

static void arguments(void)
{
	CHECK(answers("no_such_call(1)",
		      "broken: unknown call near 'no_such_call'"));
	CHECK(answers("listen(1)",
		      "broken: expected NUMBER as an argument of listen()"));
	CHECK(answers("close(1, 2)", "broken: too many arguments near '2'"));
	CHECK(answers("close(1, len=2)",
		      "broken: close() has no argument named 'len'"));
	CHECK(answers("close(\"x\")",
		      "broken: expected a descriptor near '\"x\"'"));
	CHECK(answers("close(nothing)", "broken: unknown name near 'nothing'"));
	CHECK(answers("bind(1, 2)",
		      "broken: expected a socket address near '2'"));
	CHECK(answers("send(1, 2, 3, 0)",
		      "broken: expected data of at most 64 MB near '2'"));
	CHECK(answers("closesocket(1)",
		      "unsupported closesocket: not on this system"));
	CHECK(answers("close(-1)", "= -1 EBADF"));
}

static void names(void)
{
	CHECK(answers("s = socket(AF_UNIX, SOCK_DGRAM, 0)", "= fd ..."));
	CHECK(answers("t = dup(s)", "= fd ..."));
	CHECK(answers("close(s)", "= 0"));
	CHECK(answers("close(s)", "= -1 EBADF"));
	CHECK(answers("s = dup(t)", "= fd ..."));
	CHECK(answers("u = dup(-1)", "= -1 EBADF"));
	CHECK(answers("close(u)", "= -1 EBADF"));
	CHECK(answers("a_name_that_is_far_too_long_for_us_here = dup(t)",
		      "broken: no room for the name near "
		      "'a_name_that_is_far_too_long_for_us_here'"));
	CHECK(resets());
	CHECK(answers("close(t)", "broken: unknown name near 't'"));
}

static void addresses(void)
{
	CHECK(answers("s = socket(AF_INET, SOCK_DGRAM, 0)", "= fd ..."));
	CHECK(answers("getsockname(s)", "= 0 0.0.0.0:0 len=16"));
	CHECK(answers("getsockname(s, len=4)", "= 0 AF_INET... len=16"));
	CHECK(answers("getsockname(s, len=0)", "= 0 ... len=16"));
	CHECK(answers("getsockname(s, len=-1)", "= -1 EINVAL"));
	CHECK(answers("getsockname(s, addr=BAD)", "= -1 EFAULT"));
	CHECK(answers("getsockname(s, addrlen=NULL)", "= -1 EFAULT"));
	CHECK(answers("getpeername(s)", "= -1 ENOTCONN"));
	CHECK(answers("bind(s, 127.0.0.1:0, len=2)", "= -1 EINVAL"));
	CHECK(answers("bind(s, 127.0.0.1:0, len=100)", "= 0"));
	CHECK(answers("connect(s, [::1]:1)", "= -1 EAFNOSUPPORT"));
	CHECK(answers("connect(s, 127.0.0.1:1, family=AF_INET6)",
		      "= -1 EAFNOSUPPORT"));
	CHECK(answers("connect(s, BAD)", "= -1 EFAULT"));
	CHECK(answers("connect(s, NULL)", "= -1 EINVAL"));
	CHECK(answers("connect(s, \"\\x00\\x00\", len=16)", "= 0"));
	CHECK(answers("connect(s, 127.0.0.1:9, zero=0xff)", "= 0"));
	CHECK(answers("connect(s, unspec:)", "= 0"));
	CHECK(resets());
}

static void other_setup(void)
{
	CHECK(answers("socketpair(AF_UNIX, SOCK_STREAM, 0, [a, b])",
		      "= 0 [fd ..."));
	CHECK(answers("socketpair(AF_UNIX, SOCK_STREAM, 0, NULL)",
		      "= -1 EFAULT"));
	CHECK(answers("socketpair(AF_UNIX, SOCK_STREAM, 0, [a])",
		      "broken: expected [NAME, NAME] near '['"));
	CHECK(answers("shutdown(a, SHUT_RDWR)", "= 0"));
	CHECK(answers("l = socket(AF_UNIX, SOCK_STREAM, 0)", "= fd ..."));
	CHECK(answers("bind(l, unix:)", "= 0"));
	CHECK(answers("listen(l, 1)", "= 0"));
	CHECK(answers("accept(a)", "= -1 EINVAL"));
	CHECK(resets());
}

int main(void)
{
	world_start();
	arguments();
	names();
	addresses();
	other_setup();
	return test_end();
}
