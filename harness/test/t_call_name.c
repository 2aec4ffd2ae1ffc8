/* t_call_name.c - hosts, services and interfaces by number and by name. */
#include "talk.h"
#include "test.h"

static void addresses(void)
{
	CHECK(answers("getaddrinfo(\"127.0.0.1\", \"80\", "
		      "{ai_socktype=SOCK_STREAM})",
		      "= 0 {AF_INET, SOCK_STREAM, IPPROTO_TCP, 127.0.0.1:80} "
		      "results=1..."));
	CHECK(answers("getaddrinfo(\"::1\", \"80\", {ai_socktype=SOCK_DGRAM, "
		      "ai_flags=AI_NUMERICHOST})",
		      "= 0 {AF_INET6, SOCK_DGRAM, IPPROTO_UDP, [::1]:80} "
		      "results=1..."));
	CHECK(answers("getaddrinfo(NULL, NULL)", "= EAI_NONAME"));
	CHECK(answers("getaddrinfo(\"::1\", \"80\", {ai_flag=1})",
		      "broken: expected addrinfo near 'ai_flag'"));
}

static void names(void)
{
	const char *call = "getnameinfo(127.0.0.1:80, "
			   "NI_NUMERICHOST|NI_NUMERICSERV";
	char line[160];

	snprintf(line, sizeof line, "%s)", call);
	CHECK(answers(line, "= 0 \"127.0.0.1\" \"80\""));
	snprintf(line, sizeof line, "%s, hostlen=0)", call);
	CHECK(answers(line, "= 0 NULL \"80\""));
	snprintf(line, sizeof line, "%s, hostlen=9)", call);
	CHECK(answers(line, "= EAI_OVERFLOW"));
	snprintf(line, sizeof line, "%s, family=AF_UNSPEC)", call);
	CHECK(answers(line, "= EAI_FAMILY"));
}

static void interfaces(void)
{
	CHECK(answers("i = if_nametoindex(\"lo\")", "= 1"));
	CHECK(answers("if_indextoname(i)", "= \"lo\""));
	CHECK(answers("if_indextoname(i, buf)", "= \"lo\""));
	CHECK(answers("if_nametoindex(\"nope\")", "= 0 errno=..."));
	CHECK(answers("if_indextoname(9999)", "= NULL ENXIO"));
	CHECK(resets());
}

int main(void)
{
	world_start();
	addresses();
	names();
	interfaces();
	return test_end();
}
