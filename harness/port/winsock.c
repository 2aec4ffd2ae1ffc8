/* winsock.c - what Windows alone has. */
#include "port.h"

#include <errno.h>

static int absent(void)
{
	errno = ENOSYS;
	return -1;
}

int port_closesocket(int fd)
{
	(void)fd;
	return absent();
}

int port_wsa_startup(int version)
{
	(void)version;
	return absent();
}

int port_wsa_last_error(void)
{
	return absent();
}
