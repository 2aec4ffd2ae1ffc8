/* t_call_message.c - sendmsg() and recvmsg(), with all that goes along. */
#include "test.h"

#include "talk.h"

static void pieces(void)
{
	CHECK(answers("socketpair(AF_UNIX, SOCK_DGRAM, 0, [a, b])",
		      "= 0 [fd ..."));
	CHECK(answers("sendmsg(a, [\"ab\", \"cd\"], 0)", "= 4"));
	CHECK(answers("recvmsg(b, [2, 8], 0)", "= 4 \"ab\" \"cd\" flags=0"));
	CHECK(answers("sendmsg(a, [\"abcd\"], 0)", "= 4"));
	CHECK(answers("recvmsg(b, [3], 0)", "= 3 \"abc\" flags=MSG_TRUNC"));
	CHECK(answers("recvmsg(b, [3], MSG_DONTWAIT)", "= -1 EAGAIN"));
	CHECK(answers("sendmsg(a, 1, 0)", "broken: expected a list near '1'"));
	CHECK(resets());
}

static void names(void)
{
	CHECK(answers("u = socket(AF_UNIX, SOCK_DGRAM, 0)", "= fd ..."));
	CHECK(answers("bind(u, unix:@t_call_message)", "= 0"));
	CHECK(answers("sendmsg(u, [\"x\"], 0, name=unix:@t_call_message)",
		      "= 1"));
	CHECK(
	    answers("recvmsg(u, [8], 0, namelen=110)",
		    "= 1 \"x\" name=unix:@t_call_message namelen=17 flags=0"));
	CHECK(answers("sendmsg(u, [\"x\"], 0, name=unix:@t_call_message, "
		      "namelen=1)",
		      "= -1 EINVAL"));
	CHECK(resets());
}

static void descriptors(void)
{
	CHECK(answers("socketpair(AF_UNIX, SOCK_STREAM, 0, [a, b])",
		      "= 0 [fd ..."));
	CHECK(answers("sendmsg(a, [\"x\"], 0, "
		      "control=[{SOL_SOCKET, SCM_RIGHTS, [a, b]}])",
		      "= 1"));
	CHECK(answers("recvmsg(b, [8], 0, controllen=64, fds=[c, d])",
		      "= 1 \"x\" flags=0 control=[{SOL_SOCKET, SCM_RIGHTS, "
		      "[fd ..."));
	CHECK(answers("send(c, \"y\", 1, 0)", "= 1"));
	CHECK(answers("recv(d, 1, 0)", "= 1 \"y\""));
	CHECK(answers("sendmsg(a, [\"x\"], 0, "
		      "control=[{SOL_SOCKET, SCM_RIGHTS, [999]}])",
		      "= -1 EBADF"));
	CHECK(answers("sendmsg(a, [\"x\"], 0, "
		      "control=[{SOL_SOCKET, SCM_RIGHTS, [a]}])",
		      "= 1"));
	CHECK(answers("recvmsg(b, [8], 0)", "= 1 \"x\" flags=MSG_CTRUNC"));
	CHECK(answers("sendmsg(a, [\"x\"], 0, control=[1])",
		      "broken: expected {LEVEL, TYPE, DATA} near '1'"));
	CHECK(resets());
}

static void structures(void)
{
	CHECK(answers("socketpair(AF_UNIX, SOCK_DGRAM, 0, [a, b])",
		      "= 0 [fd ..."));
	CHECK(answers("setsockopt(b, SOL_SOCKET, SO_PASSCRED, 1)", "= 0"));
	CHECK(answers("sendmsg(a, [\"x\"], 0)", "= 1"));
	CHECK(answers("recvmsg(b, [8], 0, controllen=64)",
		      "= 1 \"x\" flags=0 control=[{SOL_SOCKET, "
		      "SCM_CREDENTIALS, {pid=..."));
	CHECK(answers("sendmsg(a, [\"x\"], 0, control=[{SOL_SOCKET, "
		      "SCM_CREDENTIALS, {pid=999999999}}])",
		      "= -1 ..."));
	CHECK(answers("sendmsg(a, [\"x\"], 0, control=[{SOL_SOCKET, 99, "
		      "\"abc\"}])",
		      "= -1 EINVAL"));
	CHECK(resets());
}

int main(void)
{
	world_start();
	pieces();
	names();
	descriptors();
	structures();
	return test_end();
}
