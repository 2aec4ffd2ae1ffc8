/* call_wait.c - poll() and sockatmark(). */
#include "call.h"

#include "names.h"
#include "system.h"

enum { POLLED_MAX = 1 << 20 };

/* poll(FD, EVENTS, TIMEOUT), poll([{FD, EVENTS}, ...], TIMEOUT) and
 * poll(NULL, NFDS, TIMEOUT) are told apart by the first argument; all three
 * are looked at with the last. */
bool load_later(struct call *c, struct arg *a)
{
	(void)c;
	(void)a;
	return true;
}

/* What nfds= wants more than the line has is as if it were -1. */
static bool make_pollfds(struct call *c, struct arg *a, size_t count)
{
	long long nfds;
	struct pollfd *p;

	if (!call_named_number(c, "nfds", (long long)count, &nfds))
		return false;
	a->z = (size_t)nfds;
	a->count = (int)count;
	if (nfds < (long long)count || nfds > POLLED_MAX)
		nfds = (long long)count;
	p = call_room(c, (size_t)nfds * sizeof *p, NULL);
	for (long long i = 0; i < nfds; i++)
		p[i].fd = -1;
	a->at = a->own = p;
	return true;
}

static bool load_pollfd(struct call *c, const struct value *fd,
			const struct value *events, struct pollfd *p)
{
	long long number, bits;

	if (!call_number(c, fd, &number) || !call_number(c, events, &bits))
		return false;
	p->fd = (int)number;
	p->events = (short)bits;
	return true;
}

static bool load_poll_list(struct call *c, struct arg *a)
{
	struct pollfd *p;
	const struct value *item, *fd, *events;

	if (!make_pollfds(c, a, a->value->count))
		return false;
	p = a->at;
	for (item = a->value->first; item; item = item->next) {
		fd = value_field(item, "fd", 0);
		events = value_field(item, "events", 1);
		if (item->kind != VALUE_STRUCT || !fd || !events)
			return call_expected(c, "{FD, EVENTS}", item);
		if (!load_pollfd(c, fd, events, p++))
			return false;
	}
	return true;
}

static bool load_poll_one(struct call *c, struct arg *a,
			  const struct value *events)
{
	return make_pollfds(c, a, 1) && load_pollfd(c, a->value, events, a->at);
}

static bool load_poll_pointer(struct call *c, struct arg *a,
			      const struct value *nfds)
{
	long long number;

	if (!call_number(c, nfds, &number))
		return false;
	a->z = (size_t)number;
	return true;
}

bool load_poll_timeout(struct call *c, struct arg *a)
{
	struct arg *fds = a - 2, *events = a - 1;
	bool is_list = fds->value->kind == VALUE_LIST;
	const struct value *timeout = is_list ? events->value : a->value;
	long long number;

	if (!timeout || (is_list && a->value))
		return call_expected(c,
				     is_list ? "')' after [...], TIMEOUT"
					     : "FD, EVENTS, TIMEOUT",
				     fds->value);
	if (!call_number(c, timeout, &number))
		return false;
	a->i = (int)number;
	if (is_list)
		return load_poll_list(c, fds);
	if (call_pointer(fds->value, &fds->at))
		return load_poll_pointer(c, fds, events->value);
	return load_poll_one(c, fds, events->value);
}

void show_poll_timeout(struct call *c, struct arg *a, struct buf *out)
{
	const struct arg *fds = a - 2;
	const struct pollfd *p = fds->own;

	(void)c;
	for (int i = 0; i < fds->count; i++) {
		buf_char(out, ' ');
		names_flags(out, NAMES_POLL, (unsigned short)p[i].revents);
	}
}

long long call_poll(struct arg *a)
{
	return poll(a[0].at, (nfds_t)a[0].z, a[2].i);
}

long long call_sockatmark(struct arg *a)
{
	return sockatmark(a[0].i);
}
