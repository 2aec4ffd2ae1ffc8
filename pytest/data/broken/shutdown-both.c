/* shutdown-both.c - shutdown(SHUT_WR) ends the other direction too.
 * caught by: shut.wr shut.graceful-full */
#include "real.h"

int shutdown(int fd, int how)
{
	return REAL(shutdown)(fd, how == SHUT_WR ? SHUT_RDWR : how);
}
