/* htons-from-arpa-inet.c - <arpa/inet.h> alone declares the four conversions.
 */
#include <arpa/inet.h>

uint32_t probe(uint16_t s, uint32_t l);

uint32_t probe(uint16_t s, uint32_t l)
{
	return htons(s) + ntohs(s) + htonl(l) + ntohl(l);
}
