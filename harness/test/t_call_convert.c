/* t_call_convert.c - conversions, and that what they leave behind is shown. */
#include "talk.h"
#include "test.h"

static void text_to_address(void)
{
	CHECK(answers("inet_aton(\"1.2\")", "= 1 1.0.0.2"));
	CHECK(answers("inet_aton(\"x\", into=9.8.7.6)", "= 0 9.8.7.6..."));
	CHECK(answers("inet_addr(\"1.2.3.4\")", "= 1.2.3.4"));
	CHECK(answers("inet_addr(\"x\")", "= 255.255.255.255 errno=..."));
	CHECK(answers("inet_network(\"1.2.3.4\")", "= 16909060"));
	CHECK(answers("inet_pton(AF_INET, \"1.2.3.4\")", "= 1 1.2.3.4"));
	CHECK(answers("inet_pton(AF_INET6, \"::1\")", "= 1 ::1"));
	CHECK(answers("inet_pton(AF_INET, \"1.2\")", "= 0 errno=..."));
	CHECK(answers("inet_pton(AF_UNIX, \"1\")", "= -1 EAFNOSUPPORT"));
	CHECK(answers("inet_aton(repeat(\"1.\", 9))", "= 0 errno=..."));
}

static void address_to_text(void)
{
	CHECK(answers("inet_ntop(AF_INET6, ::1, 46)", "= \"::1\""));
	CHECK(answers("inet_ntop(AF_INET, 1.2.3.4, buf, 16)", "= \"1.2.3.4\""));
	CHECK(answers("inet_ntop(AF_INET6, ::1, 3)", "= NULL ENOSPC"));
	CHECK(answers("inet_ntop(99, ::1, 46)", "= NULL EAFNOSUPPORT"));
	CHECK(answers("inet_ntop(AF_INET, 1.2.3.4, 2, 16)",
		      "broken: expected NULL or BAD near '2'"));
	CHECK(answers("inet_makeaddr(0, 0)", "= 0.0.0.0"));
	CHECK(answers("inet_lnaof(0.0.0.0)", "= 0"));
	CHECK(answers("inet_netof(1.1.1.1)", "= 1"));
}

static void static_buffer(void)
{
	CHECK(answers("p = inet_ntoa(1.2.3.4)", "= \"1.2.3.4\""));
	CHECK(answers("q = inet_ntoa(5.6.7.8)", "= \"5.6.7.8\""));
	CHECK(answers("text(p)", "= \"5.6.7.8\""));
	CHECK(answers("equal(p, q)", "= 1"));
	CHECK(resets());
}

static void byte_order(void)
{
	CHECK(answers("n = htons(0x0102)", "= ..."));
	CHECK(answers("memory(n, 2)", "= \"\\x01\\x02\""));
	CHECK(answers("ntohs(n)", "= 258"));
	CHECK(answers("m = htonl(0x01020304)", "= ..."));
	CHECK(answers("memory(m, 4)", "= \"\\x01\\x02\\x03\\x04\""));
	CHECK(answers("ntohl(m)", "= 16909060"));
	CHECK(answers("k = htons(70000)", "= ..."));
	CHECK(answers("ntohs(k)", "= 4464"));
}

static void questions(void)
{
	CHECK(answers("IN6_IS_ADDR_LOOPBACK(::1)", "= 1"));
	CHECK(answers("IN6_IS_ADDR_LOOPBACK(::2)", "= 0"));
	CHECK(answers("IN6_IS_ADDR_V4MAPPED(::ffff:1.2.3.4)", "= 1"));
	CHECK(answers("IN6_IS_ADDR_MC_GLOBAL(ff0e::1)", "= 1"));
}

int main(void)
{
	world_start();
	text_to_address();
	address_to_text();
	static_buffer();
	byte_order();
	questions();
	return test_end();
}
