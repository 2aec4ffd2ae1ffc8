/* world.h - what a case may touch beside its names, and how it is undone. */
#ifndef WORLD_H
#define WORLD_H

#include "buf.h"

/* Remembers the world as it is. */
void world_start(void);

/* Closes, forgets and restores: appends `= 0`, or `= -1 fds=[7]`. */
void world_reset(struct buf *answer);

#endif
