/* program.c - what a well-behaved program needs besides sockets. */
#include "program.h"

#include <err.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static int stop_pipe[2];

_Noreturn void exit_usage(const char *mistake)
{
	warnx("%s; --help tells how to use me", mistake);
	exit(EXIT_USAGE);
}

long number_argument(const char *name, const char *text, long min, long max)
{
	char *end;
	long number;

	errno = 0;
	number = strtol(text, &end, 10);
	if (errno || end == text || *end || number < min || number > max) {
		warnx("%s must be a number from %ld to %ld, not '%s'", name,
		      min, max, text);
		exit(EXIT_USAGE);
	}
	return number;
}

const char *port_argument(const char *text)
{
	number_argument("port", text, 0, 65535);
	return text;
}

/* Only what is safe in a handler, and errno as the interrupted code left it. */
static void on_stop(int number)
{
	int error = errno;

	(void)number;
	(void)!write(stop_pipe[1], "", 1);
	errno = error;
}

/*
 * A flag could be set by the handler just before poll() goes to sleep, and
 * nobody would look at it; a byte in a pipe wakes poll() whenever it comes.
 */
int stop_signals(void)
{
	struct sigaction action;

	if (pipe(stop_pipe) == -1)
		return -1;
	for (int i = 0; i < 2; i++) {
		fcntl(stop_pipe[i], F_SETFD, FD_CLOEXEC);
		fcntl(stop_pipe[i], F_SETFL, O_NONBLOCK);
	}
	memset(&action, 0, sizeof action);
	action.sa_handler = on_stop;
	sigemptyset(&action.sa_mask);
	if (sigaction(SIGTERM, &action, NULL) == -1 ||
	    sigaction(SIGINT, &action, NULL) == -1)
		return -1;
	return stop_pipe[0];
}

long long now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1000LL + now.tv_nsec / 1000000;
}

int ms_until(long long deadline_ms)
{
	long long left = deadline_ms - now_ms();

	if (left > INT_MAX)
		return INT_MAX;
	return left > 0 ? (int)left : 0;
}
