/* program.h - what a well-behaved program needs besides sockets. */
#ifndef PROGRAM_H
#define PROGRAM_H

enum { EXIT_USAGE = 2 };

/* A number on the command line; without one the program ends, EXIT_USAGE. */
long number_argument(const char *name, const char *text, long min, long max);

/* The same for a port, as text for getaddrinfo(), which takes 99999 as well. */
const char *port_argument(const char *text);

/* Ends the program: MISTAKE and where to find help, on stderr. */
_Noreturn void exit_usage(const char *mistake);

/* A descriptor that becomes readable at the first SIGTERM or SIGINT, or -1. */
int stop_signals(void);

/* A clock that nobody sets, and what it lacks to a deadline, never below 0. */
long long now_ms(void);
int ms_until(long long deadline_ms);

#endif
