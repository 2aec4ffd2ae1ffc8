/* sockaddr.h - socket and network addresses to text and back.
 *
 * Nothing here uses inet_pton(), htons() or any other call under test. */
#ifndef SOCKADDR_H
#define SOCKADDR_H

#include <stdbool.h>
#include <stddef.h>

#include "buf.h"
#include "value.h"

/* 127.0.0.1:80 [::1%lo]:80 unix:/path unix:@abstract unix:"\x01" unspec: */
bool sockaddr_parse(const char *text, size_t size, struct address *out);

/* The same from memory. room is how many bytes may be read, len what the
 * system reported; what was cut off is told as far as it is there: the family
 * and dots, `AF_INET...`. Appends no `len=`. */
void sockaddr_show(struct buf *b, const void *at, size_t room, size_t len);

/* 127.0.0.1 ::1 ::ffff:1.2.3.4: the full forms only. */
bool inet_parse(const char *text, size_t size, struct inet *out);
void inet_show(struct buf *b, int family, const unsigned char *bytes);

#endif
