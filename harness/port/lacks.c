/* lacks.c - calls that a plain POSIX.1-2008 system has not. */
#include "port.h"

#include <string.h>

bool port_lacks(const char *call)
{
	static const char *const lacks[] = {
		"accept4",    "closesocket",     "enter_netns",
		"WSAStartup", "WSAGetLastError",
	};

	for (size_t i = 0; i < sizeof lacks / sizeof lacks[0]; i++) {
		if (!strcmp(lacks[i], call))
			return true;
	}
	return false;
}
