/* print.c - the answer to a call, as strace would print its tail. */
#include "print.h"

#include <stdint.h>
#include <string.h>

#include "names.h"
#include "sockaddr.h"
#include "system.h"

static void print_text(const char *text, struct buf *out)
{
	if (text)
		buf_quote(out, text, strlen(text));
	else
		buf_text(out, "NULL");
}

static void print_inet(long long value, struct buf *out)
{
	in_addr_t addr = (in_addr_t)value;

	inet_show(out, AF_INET, (const unsigned char *)&addr);
}

static void print_fd(long long value, struct buf *out)
{
	if (value >= 0)
		buf_text(out, "fd ");
	buf_number(out, value);
}

static void print_eai(long long value, struct buf *out)
{
	if (value)
		names_show(out, NAMES_EAI, value);
	else
		buf_char(out, '0');
}

static void print_value(const struct call *c, struct buf *out)
{
	switch (c->spec->result) {
	case RESULT_FD:
		print_fd(c->value, out);
		break;
	case RESULT_CHILD:
		if (c->value > 0)
			buf_text(out, "child");
		else
			buf_number(out, c->value);
		break;
	case RESULT_TEXT:
		print_text((const char *)(intptr_t)c->value, out);
		break;
	case RESULT_INET:
		print_inet(c->value, out);
		break;
	case RESULT_EAI:
		print_eai(c->value, out);
		break;
	case RESULT_BYTES:
		break;
	case RESULT_NUMBER:
	case RESULT_ZERO:
	case RESULT_LOOP:
	case RESULT_PLAIN:
	case RESULT_U16:
	case RESULT_U32:
		buf_number(out, c->value);
		break;
	}
}

/* An EAI_ number has an errno behind it only when it says so. */
static bool has_errno(const struct call *c)
{
	if (!call_failed(c))
		return false;
	if (c->spec->result == RESULT_EAI)
		return c->value == EAI_SYSTEM;
	return c->error || c->spec->result != RESULT_TEXT;
}

static void print_seconds(long long ns, struct buf *out)
{
	long long us = ns / 1000;

	buf_text(out, " <");
	buf_number(out, us / 1000000);
	buf_char(out, '.');
	for (long long unit = 100000; unit; unit /= 10)
		buf_char(out, (char)('0' + us / unit % 10));
	buf_char(out, '>');
}

void print_answer(struct call *c, struct buf *out)
{
	/* The outputs of RESULT_BYTES begin with the blank. */
	buf_text(out, c->spec->result == RESULT_BYTES ? "=" : "= ");
	print_value(c, out);
	if (has_errno(c)) {
		buf_char(out, ' ');
		names_show(out, NAMES_ERRNO, c->error);
	}
	call_show(c, out);
	print_seconds(c->ended_ns - c->began_ns, out);
}
