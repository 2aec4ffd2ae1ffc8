/* tcp_info.c - TCP_INFO on a system that we do not know it of: bytes. */
#include "tcp_info.h"

void port_show_tcp_info(const void *at, size_t size, struct buf *out)
{
	buf_quote(out, at, size);
}
