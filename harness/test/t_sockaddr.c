/* t_sockaddr.c - socket and network addresses to text and back. */
#include "../sockaddr.h"

#include <stddef.h>
#include <string.h>
#include <sys/un.h>

#include "test.h"

static char text[256];
static struct buf b;

/* text -> memory -> text */
static bool round_trip(const char *from, const char *expected)
{
	struct address a;

	buf_init(&b, text, sizeof text);
	if (!sockaddr_parse(from, strlen(from), &a))
		return false;
	sockaddr_show(&b, &a.at, a.len, a.len);
	if (strcmp(text, expected))
		printf("# got %s\n", text);
	return strcmp(text, expected) == 0;
}

static bool same(const char *from)
{
	return round_trip(from, from);
}

static bool wrong(const char *from)
{
	struct address a;

	return !sockaddr_parse(from, strlen(from), &a);
}

static void addresses(void)
{
	CHECK(same("127.0.0.1:80"));
	CHECK(same("0.0.0.0:65535"));
	CHECK(same("[::1]:80"));
	CHECK(same("[::ffff:127.0.0.1]:1"));
	CHECK(same("[fe80::1%lo]:80"));
	CHECK(round_trip("[fe80::1%1]:80", "[fe80::1%lo]:80"));
	CHECK(same("[fe80::1%99999]:80"));
	CHECK(same("unix:/tmp/x"));
	CHECK(same("unix:@name"));
	CHECK(same("unix:@"));
	CHECK(same("unix:"));
	CHECK(same("unix:\"a b)\""));
	CHECK(same("unix:@\"\\x00\\x01\""));
	CHECK(same("unix:\"@x\""));
	CHECK(same("unspec:"));
	CHECK(wrong("127.0.0.1:65536"));
	CHECK(wrong("127.0.0.1:"));
	CHECK(wrong("127.1:80"));
	CHECK(wrong("256.0.0.1:80"));
	CHECK(wrong("[::1]:"));
	CHECK(wrong("[::1%nosuchif]:80"));
	CHECK(wrong("[127.0.0.1]:80"));
	CHECK(wrong("unspec:x"));
}

/* Lengths as programs pass them: with the '\0' of a path, if it fits. */
static void unix_lengths(void)
{
	const size_t at = offsetof(struct sockaddr_un, sun_path);
	char path[5 + 130];
	struct address a;

	memset(path, 'x', sizeof path);
	memcpy(path, "unix:", 5);
	CHECK(sockaddr_parse(path, 5 + 107, &a) && a.len == at + 108);
	CHECK(sockaddr_parse(path, 5 + 108, &a) && a.len == at + 108);
	CHECK(sockaddr_parse(path, 5 + 109, &a) && a.len == at + 110);
	CHECK(!sockaddr_parse(path, sizeof path, &a));
	CHECK(sockaddr_parse("unix:@ab", 8, &a) && a.len == at + 3);
	CHECK(sockaddr_parse("unix:", 5, &a) && a.len == at);
}

static void cut_off(void)
{
	struct address a;

	sockaddr_parse("127.0.0.1:80", 12, &a);
	buf_init(&b, text, sizeof text);
	sockaddr_show(&b, &a.at, 4, 16);
	CHECK(!strcmp(text, "AF_INET..."));
	buf_init(&b, text, sizeof text);
	sockaddr_show(&b, &a.at, 1, 16);
	CHECK(!strcmp(text, "..."));
	a.at.ss_family = 222;
	buf_init(&b, text, sizeof text);
	sockaddr_show(&b, &a.at, 16, 16);
	CHECK(!strcmp(text, "222..."));
}

static bool inet(const char *from, const char *expected)
{
	struct inet in;

	buf_init(&b, text, sizeof text);
	if (!inet_parse(from, strlen(from), &in))
		return false;
	inet_show(&b, in.family, in.bytes);
	if (strcmp(text, expected))
		printf("# got %s\n", text);
	return strcmp(text, expected) == 0;
}

static bool not_inet(const char *from)
{
	struct inet in;

	return !inet_parse(from, strlen(from), &in);
}

/* RFC 5952: section 4 in the order of its rules. */
static void canonical(void)
{
	CHECK(inet("2001:0db8::0001", "2001:db8::1"));
	CHECK(inet("2001:db8:0:0:0:0:2:1", "2001:db8::2:1"));
	CHECK(inet("2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"));
	CHECK(inet("2001:0:0:1:0:0:0:1", "2001:0:0:1::1"));
	CHECK(inet("2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1"));
	CHECK(inet("2001:DB8::AbC", "2001:db8::abc"));
	CHECK(inet("::", "::"));
	CHECK(inet("::1", "::1"));
	CHECK(inet("1::", "1::"));
	CHECK(inet("0:0:0:0:0:0:102:304", "::102:304"));
	CHECK(inet("1:2:3:4:5:6:1.2.3.4", "1:2:3:4:5:6:102:304"));
	CHECK(inet("::ffff:1.2.3.4", "::ffff:1.2.3.4"));
	CHECK(inet("1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0"));
	CHECK(inet("255.255.255.255", "255.255.255.255"));
}

static void malformed(void)
{
	CHECK(not_inet("1.2.3"));
	CHECK(not_inet("1.2.3.4.5"));
	CHECK(not_inet("1.2.3.256"));
	CHECK(not_inet(":::"));
	CHECK(not_inet("1::2::3"));
	CHECK(not_inet("1:2:3:4:5:6:7"));
	CHECK(not_inet("1:2:3:4:5:6:7:8:9"));
	CHECK(not_inet("1:2:3:4:5:6:7:8::"));
	CHECK(not_inet("12345::"));
	CHECK(not_inet("00001::"));
	CHECK(not_inet("::1.2.3"));
	CHECK(not_inet("1.2.3.4::"));
	CHECK(not_inet(":1"));
	CHECK(not_inet("1:"));
	CHECK(not_inet("g::"));
}

int main(void)
{
	addresses();
	unix_lengths();
	cut_off();
	canonical();
	malformed();
	return test_end();
}
