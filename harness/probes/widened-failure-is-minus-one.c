/* widened-failure-is-minus-one.c - kept in a long, the failure still equals -1.
 */
#include <arpa/inet.h>

_Static_assert((unsigned long)(in_addr_t)-1 == (unsigned long)-1L,
	       "as wide as long");
