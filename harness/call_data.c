/* call_data.c - calls that move data, and data as arguments. */
#include <string.h>

#include "bulk.h"
#include "call.h"
#include "system.h"

long long call_send(struct arg *a)
{
	return send(a[0].i, a[1].at, a[2].z, a[3].i);
}

long long call_sendto(struct arg *a)
{
	return sendto(a[0].i, a[1].at, a[2].z, a[3].i, a[4].at, a[4].len);
}

long long call_recv(struct arg *a)
{
	return recv(a[0].i, a[1].at, a[1].z, a[2].i);
}

long long call_recvfrom(struct arg *a)
{
	return recvfrom(a[0].i, a[1].at, a[1].z, a[2].i, a[3].at, a[3].lenp);
}

long long call_read(struct arg *a)
{
	return read(a[0].i, a[1].at, a[1].z);
}

long long call_write(struct arg *a)
{
	return write(a[0].i, a[1].at, a[2].z);
}

long long call_readv(struct arg *a)
{
	return readv(a[0].i, a[1].iov, a[1].count);
}

long long call_writev(struct arg *a)
{
	return writev(a[0].i, a[1].iov, a[1].count);
}

bool load_data(struct call *c, struct arg *a)
{
	if (call_pointer(a->value, &a->at))
		return true;
	a->z = value_data_size(a->value);
	if (a->z > CALL_ROOM_MAX)
		return call_expected(c, "data of at most 64 MB", a->value);
	a->at = a->own = call_room(c, a->z, &a->size);
	value_fill(a->value, a->own, a->size);
	return true;
}

/* A length beyond the data has zeros behind it, up to the most we give. */
bool load_data_size(struct call *c, struct arg *a)
{
	struct arg *data = a - 1;
	void *longer;
	size_t size;

	if (!load_int(c, a))
		return false;
	if (!data->own || a->z <= data->size)
		return true;
	longer = call_room(c, a->z, &size);
	memcpy(longer, data->own, data->size);
	data->at = data->own = longer;
	data->size = size;
	return true;
}

bool load_room(struct call *c, struct arg *a)
{
	const struct value *buf = call_named(c, "buf");

	if (!load_int(c, a))
		return false;
	if (call_pointer(buf, &a->at))
		return true;
	if (buf)
		return call_expected(c, "NULL or BAD", buf);
	a->at = a->own = call_room(c, a->z, &a->size);
	return true;
}

/* With MSG_TRUNC more is reported than there was room for. */
void show_room(struct call *c, struct arg *a, struct buf *out)
{
	size_t size = (size_t)c->value;

	if (c->value <= 0 || !a->own)
		return;
	buf_char(out, ' ');
	bulk_show_bytes(a->own, size < a->size ? size : a->size, out);
}
