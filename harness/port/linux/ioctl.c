/* ioctl.c - the request is an unsigned long to glibc, an int to musl. */
#include "../control.h"

#include <sys/ioctl.h>

#ifdef __GLIBC__
#define REQUEST unsigned long
#else
#define REQUEST int
#endif

int port_ioctl(int fd, unsigned long request, void *at)
{
	return ioctl(fd, (REQUEST)request, at);
}
