/* t_call_data.c - calls that move data, and how data is shown. */
#include "test.h"

#include "talk.h"

static void pair(const char *type)
{
	char line[80];

	snprintf(line, sizeof line, "socketpair(AF_UNIX, %s, 0, [a, b])", type);
	CHECK(answers(line, "= 0 [fd ..."));
}

static void sizes(void)
{
	pair("SOCK_STREAM");
	CHECK(answers("send(a, \"request\", 3, 0)", "= 3"));
	CHECK(answers("recv(b, 16, MSG_PEEK)", "= 3 \"req\""));
	CHECK(answers("recv(b, 2, 0)", "= 2 \"re\""));
	CHECK(answers("read(b, 16)", "= 1 \"q\""));
	CHECK(answers("send(a, \"x\", 3, 0)", "= 3"));
	CHECK(answers("recv(b, 16, 0)", "= 3 \"x\\x00\\x00\""));
	CHECK(answers("write(a, \"\\x00\\xff\", 2)", "= 2"));
	CHECK(answers("recv(b, 16, 0)", "= 2 \"\\x00\\xff\""));
	CHECK(answers("recv(b, 16, MSG_DONTWAIT)", "= -1 EAGAIN"));
	CHECK(answers("send(a, BAD, 3, 0)", "= -1 EFAULT"));
	CHECK(answers("send(a, NULL, 0, 0)", "= 0"));
	CHECK(answers("send(a, \"x\", 1, 0)", "= 1"));
	CHECK(answers("recv(b, 16, 0, buf=BAD)", "= -1 EFAULT"));
	CHECK(answers("recv(b, -1, MSG_DONTWAIT)", "= ..."));
	CHECK(answers("shutdown(a, SHUT_WR)", "= 0"));
	CHECK(answers("recv(b, 16, 0)", "= 0"));
	CHECK(resets());
}

static void bulk(void)
{
	pair("SOCK_STREAM");
	CHECK(answers("send(a, pattern(1000), 1000, 0)", "= 1000"));
	CHECK(answers("recv(b, 100, 0)", "= 100 pattern(100)"));
	CHECK(answers("recv(b, 5, 0)", "= 5 \"00c\\n0\""));
	CHECK(answers("recv(b, 100, 0)", "= 100 pattern(100)+105"));
	CHECK(answers("recv(b, 1000, 0)", "= 795 pattern(795)+205"));
	CHECK(answers("send(a, repeat(\"ab\", 50), 100, 0)", "= 100"));
	CHECK(answers("recv(b, 1000, 0)", "= 100 \"abababababababababababababab"
					  "abab\"... size=100 sum=..."));
	CHECK(resets());
}

static void vectors(void)
{
	pair("SOCK_STREAM");
	CHECK(answers("writev(a, [\"ab\", \"cd\"])", "= 4"));
	CHECK(answers("readv(b, [1, 8])", "= 4 \"a\" \"bcd\""));
	CHECK(answers("writev(a, [], count=-1)", "= -1 EINVAL"));
	CHECK(answers("writev(a, [], count=1025)", "= -1 EINVAL"));
	CHECK(answers("writev(a, BAD, count=1)", "= -1 EFAULT"));
	CHECK(answers("writev(a, [BAD])", "= 0"));
	CHECK(answers("writev(a, 1)", "broken: expected a list near '1'"));
	CHECK(answers("readv(b, [x])", "broken: unknown name near 'x'"));
	CHECK(resets());
}

static void datagrams(void)
{
	CHECK(answers("u = socket(AF_UNIX, SOCK_DGRAM, 0)", "= fd ..."));
	CHECK(answers("bind(u, unix:@t_call_data)", "= 0"));
	CHECK(answers("sendto(u, \"hello\", 5, 0, unix:@t_call_data)", "= 5"));
	CHECK(answers("recvfrom(u, 64, 0)",
		      "= 5 \"hello\" unix:@t_call_data len=14"));
	CHECK(answers("sendto(u, \"hello\", 5, 0, unix:@t_call_data)", "= 5"));
	CHECK(answers("recvfrom(u, 2, MSG_TRUNC, len=4)",
		      "= 5 \"he\" AF_UNIX... len=14"));
	CHECK(answers("sendto(u, \"x\", 1, 0, NULL)", "= -1 ENOTCONN"));
	CHECK(resets());
}

static void loops(void)
{
	pair("SOCK_STREAM");
	CHECK(answers("send_all(a, \"0123456789\")", "= 10 calls=1"));
	CHECK(answers("recv_exactly(b, 4)", "= 4 \"0123\" calls=1"));
	CHECK(answers("send_all(a, pattern(50000))", "= 50000 calls=1"));
	CHECK(answers("recv_exactly(b, 6)", "= 6 \"456789\" calls=1"));
	CHECK(answers("shutdown(a, SHUT_WR)", "= 0"));
	CHECK(answers("recv_until_eof(b, 10000)",
		      "= 50000 pattern(50000) calls=6"));
	CHECK(answers("recv_exactly(b, 4)", "= 0 calls=1"));
	CHECK(answers("recv_until_eof(-1, 16)", "= -1 EBADF total=0 calls=1"));
	CHECK(answers("send_until_error(b, 65536, MSG_DONTWAIT)",
		      "= -1 EAGAIN total=..."));
	CHECK(answers("send_until_error(a, -1, 0)",
		      "broken: expected at most 64 MB near '-1'"));
	CHECK(resets());
}

int main(void)
{
	world_start();
	sizes();
	bulk();
	vectors();
	datagrams();
	loops();
	return test_end();
}
