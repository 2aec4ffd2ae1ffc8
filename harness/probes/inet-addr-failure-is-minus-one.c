/* inet-addr-failure-is-minus-one.c - in its own type, the failure equals -1. */
#include <arpa/inet.h>

_Static_assert((in_addr_t)0xffffffff == (in_addr_t)-1, "the failure value");
_Static_assert(sizeof(inet_addr("")) == sizeof(in_addr_t),
	       "nothing is widened");
