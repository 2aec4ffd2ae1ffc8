/* t_call_option.c - options by their shape, fcntl() and ioctl(). */
#include "talk.h"
#include "test.h"

static void by_shape(void)
{
	CHECK(answers("s = socket(AF_INET, SOCK_STREAM, 0)", "= fd ..."));
	CHECK(answers("getsockopt(s, SOL_SOCKET, SO_TYPE)", "= 0 SOCK_STREAM"));
	CHECK(answers("getsockopt(s, SOL_SOCKET, SO_ERROR)", "= 0 0"));
	CHECK(answers("setsockopt(s, SOL_SOCKET, SO_LINGER, {1, 5})", "= 0"));
	CHECK(answers("getsockopt(s, SOL_SOCKET, SO_LINGER)",
		      "= 0 {l_onoff=1, l_linger=5}"));
	CHECK(answers("setsockopt(s, SOL_SOCKET, SO_RCVTIMEO, {tv_sec=2})",
		      "= 0"));
	CHECK(answers("getsockopt(s, SOL_SOCKET, SO_RCVTIMEO)",
		      "= 0 {tv_sec=2, tv_usec=0}"));
	CHECK(answers("getsockopt(s, IPPROTO_IP, IP_MULTICAST_IF)",
		      "= 0 0.0.0.0"));
	CHECK(answers("getsockopt(s, IPPROTO_TCP, TCP_INFO)",
		      "= 0 {tcpi_state=TCP_CLOSE, tcpi_options=0, ..."));
}

static void sizes_and_pointers(void)
{
	CHECK(answers("setsockopt(s, SOL_SOCKET, SO_KEEPALIVE, 1, len=1)",
		      "= -1 EINVAL"));
	CHECK(answers("setsockopt(s, SOL_SOCKET, SO_KEEPALIVE, "
		      "\"\\x01\\x00\\x00\\x01\")",
		      "= 0"));
	CHECK(answers("getsockopt(s, SOL_SOCKET, SO_KEEPALIVE)", "= 0 1"));
	CHECK(answers("getsockopt(s, SOL_SOCKET, SO_LINGER, len=0)",
		      "= 0 \"\" len=0"));
	CHECK(answers("setsockopt(s, IPPROTO_IP, IP_TTL, 7, len=1)", "= 0"));
	CHECK(answers("getsockopt(s, IPPROTO_IP, IP_TTL)", "= 0 7"));
	CHECK(answers("getsockopt(s, IPPROTO_IP, IP_TTL, len=1)",
		      "= 0 \"\\x07\" len=1"));
}

static void mistakes(void)
{
	CHECK(answers("setsockopt(s, SOL_SOCKET, SO_LINGER, {l_on=1})",
		      "broken: expected linger near 'l_on'"));
	CHECK(answers("setsockopt(s, SOL_SOCKET, SO_LINGER, {1, 2, 3})",
		      "broken: expected linger near '3'"));
	CHECK(answers("setsockopt(s, SOL_SOCKET, SO_KEEPALIVE, {1})",
		      "broken: expected no structure for this option..."));
	CHECK(answers("getsockopt(s, SOL_SOCKET, SO_ERROR, addr=5)",
		      "broken: expected NULL or BAD near 'addr'"));
}

static void control(void)
{
	CHECK(answers("fcntl(s, F_SETFL, O_RDWR|O_NONBLOCK)", "= 0"));
	CHECK(answers("fcntl(s, F_GETFL)", "= 2050 O_RDWR|O_NONBLOCK"));
	CHECK(answers("fcntl(s, F_GETFD)", "= 0 0"));
	CHECK(answers("fcntl(s, F_SETFD, FD_CLOEXEC)", "= 0"));
	CHECK(answers("fcntl(s, F_GETFD)", "= 1 FD_CLOEXEC"));
	CHECK(answers("ioctl(s, FIONBIO, 0)", "= 0"));
	CHECK(answers("ioctl(s, FIONREAD)", "= 0 0"));
	CHECK(answers("ioctl(99, FIONREAD)", "= -1 EBADF"));
	CHECK(resets());
}

int main(void)
{
	world_start();
	by_shape();
	sizes_and_pointers();
	mistakes();
	control();
	return test_end();
}
