/* accept4.c - in POSIX since 2024 only. */
#include "port.h"

#include <errno.h>

int port_accept4(int fd, struct sockaddr *addr, socklen_t *len, int flags)
{
	(void)fd;
	(void)addr;
	(void)len;
	(void)flags;
	errno = ENOSYS;
	return -1;
}
