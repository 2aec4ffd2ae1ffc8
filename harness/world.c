/* world.c - what a case may touch beside its names, and how it is undone. */
#include "world.h"

#include <stdbool.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "child.h"
#include "port.h"
#include "rights.h"
#include "signals.h"
#include "vars.h"

enum { FDS_MAX = 65536 };

static int at_start[FDS_MAX];
static size_t at_start_count;

void world_start(void)
{
	signals_start();
	rights_start();
	at_start_count = port_open_fds(at_start, FDS_MAX);
}

/* Not to wait for data that a case has left unsent. */
static void close_at_once(int fd)
{
	const struct linger none = { .l_onoff = 0 };

	setsockopt(fd, SOL_SOCKET, SO_LINGER, &none, sizeof none);
	close(fd);
}

static bool is_in(int fd, const int *fds, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (fds[i] == fd)
			return true;
	}
	return false;
}

static void tell_fd(struct buf *answer, int fd, size_t *shown)
{
	buf_text(answer, *shown ? ", " : "= -1 fds=[");
	buf_number(answer, fd);
	++*shown;
}

/* Descriptors that are there and should not be, or the other way round. */
static bool tell_fds(const int *now, size_t count, struct buf *answer)
{
	size_t shown = 0;

	for (size_t i = 0; i < count; i++) {
		if (!is_in(now[i], at_start, at_start_count))
			tell_fd(answer, now[i], &shown);
	}
	for (size_t i = 0; i < at_start_count; i++) {
		if (!is_in(at_start[i], now, count))
			tell_fd(answer, at_start[i], &shown);
	}
	if (shown)
		buf_char(answer, ']');
	return shown > 0;
}

void world_reset(struct buf *answer)
{
	static int now[FDS_MAX];        /* one thread resets at a time */
	bool limited = !rights_reset(); /* first: to list takes a descriptor */
	size_t count = port_open_fds(now, FDS_MAX);

	child_end_all();
	for (size_t i = 0; i < count; i++) {
		if (!is_in(now[i], at_start, at_start_count))
			close_at_once(now[i]);
	}
	signals_reset();
	vars_forget();
	count = port_open_fds(now, FDS_MAX);
	if (!tell_fds(now, count, answer))
		buf_text(answer, limited ? "= -1 limits=0" : "= 0");
}
