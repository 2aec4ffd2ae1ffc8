/* now.c - a clock that only goes forward. */
#include "port.h"

#include <time.h>

long long port_now_ns(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1000000000LL + now.tv_nsec;
}
