/* thread_id.c - POSIX has no number of a thread that others could use. */
#include "port.h"

long port_thread_id(void)
{
	return 0;
}
