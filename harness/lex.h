/* lex.h - the tokens of one line of the notation. */
#ifndef LEX_H
#define LEX_H

#include <stdbool.h>
#include <stddef.h>

/* A token is one of these or a character such as '('. */
enum token_kind {
	TOKEN_END = 0,
	TOKEN_NAME = 256,
	TOKEN_NUMBER,
	TOKEN_STRING,  /* with its quotes */
	TOKEN_ADDRESS, /* 127.0.0.1:80, unix:/path: not yet looked into */
	TOKEN_INET,    /* 127.0.0.1, ::1: likewise */
	TOKEN_WRONG    /* a string without end, a stray character */
};

struct token {
	int kind;
	const char *at;
	size_t size;
};

struct lex {
	const char *at; /* what comes after `token` */
	struct token token;
};

/* The line must stay as it is while tokens are used. */
void lex_start(struct lex *l, const char *line);
void lex_next(struct lex *l);
bool lex_is(const struct lex *l, const char *word);

/* The number of a TOKEN_NUMBER; false if it does not fit 64 bits. */
bool lex_number(const struct token *t, long long *number);

/* The bytes between the quotes, escapes resolved; to has room for t->size.
 * False for an escape that does not exist. */
bool lex_unquote(const struct token *t, unsigned char *to, size_t *size);

#endif
