/* child.h - children that do nothing but hold the peer's descriptors. */
#ifndef CHILD_H
#define CHILD_H

/* fork() itself; the child waits for its end. -1 with errno. */
int child_start(void);

/* Ends a child and waits for it: 0, or -1 with errno (ECHILD: not ours). */
int child_end(int pid);
void child_end_all(void);

#endif
