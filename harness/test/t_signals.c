/* t_signals.c - dispositions, and what a reset does to them. */
#include "../signals.h"

#include <signal.h>
#include <stddef.h>

#include "test.h"

static bool is_default(int signo)
{
	struct sigaction action;

	return !sigaction(signo, NULL, &action) && action.sa_handler == SIG_DFL;
}

static void block(int signo)
{
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, signo);
	sigprocmask(SIG_BLOCK, &set, NULL);
}

static bool blocked(int signo)
{
	sigset_t set;

	sigprocmask(SIG_BLOCK, NULL, &set);
	return sigismember(&set, signo) == 1;
}

static void start(void)
{
	signal(SIGPIPE, SIG_IGN);
	block(SIGUSR1);
	signals_start();
	CHECK(is_default(SIGPIPE) && !blocked(SIGUSR1));
}

static void count(void)
{
	CHECK(signals_set(SIGUSR1, SIGNALS_COUNT, 0) == 0);
	raise(SIGUSR1);
	raise(SIGUSR1);
	CHECK(signals_caught(SIGUSR1) == 2);
	CHECK(signals_caught(SIGUSR1) == 0);
	CHECK(signals_caught(-1) == 0);
	CHECK(signals_set(SIGKILL, SIGNALS_IGN, 0) == -1);
	CHECK(signals_set(999, SIGNALS_IGN, 0) == -1);
}

/* What is pending would end us once it is let through. */
static void reset(void)
{
	unsigned seen = 0;

	CHECK(signals_set(SIGUSR2, SIGNALS_IGN, 0) == 0);
	block(SIGPIPE);
	raise(SIGPIPE);
	signals_reset();
	CHECK(is_default(SIGUSR1) && is_default(SIGUSR2));
	CHECK(is_default(SIGPIPE) && !blocked(SIGPIPE));
	signals_follow(&seen);
	block(SIGUSR1);
	signals_follow(&seen);
	CHECK(blocked(SIGUSR1));
	signals_reset();
	block(SIGUSR1);
	raise(SIGUSR1);
	signals_follow(&seen);
	CHECK(!blocked(SIGUSR1) && is_default(SIGUSR1));
}

int main(void)
{
	start();
	count();
	reset();
	return test_end();
}
