/* eof-is-reset.c - recv() reports end of file as ECONNRESET.
 * caught by: shut.wr shut.graceful-full recv.eof close.peer-eof */
#include "real.h"

ssize_t recv(int fd, void *buffer, size_t size, int flags)
{
	ssize_t got = REAL(recv)(fd, buffer, size, flags);

	if (got || !size)
		return got;
	errno = ECONNRESET;
	return -1;
}
