/* ioctl.c - as most systems have it: the request is an unsigned long. */
#include "control.h"

#include <sys/ioctl.h>

int port_ioctl(int fd, unsigned long request, void *at)
{
	return ioctl(fd, request, at);
}
