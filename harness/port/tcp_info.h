/* tcp_info.h - what TCP_INFO tells, which every system has in its own way. */
#ifndef TCP_INFO_H
#define TCP_INFO_H

#include <stddef.h>

#include "buf.h"

/* Appends {tcpi_state=TCP_LISTEN, ...}: what the size bytes hold. */
void port_show_tcp_info(const void *at, size_t size, struct buf *out);

#endif
