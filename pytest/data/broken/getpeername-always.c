/* getpeername-always.c - getpeername() on an unconnected socket succeeds.
 * caught by: name.peer-unconnected listen.getpeername */
#include "real.h"

int getpeername(int fd, struct sockaddr *address, socklen_t *size)
{
	if (!REAL(getpeername)(fd, address, size))
		return 0;
	return errno == ENOTCONN ? getsockname(fd, address, size) : -1;
}
