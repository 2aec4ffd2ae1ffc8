/* close-drains.c - close() reads what is unread, so that no reset is sent.
 * caught by: rst.close-with-unread recv.eof-not-always-zero */
#include "real.h"

int close(int fd)
{
	char rest[4096];

	while (recv(fd, rest, sizeof rest, MSG_DONTWAIT) > 0)
		;
	return REAL(close)(fd);
}
