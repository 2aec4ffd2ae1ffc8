/* call_control.c - fcntl() and ioctl(). */
#include "call.h"

#include <string.h>

#include "control.h"
#include "names.h"
#include "system.h"

enum { ROOM = 512 }; /* more than any request of names/ioctl.names fills */

/* What F_GETFL and F_GETFD return is told as flags, too. */
void show_control_flags(struct call *c, struct arg *a, struct buf *out)
{
	unsigned long long flags = (unsigned long long)c->value;

	(void)a;
	if (c->args[1].i == F_GETFL) {
		buf_char(out, ' ');
		names_flags(out, NAMES_OPENFLAG, flags);
	} else if (c->args[1].i == F_GETFD) {
		buf_char(out, ' ');
		names_flags(out, NAMES_FDFLAG, flags);
	}
}

/* An int to be read or filled in, or NULL or BAD. */
bool load_control_int(struct call *c, struct arg *a)
{
	long long number = 0;
	int value;

	if (a->value && call_pointer(a->value, &a->at))
		return true;
	if (a->value && !call_number(c, a->value, &number))
		return false;
	a->at = a->own = call_room(c, ROOM, NULL);
	value = (int)number;
	memcpy(a->at, &value, sizeof value);
	return true;
}

void show_control_int(struct call *c, struct arg *a, struct buf *out)
{
	int value;

	(void)c;
	if (a->value || !a->own)
		return;
	memcpy(&value, a->own, sizeof value);
	buf_char(out, ' ');
	buf_number(out, value);
}

long long call_fcntl(struct arg *a)
{
	return fcntl(a[0].i, a[1].i, (int)a[2].number);
}

long long call_ioctl(struct arg *a)
{
	return port_ioctl(a[0].i, (unsigned long)a[1].number, a[2].at);
}
