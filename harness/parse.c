/* parse.c - recursive descent: one function per production of the grammar. */
#include "parse.h"

#include <string.h>

#include "names.h"
#include "sockaddr.h"

struct parser {
	struct lex lex;
	struct statement *out;
	struct buf *fault;
	int depth;
};

static bool value(struct parser *p, struct value **out);

/* What is near: the rest of the line as far as one token reaches. */
static size_t near_size(const char *source)
{
	struct lex l;

	lex_start(&l, source);
	return l.token.size > 40 ? 40 : l.token.size;
}

void parse_broken(struct buf *fault, const char *what, const char *source)
{
	size_t size = near_size(source);

	buf_text(fault, "broken: ");
	buf_text(fault, what);
	if (!size) {
		buf_text(fault, " at the end of the line");
		return;
	}
	source += strspn(source, " \t\r\n");
	buf_text(fault, " near '");
	buf_span(fault, source, size);
	buf_char(fault, '\'');
}

static bool wrong(struct parser *p, const char *what)
{
	parse_broken(p->fault, what, p->lex.token.at);
	return false;
}

static bool expected(struct parser *p, const char *what)
{
	char text[64];
	struct buf b;

	buf_init(&b, text, sizeof text);
	buf_text(&b, "expected ");
	buf_text(&b, what);
	return wrong(p, text);
}

static bool accept_token(struct parser *p, int kind)
{
	if (p->lex.token.kind != kind)
		return false;
	lex_next(&p->lex);
	return true;
}

static bool next_is(const struct parser *p, char c)
{
	return p->lex.at[strspn(p->lex.at, " \t")] == c;
}

/* Copies a word out of the line, which is not ours to write a '\0' into. The
 * limits cannot be passed: text is as long as a line and all its '\0'. */
static char *keep(struct statement *s, const char *text, size_t size)
{
	char *kept = (char *)s->text + s->text_used;

	memcpy(kept, text, size);
	kept[size] = '\0';
	s->text_used += size + 1;
	return kept;
}

static bool name(struct parser *p, const char **out)
{
	const struct token *t = &p->lex.token;

	if (t->kind != TOKEN_NAME)
		return false;
	*out = keep(p->out, t->at, t->size);
	lex_next(&p->lex);
	return true;
}

static struct value *new_value(struct parser *p)
{
	struct statement *s = p->out;
	struct value *v;

	if (s->values_used == PARSE_VALUES_MAX) {
		wrong(p, "too many values");
		return NULL;
	}
	v = &s->values[s->values_used++];
	memset(v, 0, sizeof *v);
	v->source = p->lex.token.at;
	return v;
}

/* NUMBER */
static bool number(struct parser *p, long long *out)
{
	if (p->lex.token.kind != TOKEN_NUMBER)
		return expected(p, "a number");
	if (!lex_number(&p->lex.token, out))
		return wrong(p, "not a number");
	lex_next(&p->lex);
	return true;
}

static bool constant(struct parser *p, long long *out)
{
	const struct token *t = &p->lex.token;

	switch (names_value(t->at, t->size, out)) {
	case NAMES_OK:
		lex_next(&p->lex);
		return true;
	case NAMES_ABSENT:
		buf_text(p->fault, "unsupported ");
		buf_span(p->fault, t->at, t->size);
		buf_text(p->fault, ": not defined on this system");
		return false;
	case NAMES_UNKNOWN:
		break;
	}
	return wrong(p, "unknown name");
}

static bool flag(struct parser *p, long long *out)
{
	if (p->lex.token.kind == TOKEN_NAME)
		return constant(p, out);
	return number(p, out);
}

/* flags -> ( NUMBER | NAME ) { '|' ( NUMBER | NAME ) } */
static bool flags(struct parser *p, struct value *v)
{
	long long bits;

	v->kind = VALUE_NUMBER;
	if (!flag(p, &v->number))
		return false;
	while (accept_token(p, '|')) {
		if (!flag(p, &bits))
			return false;
		v->number |= bits;
	}
	return true;
}

/* A single name that is no constant may be a saved value. */
static bool word(struct parser *p, struct value *v)
{
	const struct token *t = &p->lex.token;
	long long unused;

	v->kind = lex_is(&p->lex, "NULL")  ? VALUE_NULL
		  : lex_is(&p->lex, "BAD") ? VALUE_BAD
					   : VALUE_NAME;
	if (v->kind == VALUE_NAME &&
	    (next_is(p, '|') ||
	     names_value(t->at, t->size, &unused) != NAMES_UNKNOWN))
		return flags(p, v);
	return name(p, &v->word);
}

/* STRING */
static bool string(struct parser *p, struct value *v)
{
	struct statement *s = p->out;
	unsigned char *to = s->text + s->text_used;

	if (p->lex.token.kind != TOKEN_STRING)
		return expected(p, "a string");
	v->kind = VALUE_STRING;
	v->bytes = to;
	if (!lex_unquote(&p->lex.token, to, &v->size))
		return wrong(p, "unknown escape in the string");
	to[v->size] = '\0';
	s->text_used += v->size + 1;
	lex_next(&p->lex);
	return true;
}

/* function -> 'pattern' '(' NUMBER ')' | 'repeat' '(' STRING ',' NUMBER ')' */
static bool function(struct parser *p, struct value *v)
{
	bool repeats = lex_is(&p->lex, "repeat");

	if (!repeats && !lex_is(&p->lex, "pattern"))
		return wrong(p, "unknown function");
	lex_next(&p->lex);
	lex_next(&p->lex); /* '(': it was seen */
	if (repeats && !string(p, v))
		return false;
	if (repeats && !accept_token(p, ','))
		return expected(p, "','");
	v->kind = repeats ? VALUE_REPEAT : VALUE_PATTERN;
	if (!number(p, &v->number))
		return false;
	return accept_token(p, ')') || expected(p, "')'");
}

static bool address(struct parser *p, struct value *v)
{
	const struct token *t = &p->lex.token;

	v->kind = VALUE_ADDRESS;
	if (!sockaddr_parse(t->at, t->size, &v->address))
		return wrong(p, "not a socket address");
	lex_next(&p->lex);
	return true;
}

static bool inet(struct parser *p, struct value *v)
{
	const struct token *t = &p->lex.token;

	v->kind = VALUE_INET;
	if (!inet_parse(t->at, t->size, &v->inet))
		return wrong(p, "not a network address");
	lex_next(&p->lex);
	return true;
}

/* items -> [ value { ',' value } ] end */
static bool items(struct parser *p, struct value *v, char end, const char *ends)
{
	struct value **link = &v->first;

	lex_next(&p->lex);
	if (accept_token(p, end))
		return true;
	do {
		if (!value(p, link))
			return false;
		link = &(*link)->next;
		v->count++;
	} while (accept_token(p, ','));
	return accept_token(p, end) || expected(p, ends);
}

/* list -> '[' items; struct -> '{' items */
static bool nested(struct parser *p, struct value *v)
{
	bool list = p->lex.token.kind == '[', ok;

	if (p->depth == PARSE_DEPTH_MAX)
		return wrong(p, "nested too deeply");
	v->kind = list ? VALUE_LIST : VALUE_STRUCT;
	p->depth++;
	ok = list ? items(p, v, ']', "']'") : items(p, v, '}', "'}'");
	p->depth--;
	return ok;
}

/* flags | STRING | ADDRESS | INET | list | struct | function */
static bool bare_value(struct parser *p, struct value *v)
{
	switch (p->lex.token.kind) {
	case TOKEN_NUMBER:
		return flags(p, v);
	case TOKEN_NAME:
		return next_is(p, '(') ? function(p, v) : word(p, v);
	case TOKEN_STRING:
		return string(p, v);
	case TOKEN_ADDRESS:
		return address(p, v);
	case TOKEN_INET:
		return inet(p, v);
	case '[':
	case '{':
		return nested(p, v);
	default:
		return expected(p, "a value");
	}
}

/* value -> [ NAME '=' ] ( flags | STRING | ... ) */
static bool value(struct parser *p, struct value **out)
{
	struct value *v = new_value(p);

	if (!v)
		return false;
	*out = v;
	if (p->lex.token.kind == TOKEN_NAME && next_is(p, '=')) {
		name(p, &v->label);
		lex_next(&p->lex);
	}
	return bare_value(p, v);
}

/* [ value { ',' value } ] ')', the ones with a label last */
static bool arguments(struct parser *p)
{
	struct value **link = &p->out->first;
	bool named = false;

	if (accept_token(p, ')'))
		return true;
	do {
		if (!value(p, link))
			return false;
		if (!(*link)->label && named)
			return wrong(p, "arguments with a name stand last");
		named = (*link)->label;
		p->out->count += !named;
		link = &(*link)->next;
	} while (accept_token(p, ','));
	return accept_token(p, ')') || expected(p, "')'");
}

/* [ NAME '=' ]: a name of a constant would never be found again. */
static bool target(struct parser *p)
{
	const struct token *t = &p->lex.token;
	long long unused;

	if (t->kind != TOKEN_NAME || !next_is(p, '='))
		return true;
	if (names_value(t->at, t->size, &unused) != NAMES_UNKNOWN)
		return wrong(p, "a constant cannot be given a value");
	name(p, &p->out->target);
	lex_next(&p->lex);
	return true;
}

/* statement -> [ NAME '=' ] NAME '(' [ value { ',' value } ] ')' */
static bool statement(struct parser *p)
{
	if (!target(p))
		return false;
	if (!name(p, &p->out->name))
		return expected(p, "a call");
	if (!accept_token(p, '('))
		return expected(p, "'('");
	if (!arguments(p))
		return false;
	return p->lex.token.kind == TOKEN_END || expected(p, "the end");
}

bool parse_statement(const char *line, struct statement *out, struct buf *fault)
{
	struct parser p = { .out = out, .fault = fault, .depth = 0 };

	out->target = NULL;
	out->name = NULL;
	out->first = NULL;
	out->count = 0;
	out->values_used = 0;
	out->text_used = 0;
	if (strlen(line) >= PARSE_LINE_MAX) {
		buf_text(fault, "broken: line longer than 4095 bytes");
		return false;
	}
	lex_start(&p.lex, line);
	return statement(&p);
}
