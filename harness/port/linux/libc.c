/* libc.c - glibc tells its version; musl nothing, on purpose, but its headers
 * are the ones that define no __GLIBC__ on Linux. */
#include "port.h"

#include <features.h>

#ifdef __GLIBC__

#include <gnu/libc-version.h>
#include <stdio.h>

const char *port_libc(void)
{
	static char text[32];

	snprintf(text, sizeof text, "glibc %s", gnu_get_libc_version());
	return text;
}

#else

const char *port_libc(void)
{
	return "musl";
}

#endif
