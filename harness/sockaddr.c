/* sockaddr.c - socket addresses to text and back: one row per family. */
#include "sockaddr.h"

#include <string.h>

#include "lex.h"
#include "names.h"
#include "system.h"

#define PATH_AT offsetof(struct sockaddr_un, sun_path)

/* What unix:PATH may hold: more than sun_path, since too long is a case. */
enum { PATH_SIZE = sizeof(struct sockaddr_storage) - PATH_AT };

static bool port(const char *at, const char *end, in_port_t *out)
{
	unsigned char bytes[2];
	unsigned value = 0;

	if (at == end || end - at > 5)
		return false;
	for (; at < end; at++) {
		if (*at < '0' || *at > '9')
			return false;
		value = value * 10 + (unsigned)(*at - '0');
	}
	bytes[0] = (unsigned char)(value >> 8);
	bytes[1] = (unsigned char)value;
	memcpy(out, bytes, sizeof bytes);
	return value <= 0xffff;
}

static void show_port(struct buf *b, const in_port_t *port)
{
	unsigned char bytes[2];

	memcpy(bytes, port, sizeof bytes);
	buf_char(b, ':');
	buf_number(b, bytes[0] << 8 | bytes[1]);
}

/* 127.0.0.1:80 */
static bool parse_inet4(const char *text, const char *end, struct address *out)
{
	struct sockaddr_in *in = (struct sockaddr_in *)&out->at;
	const char *colon = memchr(text, ':', (size_t)(end - text));
	struct inet host;

	if (!colon || !inet_parse(text, (size_t)(colon - text), &host))
		return false;
	in->sin_family = AF_INET;
	memcpy(&in->sin_addr, host.bytes, sizeof in->sin_addr);
	out->len = sizeof *in;
	return port(colon + 1, end, &in->sin_port);
}

static void show_inet4(struct buf *b, const void *at, size_t len)
{
	struct sockaddr_in in;

	memset(&in, 0, sizeof in);
	memcpy(&in, at, len < sizeof in ? len : sizeof in);
	inet_show(b, AF_INET, (const unsigned char *)&in.sin_addr);
	show_port(b, &in.sin_port);
}

/* The number of the scope behind '%': an interface, or a number. */
static uint32_t scope(const char *at, const char *end)
{
	char name[IF_NAMESIZE] = "";
	uint32_t number = 0;

	if ((size_t)(end - at) >= sizeof name)
		return 0;
	memcpy(name, at, (size_t)(end - at));
	for (; at < end && *at >= '0' && *at <= '9'; at++)
		number = number * 10 + (uint32_t)(*at - '0');
	return at == end ? number : if_nametoindex(name);
}

/* [::1]:80 [fe80::1%lo]:80 */
static bool parse_inet6(const char *text, const char *end, struct address *out)
{
	struct sockaddr_in6 *in6 = (struct sockaddr_in6 *)&out->at;
	const char *close = memchr(text, ']', (size_t)(end - text));
	const char *percent = memchr(text, '%', (size_t)(end - text));
	const char *host_end = percent ? percent : close;
	struct inet host;

	if (!close || host_end > close || end - close < 2)
		return false;
	if (!inet_parse(text + 1, (size_t)(host_end - text - 1), &host) ||
	    host.family != AF_INET6)
		return false;
	in6->sin6_family = AF_INET6;
	memcpy(&in6->sin6_addr, host.bytes, sizeof in6->sin6_addr);
	if (percent)
		in6->sin6_scope_id = scope(percent + 1, close);
	out->len = sizeof *in6;
	return (!percent || in6->sin6_scope_id) &&
	       port(close + 2, end, &in6->sin6_port);
}

static void show_scope(struct buf *b, uint32_t scope)
{
	char name[IF_NAMESIZE];

	buf_char(b, '%');
	if (if_indextoname(scope, name))
		buf_text(b, name);
	else
		buf_number(b, scope);
}

static void show_inet6(struct buf *b, const void *at, size_t len)
{
	struct sockaddr_in6 in6;

	memset(&in6, 0, sizeof in6);
	memcpy(&in6, at, len < sizeof in6 ? len : sizeof in6);
	buf_char(b, '[');
	inet_show(b, AF_INET6, (const unsigned char *)&in6.sin6_addr);
	if (in6.sin6_scope_id)
		show_scope(b, in6.sin6_scope_id);
	buf_char(b, ']');
	show_port(b, &in6.sin6_port);
}

/* The characters of a name: as they are, or in quotes with escapes. */
static bool unix_name(const char *at, const char *end, unsigned char *to,
		      size_t *size)
{
	const struct token quoted = { TOKEN_STRING, at, (size_t)(end - at) };
	unsigned char text[4 * PATH_SIZE];

	if (at < end && *at == '"') {
		if (quoted.size < 2 || quoted.size > sizeof text ||
		    !lex_unquote(&quoted, text, size))
			return false;
		at = (const char *)text;
	} else {
		*size = (size_t)(end - at);
	}
	if (*size > PATH_SIZE - 1)
		return false;
	memcpy(to, at, *size);
	return true;
}

/* unix:/path ends in '\0'; unix:@name begins with one; unix: has neither. A
 * path that fills sun_path has no room for its '\0' and is passed without. */
static bool parse_unix(const char *text, const char *end, struct address *out)
{
	unsigned char *path = (unsigned char *)&out->at + PATH_AT;
	const char *at = text + strlen("unix:");
	bool abstract = at < end && *at == '@';
	struct sockaddr_un *un = (struct sockaddr_un *)&out->at;
	size_t size;

	un->sun_family = AF_UNIX;
	if (!unix_name(at + abstract, end, path + abstract, &size))
		return false;
	if (abstract || (size && size != sizeof un->sun_path))
		size++;
	out->len = (socklen_t)(PATH_AT + size);
	return true;
}

/* Would the lexer take it for one word? */
static bool is_plain(const unsigned char *at, size_t size)
{
	if (size && (*at == '@' || *at == '"'))
		return false;
	for (size_t i = 0; i < size; i++) {
		if (at[i] <= ' ' || at[i] > '~' || strchr(",)]}|\\#", at[i]))
			return false;
	}
	return true;
}

static void show_unix(struct buf *b, const void *at, size_t len)
{
	const unsigned char *path = (const unsigned char *)at + PATH_AT;
	const unsigned char *end;
	size_t size = len > PATH_AT ? len - PATH_AT : 0;
	bool abstract = size > 0 && !*path;

	buf_text(b, abstract ? "unix:@" : "unix:");
	if (!size)
		return;
	path += abstract;
	size -= abstract;
	end = abstract ? NULL : memchr(path, '\0', size);
	if (end)
		size = (size_t)(end - path);
	if (is_plain(path, size))
		buf_span(b, (const char *)path, size);
	else
		buf_quote(b, path, size);
}

static bool parse_unspec(const char *text, const char *end, struct address *out)
{
	out->at.ss_family = AF_UNSPEC;
	out->len = sizeof(struct sockaddr_in);
	return (size_t)(end - text) == strlen("unspec:");
}

static void show_unspec(struct buf *b, const void *at, size_t len)
{
	(void)at;
	(void)len;
	buf_text(b, "unspec:");
}

static const struct family {
	const char *begins;
	int family;
	bool (*parse)(const char *text, const char *end, struct address *out);
	void (*show)(struct buf *b, const void *at, size_t len);
} families[] = {
	{ "unspec:", AF_UNSPEC, parse_unspec, show_unspec },
	{ "unix:", AF_UNIX, parse_unix, show_unix },
	{ "[", AF_INET6, parse_inet6, show_inet6 },
	{ "", AF_INET, parse_inet4, show_inet4 },
};

enum { FAMILIES = sizeof families / sizeof families[0] };

bool sockaddr_parse(const char *text, size_t size, struct address *out)
{
	const struct family *f = families;

	memset(out, 0, sizeof *out);
	while (strncmp(text, f->begins, strlen(f->begins)))
		f++;
	return f->parse(text, text + size, out);
}

void sockaddr_show(struct buf *b, const void *at, size_t room, size_t len)
{
	const struct family *f = families;
	struct sockaddr head = { .sa_family = AF_UNSPEC };
	const size_t head_size = offsetof(struct sockaddr, sa_data);

	if (room < head_size || len < head_size) {
		buf_text(b, len < head_size ? "none" : "...");
		return;
	}
	memcpy(&head, at, head_size);
	while (f < families + FAMILIES && f->family != head.sa_family)
		f++;
	if (room < len || f == families + FAMILIES) {
		names_show(b, NAMES_FAMILY, head.sa_family);
		buf_text(b, "...");
	} else {
		f->show(b, at, len);
	}
}
