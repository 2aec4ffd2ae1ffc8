/* inet-addr-from-arpa-inet.c - <arpa/inet.h> alone has what the inet_ calls
 * need. */
#include <arpa/inet.h>

in_addr_t probe(const char *text, char to[INET6_ADDRSTRLEN]);

in_addr_t probe(const char *text, char to[INET6_ADDRSTRLEN])
{
	struct in_addr in = { .s_addr = inet_addr(text) };

	if (inet_pton(AF_INET, text, &in) != 1)
		return inet_addr(inet_ntoa(in));
	return inet_ntop(AF_INET, &in, to, INET_ADDRSTRLEN) ? in.s_addr : 0;
}
