/* htons-from-netinet-in.c - <netinet/in.h> alone declares the four conversions.
 */
#include <netinet/in.h>

uint32_t probe(uint16_t s, uint32_t l);

uint32_t probe(uint16_t s, uint32_t l)
{
	return htons(s) + ntohs(s) + htonl(l) + ntohl(l);
}
