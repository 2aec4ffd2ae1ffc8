/* record.h - structures by name: {l_onoff=1, l_linger=0} to memory and back. */
#ifndef RECORD_H
#define RECORD_H

#include <stdbool.h>
#include <stddef.h>

#include "call.h"

/* The size of the structure, 0 if there is none of that name. */
size_t record_size(const char *record);

/* Members that the line does not name are left as they are. */
bool record_load(struct call *c, const char *record, const struct value *v,
		 void *to);

/* Appends {l_onoff=1, l_linger=0}. */
void record_show(const char *record, const void *from, struct buf *out);

/* Appends ", NAME=" or, the first time, "NAME=". */
void record_label(struct buf *out, bool *begun, const char *name);

#endif
