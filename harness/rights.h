/* rights.h - what a process may do, and how a case's change of it is undone. */
#ifndef RIGHTS_H
#define RIGHTS_H

#include <stdbool.h>

/* Remembers the limits; puts them back, false if that is not allowed. */
void rights_start(void);
bool rights_reset(void);

/* Takes the calling thread its privileges: 0, or -1 with errno. rights_reset()
 * has the thread get them back at its next rights_follow(). */
int rights_drop(void);
void rights_follow(void);

#endif
