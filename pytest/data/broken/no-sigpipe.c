/* no-sigpipe.c - no call raises SIGPIPE.
 * caught by: rst.sigpipe-default rst.sigpipe-calls shut.wr-sigpipe */
#include "real.h"

ssize_t send(int fd, const void *data, size_t size, int flags)
{
	return REAL(send)(fd, data, size, flags | MSG_NOSIGNAL);
}

ssize_t write(int fd, const void *data, size_t size)
{
	ssize_t sent = REAL(send)(fd, data, size, MSG_NOSIGNAL);

	return sent < 0 && errno == ENOTSOCK ? REAL(write)(fd, data, size)
					     : sent;
}
