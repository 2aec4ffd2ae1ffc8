/* call_setup.c - calls that make, name and end sockets. */
#include <stdlib.h>

#include "call.h"
#include "port.h"
#include "system.h"

long long call_socket(struct arg *a)
{
	return socket(a[0].i, a[1].i, a[2].i);
}

long long call_socketpair(struct arg *a)
{
	return socketpair(a[0].i, a[1].i, a[2].i, a[3].at);
}

long long call_bind(struct arg *a)
{
	return bind(a[0].i, a[1].at, a[1].len);
}

long long call_listen(struct arg *a)
{
	return listen(a[0].i, a[1].i);
}

long long call_connect(struct arg *a)
{
	return connect(a[0].i, a[1].at, a[1].len);
}

long long call_accept(struct arg *a)
{
	return accept(a[0].i, a[1].at, a[1].lenp);
}

long long call_accept4(struct arg *a)
{
	return port_accept4(a[0].i, a[2].at, a[2].lenp, a[1].i);
}

long long call_getsockname(struct arg *a)
{
	return getsockname(a[0].i, a[1].at, a[1].lenp);
}

long long call_getpeername(struct arg *a)
{
	return getpeername(a[0].i, a[1].at, a[1].lenp);
}

long long call_shutdown(struct arg *a)
{
	return shutdown(a[0].i, a[1].i);
}

long long call_close(struct arg *a)
{
	return close(a[0].i);
}

long long call_closesocket(struct arg *a)
{
	return port_closesocket(a[0].i);
}

long long call_dup(struct arg *a)
{
	return dup(a[0].i);
}

long long call_dup2(struct arg *a)
{
	return dup2(a[0].i, a[1].i);
}

long long call_exit(struct arg *a)
{
	exit(a[0].i);
}

long long call_WSAStartup(struct arg *a)
{
	return port_wsa_startup(a[0].i);
}

long long call_WSAGetLastError(struct arg *a)
{
	(void)a;
	return port_wsa_last_error();
}

/* [a, b] */
bool load_names(struct call *c, struct arg *a)
{
	const struct value *name;

	if (call_pointer(a->value, &a->at))
		return true;
	if (a->value->kind != VALUE_LIST || a->value->count != 2)
		return call_expected(c, "[NAME, NAME]", a->value);
	for (name = a->value->first; name; name = name->next) {
		if (!name->word)
			return call_expected(c, "a name", name);
	}
	a->at = a->own = call_room(c, 2 * sizeof(int), &a->size);
	return true;
}

void show_names(struct call *c, struct arg *a, struct buf *out)
{
	const struct value *name;
	const int *fd = a->own;

	if (!fd)
		return;
	buf_text(out, " [");
	for (name = a->value->first; name; name = name->next, fd++) {
		buf_text(out, name == a->value->first ? "fd " : ", fd ");
		buf_number(out, *fd);
		call_name(c, name, RESULT_FD, *fd);
	}
	buf_char(out, ']');
}
