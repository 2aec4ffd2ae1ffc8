/* crew.h - the threads of a peer: who reads, who runs a call, who waits.
 *
 * The thread that is idle and leads reads the input. A line for itself it runs
 * at once, without a hop to another thread; a line for another idle one it
 * hands over. Before it runs a call it leaves the reading to an idle thread,
 * if there is one: so a peer with one thread needs no switch at all (and reads
 * nothing while its call is blocked), and one with several goes on. Idle
 * threads sleep in the read() of the input or on a condition, threads in a call
 * only in that call. */
#ifndef CREW_H
#define CREW_H

enum { CREW_MAX = 8 };

/* Answers lines until the end of the input; does not return. */
_Noreturn void crew_run(void);

#endif
