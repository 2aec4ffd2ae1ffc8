/* backlog-ignored.c - listen() always takes a backlog of 100.
 * caught by: listen.overflow-client listen.overflow-count */
#include "real.h"

int listen(int fd, int backlog)
{
	return REAL(listen)(fd, backlog < 100 ? 100 : backlog);
}
