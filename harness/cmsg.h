/* cmsg.h - ancillary data: {SOL_SOCKET, SCM_RIGHTS, [r, w]} and back. */
#ifndef CMSG_H
#define CMSG_H

#include <stdbool.h>
#include <stddef.h>

#include "call.h"

/* The list as ancillary data, in memory of the call; *size of it. */
bool cmsg_load(struct call *c, const struct value *list, void **at,
	       size_t *size);

/* Appends [{LEVEL, TYPE, DATA}, ...] of a message that was received. */
void cmsg_show(struct msghdr *msg, struct buf *out);

/* Gives the descriptors that were received the names of the list. */
void cmsg_name(struct call *c, struct msghdr *msg, const struct value *names);

#endif
