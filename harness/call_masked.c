/* call_masked.c - ppoll() and pselect(): waiting with other signals blocked. */
#include "call.h"

#include <string.h>

#include "names.h"
#include "record.h"
#include "system.h"

bool load_timespec(struct call *c, struct arg *a)
{
	if (call_pointer(a->value, &a->at))
		return true;
	if (a->value->kind != VALUE_STRUCT)
		return call_expected(c, "{SECONDS, NANOSECONDS} or NULL",
				     a->value);
	a->at = call_room(c, record_size("timespec"), NULL);
	return record_load(c, "timespec", a->value, a->at);
}

/* [SIGUSR1]: the signals that are blocked meanwhile; NULL leaves them be. */
bool load_signal_mask(struct call *c, struct arg *a)
{
	const struct value *item;
	long long signo;

	if (call_pointer(a->value, &a->at))
		return true;
	if (a->value->kind != VALUE_LIST)
		return call_expected(c, "[SIGNAL, ...] or NULL", a->value);
	a->at = call_room(c, sizeof(sigset_t), NULL);
	sigemptyset(a->at);
	for (item = a->value->first; item; item = item->next)
		if (!call_number(c, item, &signo) ||
		    sigaddset(a->at, (int)signo) == -1)
			return call_expected(c, "a signal", item);
	return true;
}

/* Of ppoll(FD, EVENTS, TIMEOUT, SIGNALS). */
bool load_polled(struct call *c, struct arg *a)
{
	struct pollfd *p = call_room(c, sizeof *p, NULL);

	p->fd = c->args[0].i;
	p->events = (short)c->args[1].i;
	a->at = p;
	return true;
}

void show_polled(struct call *c, struct arg *a, struct buf *out)
{
	const struct pollfd *p = a->at;

	(void)c;
	buf_char(out, ' ');
	names_flags(out, NAMES_POLL, (unsigned short)p->revents);
}

long long call_ppoll(struct arg *a)
{
	return ppoll(a[4].at, 1, a[2].at, a[3].at);
}

long long call_pselect(struct arg *a)
{
	long long nfds = 0;

	for (int i = 0; i < 3; i++)
		if (a[i].number > nfds)
			nfds = a[i].number;
	return pselect((int)nfds, a[0].at, a[1].at, a[2].at, a[3].at, a[4].at);
}
