/* system.h - the headers of Linux, and names that a libc has without macros. */
#ifndef LINUX_SYSTEM_H
#define LINUX_SYSTEM_H

#include "../system.h"

#if __has_include(<linux/sockios.h>)
#include <linux/errqueue.h>
#include <linux/sockios.h>
#endif

/* glibc has the states as an enum, musl as macros: a macro that is its own
 * name makes them known to `#ifdef` in both. */
#ifndef TCP_ESTABLISHED
#define TCP_ESTABLISHED TCP_ESTABLISHED
#define TCP_SYN_SENT    TCP_SYN_SENT
#define TCP_SYN_RECV    TCP_SYN_RECV
#define TCP_FIN_WAIT1   TCP_FIN_WAIT1
#define TCP_FIN_WAIT2   TCP_FIN_WAIT2
#define TCP_TIME_WAIT   TCP_TIME_WAIT
#define TCP_CLOSE       TCP_CLOSE
#define TCP_CLOSE_WAIT  TCP_CLOSE_WAIT
#define TCP_LAST_ACK    TCP_LAST_ACK
#define TCP_LISTEN      TCP_LISTEN
#define TCP_CLOSING     TCP_CLOSING
#endif

#endif
