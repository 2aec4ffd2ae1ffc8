/* aton-strict.c - inet_aton() accepts four decimal parts only, as inet_pton()
 * does. caught by: addr.aton-accepts addr.trail-space */
#include "real.h"

int inet_aton(const char *text, struct in_addr *address)
{
	return inet_pton(AF_INET, text, address) == 1;
}
