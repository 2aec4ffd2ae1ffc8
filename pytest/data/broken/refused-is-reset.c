/* refused-is-reset.c - connect() says ECONNRESET where nobody listens.
 * caught by: conn.refused listen.close-then-connect */
#include "real.h"

int connect(int fd, const struct sockaddr *address, socklen_t size)
{
	int result = REAL(connect)(fd, address, size);

	if (result && errno == ECONNREFUSED)
		errno = ECONNRESET;
	return result;
}
