/* lex.c - the tokens of one line of the notation. */
#include "lex.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define LETTERS "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_"
#define DIGITS  "0123456789"
#define BLANKS  " \t\r\n"

void lex_start(struct lex *l, const char *line)
{
	l->at = line;
	lex_next(l);
}

static void take(struct lex *l, int kind, size_t size)
{
	l->token.kind = kind;
	l->token.at = l->at;
	l->token.size = size;
	l->at += size;
}

/* How long the string at text is, with its quotes; 0 if it has no end. */
static size_t string_size(const char *text)
{
	size_t size = 1;

	while (text[size] != '"') {
		if (text[size] == '\\' && text[size + 1])
			size++;
		if (!text[size])
			return 0;
		size++;
	}
	return size + 1;
}

/* unix:/path unix:@name unix:"\x01" unix:@"\x01" unix: */
static size_t unix_size(const char *text)
{
	size_t size = strlen("unix:");

	if (text[size] == '@')
		size++;
	if (text[size] == '"')
		return size + string_size(text + size);
	return size + strcspn(text + size, BLANKS ",)]}|");
}

/* [::1]:80 is an address and [a, b] a list: the colons tell. */
static size_t bracketed_size(const char *text)
{
	size_t size = 1 + strspn(text + 1, LETTERS DIGITS ":.%-");

	if (text[size] != ']' || text[size + 1] != ':')
		return 0;
	if (!memchr(text, ':', size))
		return 0;
	return size + 2 + strspn(text + size + 2, DIGITS);
}

static int word_kind(const char *text, size_t size)
{
	const char *colon = memchr(text, ':', size);

	if (colon && !memchr(colon + 1, ':', (size_t)(text + size - colon) - 1))
		return TOKEN_ADDRESS;
	if (colon || memchr(text, '.', size))
		return TOKEN_INET;
	if (*text == '-' || strchr(DIGITS, *text))
		return TOKEN_NUMBER;
	return TOKEN_NAME;
}

/* Names, numbers and addresses begin alike (a, abcd::1, 1.2.3.4:80): take the
 * longest run and look at what is in it. */
static bool word(struct lex *l)
{
	size_t size = *l->at == '-';

	if (!strncmp(l->at, "unix:", 5)) {
		take(l, TOKEN_ADDRESS, unix_size(l->at));
		return true;
	}
	size += strspn(l->at + size, LETTERS DIGITS ":.");
	if (l->at[size] == '%')
		size += 1 + strspn(l->at + size + 1, LETTERS DIGITS ".-");
	if (size == (size_t)(*l->at == '-'))
		return false;
	take(l, word_kind(l->at, size), size);
	return true;
}

static bool string(struct lex *l)
{
	size_t size = string_size(l->at);

	take(l, size ? TOKEN_STRING : TOKEN_WRONG, size ? size : strlen(l->at));
	return true;
}

static bool bracketed(struct lex *l)
{
	size_t size = bracketed_size(l->at);

	if (size)
		take(l, TOKEN_ADDRESS, size);
	return size > 0;
}

void lex_next(struct lex *l)
{
	l->at += strspn(l->at, BLANKS);
	if (!*l->at || *l->at == '#')
		take(l, TOKEN_END, 0);
	else if (*l->at == '"')
		string(l);
	else if (*l->at == '[' && bracketed(l))
		return;
	else if (strchr("()[]{},=|", *l->at))
		take(l, *l->at, 1);
	else if (!word(l))
		take(l, TOKEN_WRONG, 1);
}

bool lex_is(const struct lex *l, const char *word)
{
	return l->token.size == strlen(word) &&
	       !memcmp(l->token.at, word, l->token.size);
}

/* Digits as in C. What is above LLONG_MAX wraps, as 0xffffffffffffffff. */
bool lex_number(const struct token *t, long long *number)
{
	char text[32], *end;

	if (t->size >= sizeof text)
		return false;
	memcpy(text, t->at, t->size);
	text[t->size] = '\0';
	errno = 0;
	*number = (long long)strtoull(text, &end, 0);
	return !*end && !errno;
}

static int hex_digit(char c)
{
	static const char digits[] = "0123456789abcdef0123456789ABCDEF";
	const char *found = c ? strchr(digits, c) : NULL;

	return found ? (int)((found - digits) & 15) : -1;
}

/* One escape after its backslash: how many characters it has, 0 if none. */
static size_t escape(const char *at, unsigned char *to)
{
	static const char letters[] = "nrt0\\\"", bytes[] = "\n\r\t\0\\\"";
	const char *found = strchr(letters, *at);

	if (*at == 'x' && hex_digit(at[1]) >= 0 && hex_digit(at[2]) >= 0) {
		*to = (unsigned char)(hex_digit(at[1]) * 16 + hex_digit(at[2]));
		return 3;
	}
	if (!found || !*at)
		return 0;
	*to = (unsigned char)bytes[found - letters];
	return 1;
}

bool lex_unquote(const struct token *t, unsigned char *to, size_t *size)
{
	const char *at = t->at + 1, *end = t->at + t->size - 1;
	size_t used = 0, taken;

	while (at < end) {
		if (*at != '\\') {
			to[used++] = (unsigned char)*at++;
			continue;
		}
		taken = escape(at + 1, to + used++);
		if (!taken)
			return false;
		at += 1 + taken;
	}
	*size = used;
	return true;
}
