/* port.h - the seam: everything that systems do differently, and nothing else.
 *
 * port/x.c is the POSIX way; port/OS/x.c, where it exists, replaces it. */
#ifndef PORT_H
#define PORT_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/socket.h>

/* A clock that only goes forward, in nanoseconds. */
long long port_now_ns(void);

/* The kernel's number of the calling thread, 0 where there is none. */
long port_thread_id(void);

/* Has the system kill this process when its parent is gone, if it can. */
void port_die_with_parent(void);

/* "glibc 2.36", or "unknown". */
const char *port_libc(void);

/* Is this a call that the table has and the system lacks? */
bool port_lacks(const char *call);

/* Calls that not every system has. Not called where port_lacks() says so. */
int port_accept4(int fd, struct sockaddr *addr, socklen_t *len, int flags);
int port_closesocket(int fd);
int port_enter_netns(const char *path);
int port_wsa_startup(int version);
int port_wsa_last_error(void);

/* The descriptors of this process, lowest first; how many there are. What is
 * beyond max is left out. */
size_t port_open_fds(int *fds, size_t max);

/* The same by trial, for systems that have no better way. */
size_t port_scan_fds(int *fds, size_t max);

/* The number of a signal that no case uses. */
int port_interrupt_signal(void);

#endif
