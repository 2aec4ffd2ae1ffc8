/* open_fds.c - POSIX has no list of them. */
#include "port.h"

size_t port_open_fds(int *fds, size_t max)
{
	return port_scan_fds(fds, max);
}
