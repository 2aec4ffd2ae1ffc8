/* scan_fds.c - every number up to the limit is asked for. */
#include "port.h"

#include <fcntl.h>
#include <unistd.h>

enum { MOST = 65536 };

size_t port_scan_fds(int *fds, size_t max)
{
	long limit = sysconf(_SC_OPEN_MAX);
	size_t count = 0;

	if (limit < 0 || limit > MOST)
		limit = MOST;
	for (int fd = 0; fd < limit && count < max; fd++) {
		if (fcntl(fd, F_GETFD) >= 0)
			fds[count++] = fd;
	}
	return count;
}
