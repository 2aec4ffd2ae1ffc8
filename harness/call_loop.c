/* call_loop.c - compound calls: they loop, and say so in their names and in
 * calls=N. The first failure ends them, EINTR too, and total=N is what had gone
 * well before. The last letter of each is C: it counts calls, and bytes in z.
 */
#include "bulk.h"
#include "call.h"
#include "system.h"

/* a: FD DATA calls */
long long call_send_all(struct arg *a)
{
	const char *at = a[1].at;
	ssize_t sent;

	do {
		sent = send(a[0].i, at + a[2].z, a[1].z - a[2].z, 0);
		a[2].number++;
		if (sent < 0)
			return -1;
		a[2].z += (size_t)sent;
	} while (a[2].z < a[1].z);
	return (long long)a[2].z;
}

/* a: FD SIZE digest calls */
static ssize_t receive(struct arg *a, size_t most)
{
	ssize_t got = recv(a[0].i, a[2].at, most, 0);

	a[3].number++;
	if (got > 0) {
		a[3].z += (size_t)got;
		bulk_add(a[2].own, a[2].at, (size_t)got);
	}
	return got;
}

long long call_recv_exactly(struct arg *a)
{
	ssize_t got;

	do
		got = receive(a, a[1].z - a[3].z);
	while (got > 0 && a[3].z < a[1].z);
	return got < 0 ? -1 : (long long)a[3].z;
}

long long call_recv_until_eof(struct arg *a)
{
	ssize_t got;

	do
		got = receive(a, a[1].z);
	while (got > 0);
	return got < 0 ? -1 : (long long)a[3].z;
}

/* a: FD SIZE FLAGS pattern calls. The pattern goes on where the last call that
 * took something has ended. */
long long call_send_until_error(struct arg *a)
{
	ssize_t sent;

	do {
		bulk_pattern(a[3].own, a[4].z, a[3].size);
		sent = send(a[0].i, a[3].own, a[3].size, a[2].i);
		a[4].number++;
		if (sent > 0)
			a[4].z += (size_t)sent;
	} while (sent >= 0);
	return -1;
}

/* Room for SIZE, and for the description of what came. */
bool load_digest(struct call *c, struct arg *a)
{
	a->at = call_room(c, a[-1].z, &a->size);
	if (a[-1].z > a->size)
		return call_expected(c, "at most 64 MB", a[-1].value);
	a->own = call_room(c, sizeof(struct bulk), NULL);
	bulk_init(a->own);
	return true;
}

void show_digest(struct call *c, struct arg *a, struct buf *out)
{
	const struct bulk *seen = a->own;

	(void)c;
	if (!seen->size)
		return;
	buf_char(out, ' ');
	bulk_show(seen, out);
}

bool load_pattern_room(struct call *c, struct arg *a)
{
	a->own = call_room(c, a[-2].z, &a->size);
	return a[-2].z == a->size ||
	       call_expected(c, "at most 64 MB", a[-2].value);
}

void show_calls(struct call *c, struct arg *a, struct buf *out)
{
	if (call_failed(c)) {
		buf_text(out, " total=");
		buf_number(out, (long long)a->z);
	}
	buf_text(out, " calls=");
	buf_number(out, a->number);
}
