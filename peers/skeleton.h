/* skeleton.h - the steps that every sockets program takes, written once. */
#ifndef SKELETON_H
#define SKELETON_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/*
 * What fails says why on stderr, and returns -1 or false. TYPE is SOCK_STREAM
 * or SOCK_DGRAM; HOST may be NULL for all addresses, of IPv6 and IPv4.
 */
int listen_on(const char *host, const char *port, int type);
int dial(const char *host, const char *port, int type);
bool send_all(int s, const void *data, size_t size);
ssize_t recv_line(int s, char *line, size_t size);
bool close_gracefully(int s, int timeout_ms);

/* Prints "listening on ADDRESS:PORT" for whoever waits for it. */
bool announce(int s);

/* These only set errno. */
bool set_nonblocking(int fd);

/* Is the call merely to be made again, at once or when poll() says so? */
bool is_transient(int error);

#endif
