/* libc.c - a libc does not say in a standard way what it is. */
#include "port.h"

const char *port_libc(void)
{
	return "unknown";
}
