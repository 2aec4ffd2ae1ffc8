/* call_iov.h - vectors and addresses, which messages are made of too. */
#ifndef CALL_IOV_H
#define CALL_IOV_H

#include "call.h"

/* As load_address, the length being named by len_label. */
bool call_address(struct call *c, struct arg *a, const char *len_label);

/* Sets a member of a message that is int, socklen_t or size_t by system. */
void call_count(void *member, size_t size, long long value);

#endif
