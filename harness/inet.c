/* inet.c - network addresses to text and back, without the libc's help. */
#include <string.h>

#include "sockaddr.h"

enum { GROUPS = 8 };

static int digit(char c, int base)
{
	static const char digits[] = "0123456789abcdef";
	const char *found;

	if (c >= 'A' && c <= 'F')
		c = (char)(c - 'A' + 'a');
	found = c ? memchr(digits, c, (size_t)base) : NULL;
	return found ? (int)(found - digits) : -1;
}

/* One number at *at; false if it has no digit or is above max. */
static bool number(const char **at, const char *end, int base, int max,
		   int *out)
{
	const char *begin = *at;

	*out = 0;
	while (*at < end && digit(**at, base) >= 0) {
		*out = *out * base + digit(**at, base);
		if (*out > max)
			return false;
		++*at;
	}
	return *at > begin;
}

/* quad -> NUMBER '.' NUMBER '.' NUMBER '.' NUMBER */
static bool quad(const char *at, const char *end, unsigned char *out)
{
	int value;

	for (int i = 0; i < 4; i++) {
		if (i > 0 && (at == end || *at++ != '.'))
			return false;
		if (!number(&at, end, 10, 255, &value))
			return false;
		out[i] = (unsigned char)value;
	}
	return at == end;
}

struct groups {
	unsigned char bytes[2 * GROUPS];
	int used; /* bytes */
	int gap;  /* where "::" stood, in bytes; -1 if nowhere */
};

/* The groups after "::" move to the end. */
static bool spread(struct groups *g, unsigned char *out)
{
	int tail;

	if (g->gap < 0 ? g->used != 16 : g->used > 14)
		return false;
	if (g->gap < 0)
		g->gap = g->used;
	tail = g->used - g->gap;
	memset(out, 0, 16);
	memcpy(out, g->bytes, (size_t)g->gap);
	memcpy(out + 16 - tail, g->bytes + g->gap, (size_t)tail);
	return true;
}

/* group -> HEX | quad, the latter as the last */
static bool group(struct groups *g, const char **at, const char *end)
{
	const char *begin = *at;
	int value;

	if (g->used <= 12 && quad(begin, end, g->bytes + g->used)) {
		g->used += 4;
		*at = end;
		return true;
	}
	if (g->used == 16 || !number(at, end, 16, 0xffff, &value))
		return false;
	g->bytes[g->used++] = (unsigned char)(value >> 8);
	g->bytes[g->used++] = (unsigned char)value;
	return *at - begin <= 4;
}

static bool colons(struct groups *g, const char **at, const char *end)
{
	if (end - *at < 2 || (*at)[0] != ':' || (*at)[1] != ':')
		return false;
	if (g->gap >= 0)
		return false;
	g->gap = g->used;
	*at += 2;
	return true;
}

/* groups -> [ group { ':' group } ] [ '::' [ group { ':' group } ] ] */
static bool groups(const char *at, const char *end, unsigned char *out)
{
	struct groups g = { .used = 0, .gap = -1 };
	bool first = true;

	while (at < end) {
		if (colons(&g, &at, end)) {
			first = true;
			continue;
		}
		if (!first && *at++ != ':')
			return false;
		first = false;
		if (!group(&g, &at, end))
			return false;
	}
	return spread(&g, out);
}

bool inet_parse(const char *text, size_t size, struct inet *out)
{
	memset(out, 0, sizeof *out);
	out->family = memchr(text, ':', size) ? AF_INET6 : AF_INET;
	if (out->family == AF_INET)
		return quad(text, text + size, out->bytes);
	return groups(text, text + size, out->bytes);
}

static void show_quad(struct buf *b, const unsigned char *bytes)
{
	for (size_t i = 0; i < 4; i++) {
		buf_separate(b, i, ".");
		buf_number(b, bytes[i]);
	}
}

static unsigned group_at(const unsigned char *bytes, int i)
{
	return (unsigned)(bytes[2 * i] << 8 | bytes[2 * i + 1]);
}

/* The longest run of two or more zero groups, the first of equals. */
static int longest_run(const unsigned char *bytes, int *length)
{
	int best = GROUPS, run = 0;

	*length = 1;
	for (int i = 0; i < GROUPS; i++) {
		run = group_at(bytes, i) ? 0 : run + 1;
		if (run > *length) {
			*length = run;
			best = i - run + 1;
		}
	}
	return best;
}

static void show_group(struct buf *b, unsigned value)
{
	int digits = 1;

	while (digits < 4 && value >> (4 * digits))
		digits++;
	buf_hex(b, value, digits);
}

/* As RFC 5952 asks: lower case, no leading zeros, the longest run left out. */
static void show_groups(struct buf *b, const unsigned char *bytes)
{
	int length, run = longest_run(bytes, &length);

	for (int i = 0; i < GROUPS; i++) {
		if (i == run) {
			buf_text(b, "::");
			i += length - 1;
			continue;
		}
		if (i > 0 && i != run + length)
			buf_char(b, ':');
		show_group(b, group_at(bytes, i));
	}
}

void inet_show(struct buf *b, int family, const unsigned char *bytes)
{
	static const unsigned char mapped[12] = { [10] = 0xff, [11] = 0xff };

	if (family == AF_INET) {
		show_quad(b, bytes);
	} else if (!memcmp(bytes, mapped, sizeof mapped)) {
		buf_text(b, "::ffff:");
		show_quad(b, bytes + sizeof mapped);
	} else {
		show_groups(b, bytes);
	}
}
