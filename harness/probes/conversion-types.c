/* conversion-types.c - the conversions take and give 16 and 32 bits, exactly.
 */
#include <arpa/inet.h>

#define IS(TYPE, value) _Generic((value), TYPE : 1, default : 0)

_Static_assert(IS(uint16_t, (in_port_t)0), "in_port_t is uint16_t");
_Static_assert(IS(uint32_t, (in_addr_t)0), "in_addr_t is uint32_t");
_Static_assert(IS(in_addr_t, inet_addr("")), "inet_addr gives in_addr_t");

/* As functions: a macro may have another type. */
uint16_t (*const probe_short[])(uint16_t) = { (htons), (ntohs) };
uint32_t (*const probe_long[])(uint32_t) = { (htonl), (ntohl) };
