/* session.c - one line to one answer: parse, load, run once, print, keep. */
#include "session.h"

#include <string.h>
#include <sys/utsname.h>
#include <unistd.h>

#include "place.h"
#include "port.h"
#include "print.h"
#include "rights.h"
#include "signals.h"
#include "vars.h"

/* What another thread has changed for all of them holds for this one, too. */
static bool follow(struct session *s, struct buf *answer)
{
	signals_follow(&s->resets_seen);
	rights_follow();
	if (place_follow())
		return true;
	buf_text(answer, "broken: this thread cannot enter the namespace");
	return false;
}

/* What a call returns is kept even if the answer is not shown: a descriptor
 * without a name could never be closed. */
static void run(struct session *s, struct buf *answer)
{
	size_t begin = answer->used;
	char fault_text[160];
	struct buf fault;

	call_run(&s->call);
	print_answer(&s->call, answer);
	buf_init(&fault, fault_text, sizeof fault_text);
	if (vars_keep(&s->call, &fault) && !answer->full)
		return;
	answer->used = begin;
	buf_text(answer, fault.used ? fault_text : "broken: answer too long");
}

void session_answer(struct session *s, const char *line, struct buf *answer)
{
	if (!parse_statement(line, &s->statement, answer))
		return;
	vars_resolve(&s->statement);
	if (call_load(&s->call, &s->statement, answer) && follow(s, answer))
		run(s, answer);
	call_release(&s->call);
}

static void hello_calls(struct buf *hello)
{
	const struct call_spec *spec = NULL;
	size_t shown = 0;

	buf_text(hello, " calls=");
	while ((spec = call_next(spec))) {
		if (port_lacks(spec->name))
			continue;
		buf_separate(hello, shown++, ",");
		buf_text(hello, spec->name);
	}
}

static void hello_system(struct buf *hello)
{
	struct utsname system;

	if (uname(&system) < 0)
		strcpy(system.sysname, "unknown");
	buf_text(hello, " system=\"");
	buf_text(hello, system.sysname);
	buf_char(hello, ' ');
	buf_text(hello, system.release);
	buf_char(hello, ' ');
	buf_text(hello, system.machine);
	buf_text(hello, "\" libc=\"");
	buf_text(hello, port_libc());
	buf_char(hello, '"');
}

void session_hello(struct buf *hello)
{
	const unsigned short one = 1;

	buf_text(hello, "bothends 1 pid=");
	buf_number(hello, getpid());
	hello_system(hello);
	buf_text(hello, " order=");
	buf_text(hello, *(const char *)&one ? "little" : "big");
	buf_text(hello, " long=");
	buf_number(hello, (long long)sizeof(long));
	hello_calls(hello);
}
