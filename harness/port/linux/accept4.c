/* accept4.c - the libc's own. */
#include "port.h"

int port_accept4(int fd, struct sockaddr *addr, socklen_t *len, int flags)
{
	return accept4(fd, addr, len, flags);
}
