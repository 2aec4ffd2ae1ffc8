/* peek-consumes.c - MSG_PEEK takes the data away.
 * caught by: recv.peek udp.peek */
#include "real.h"

ssize_t recv(int fd, void *buffer, size_t size, int flags)
{
	return REAL(recv)(fd, buffer, size, flags & ~MSG_PEEK);
}
