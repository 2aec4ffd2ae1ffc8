/* call_iov.h - vectors and addresses, which messages are made of too. */
#ifndef CALL_IOV_H
#define CALL_IOV_H

#include "call.h"

/* As load_address, the length being named by len_label. */
bool call_address(struct call *c, struct arg *a, const char *len_label);

#endif
