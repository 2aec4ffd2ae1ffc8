/* t_names.c - constants by name and by value. */
#include "../names.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "test.h"

static char text[128];
static struct buf b;

static bool is(const char *expected)
{
	bool same = strcmp(text, expected) == 0;

	if (!same)
		printf("# got %s\n", text);
	buf_init(&b, text, sizeof text);
	return same;
}

static enum names_found find(const char *name, long long *value)
{
	return names_value(name, strlen(name), value);
}

static void by_name(void)
{
	long long value = 77;

	CHECK(find("AF_INET", &value) == NAMES_OK && value == AF_INET);
	CHECK(find("SO_NOSIGPIPE", &value) == NAMES_ABSENT);
	CHECK(find("AF_INE", &value) == NAMES_UNKNOWN);
	CHECK(find("AF_INET66", &value) == NAMES_UNKNOWN);
	CHECK(names_value("AF_INET6", 7, &value) == NAMES_OK &&
	      value == AF_INET);
	CHECK(find("", &value) == NAMES_UNKNOWN);
	CHECK(find("TCP_ESTABLISHED", &value) == NAMES_OK && value == 1);
	CHECK(find("COUNT", &value) == NAMES_OK);
}

static void by_value(void)
{
	CHECK(!strcmp(names_name(NAMES_ERRNO, EAGAIN), "EAGAIN"));
	CHECK(!strcmp(names_name(NAMES_ERRNO, EOPNOTSUPP), "EOPNOTSUPP"));
	CHECK(!names_name(NAMES_ERRNO, 999));
	names_show(&b, NAMES_ERRNO, 999);
	CHECK(is("errno:999"));
	names_show(&b, NAMES_FAMILY, 222);
	CHECK(is("222"));
	names_show(&b, NAMES_PROTOCOL, 0);
	CHECK(is("IPPROTO_IP"));
}

static void flags(void)
{
	names_flags(&b, NAMES_MSGFLAG, MSG_PEEK | MSG_TRUNC);
	CHECK(is("MSG_PEEK|MSG_TRUNC"));
	names_flags(&b, NAMES_MSGFLAG, 0);
	CHECK(is("0"));
	names_flags(&b, NAMES_SHUTDOWN, 0x1000);
	CHECK(is("0x1000"));
	names_flags(&b, NAMES_MSGFLAG, MSG_OOB | 1ULL << 40);
	CHECK(is("MSG_OOB|0x0000010000000000"));
}

static void sizes(void)
{
	size_t size = 0;
	bool compiled;

	CHECK(names_sizeof("struct sockaddr_in", &size) == NAMES_OK &&
	      size == 16);
	CHECK(names_offsetof("struct sockaddr_in", "sin_addr", &size) ==
		  NAMES_OK &&
	      size == 4);
	CHECK(names_membersize("struct sockaddr", "sa_data", &size) ==
		  NAMES_OK &&
	      size == 14);
	CHECK(names_sizeof("struct sockaddr_dl", &size) != NAMES_UNKNOWN);
	CHECK(names_sizeof("struct nothing", &size) == NAMES_UNKNOWN);
	CHECK(names_sizeof("void *", &size) == NAMES_OK &&
	      size == sizeof(void *));
	CHECK(names_probe("htons-from-arpa-inet", &compiled) == NAMES_OK &&
	      compiled);
	CHECK(names_probe("nothing", &compiled) == NAMES_UNKNOWN);
}

int main(void)
{
	buf_init(&b, text, sizeof text);
	by_name();
	by_value();
	flags();
	sizes();
	CHECK(!strcmp(names_complete("SHUT_", 1), "SHUT_WR"));
	CHECK(!names_complete("SHUT_", 3));
	return test_end();
}
