/* place.h - the network namespace in which the threads of a peer work. */
#ifndef PLACE_H
#define PLACE_H

#include <stdbool.h>

/* The calling thread enters the namespace that a file stands for: 0, or -1 with
 * errno. Every other thread does so at its next place_follow(), which is false
 * if it cannot. */
int place_enter(const char *path);
bool place_follow(void);

#endif
