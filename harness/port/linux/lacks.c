/* lacks.c - calls that Linux has not: those of Windows. */
#include "port.h"

#include <string.h>

bool port_lacks(const char *call)
{
	static const char *const lacks[] = {
		"closesocket",
		"WSAStartup",
		"WSAGetLastError",
	};

	for (size_t i = 0; i < sizeof lacks / sizeof lacks[0]; i++) {
		if (!strcmp(lacks[i], call))
			return true;
	}
	return false;
}
