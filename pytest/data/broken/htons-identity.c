/* htons-identity.c - htons() and ntohs() change nothing.
 * caught by: order.htons */
#include "real.h"

#undef htons
#undef ntohs

uint16_t htons(uint16_t number)
{
	return number;
}

uint16_t ntohs(uint16_t number)
{
	return number;
}
