/* call_select.c - select(), with sets of any size. */
#include "call.h"

#include <string.h>

#include "record.h"
#include "system.h"

/*
 * FD_SET() may end the program for a descriptor of FD_SETSIZE or more, and the
 * kernel knows no such limit: so these sets have room for many, and their bits
 * are set here, in the layout that all systems with an fd_set of longs share.
 */
enum {
	FDS_MAX = 1 << 16,
	WORD_BITS = 8 * sizeof(unsigned long),
	SET_SIZE = FDS_MAX / 8
};

static unsigned long *word_of(void *set, long long fd)
{
	return (unsigned long *)set + fd / WORD_BITS;
}

static unsigned long bit_of(long long fd)
{
	return 1UL << (fd % WORD_BITS);
}

/* a->number becomes one more than the highest. */
bool load_fd_set(struct call *c, struct arg *a)
{
	const struct value *item;
	long long fd;

	if (call_pointer(a->value, &a->at))
		return true;
	if (a->value->kind != VALUE_LIST)
		return call_expected(c, "[FD, ...], NULL or BAD", a->value);
	a->at = a->own = call_room(c, SET_SIZE, NULL);
	for (item = a->value->first; item; item = item->next) {
		if (!call_number(c, item, &fd))
			return false;
		if (fd < 0 || fd >= FDS_MAX)
			return call_expected(c, "a descriptor", item);
		*word_of(a->own, fd) |= bit_of(fd);
		if (fd >= a->number)
			a->number = fd + 1;
	}
	return true;
}

static void show_members(struct call *c, struct arg *a, struct buf *out)
{
	const struct value *item;
	long long fd;
	size_t shown = 0;

	for (item = a->value->first; item; item = item->next) {
		if (!call_number(c, item, &fd) ||
		    !(*word_of(a->own, fd) & bit_of(fd)))
			continue;
		buf_separate(out, shown++, ", ");
		if (item->word)
			buf_text(out, item->word);
		else
			buf_number(out, fd);
	}
}

void show_fd_set(struct call *c, struct arg *a, struct buf *out)
{
	static const char *const labels[] = { " r=[", " w=[", " e=[" };

	if (!a->own)
		return;
	buf_text(out, labels[a - c->args]);
	show_members(c, a, out);
	buf_char(out, ']');
}

static long long highest(const struct call *c)
{
	long long most = 0;

	for (int i = 0; i < 3; i++)
		if (c->args[i].number > most)
			most = c->args[i].number;
	return most;
}

/* The last argument: with it the number of descriptors is known. */
bool load_select_timeout(struct call *c, struct arg *a)
{
	if (!call_named_number(c, "nfds", highest(c), &a->number))
		return false;
	if (call_pointer(a->value, &a->at))
		return true;
	if (a->value->kind != VALUE_STRUCT)
		return call_expected(c, "{SECONDS, MICROSECONDS}", a->value);
	a->at = a->own = call_room(c, record_size("timeval"), NULL);
	return record_load(c, "timeval", a->value, a->own);
}

/* Linux leaves there what was left of the time; others leave it alone. */
void show_select_timeout(struct call *c, struct arg *a, struct buf *out)
{
	struct timeval left;

	(void)c;
	if (!a->own)
		return;
	memcpy(&left, a->own, sizeof left);
	buf_text(out, " left={");
	buf_number(out, left.tv_sec);
	buf_text(out, ", ");
	buf_number(out, left.tv_usec);
	buf_char(out, '}');
}

long long call_select(struct arg *a)
{
	return select((int)a[3].number, a[0].at, a[1].at, a[2].at, a[3].at);
}
