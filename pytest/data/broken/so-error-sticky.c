/* so-error-sticky.c - SO_ERROR is not cleared when it is read.
 * caught by: rst.so-error-once conn.nb-refused */
#include "real.h"

int getsockopt(int fd, int level, int option, void *value, socklen_t *size)
{
	static int last[1024];
	int result = REAL(getsockopt)(fd, level, option, value, size);

	if (result || level != SOL_SOCKET || option != SO_ERROR || fd >= 1024)
		return result;
	if (*(int *)value)
		last[fd] = *(int *)value;
	*(int *)value = last[fd];
	return 0;
}
