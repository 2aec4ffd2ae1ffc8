/* in-addr-union.c - struct in_addr has the old union beside s_addr. */
#include <netinet/in.h>

unsigned char probe(const struct in_addr *in);

unsigned char probe(const struct in_addr *in)
{
	return in->S_un.S_un_b.s_b1;
}
