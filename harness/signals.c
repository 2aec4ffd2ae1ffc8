/* signals.c - dispositions that a case changes, and how they are undone. */
#include "signals.h"

#include <signal.h>
#include <stdatomic.h>
#include <stddef.h>

enum { SIGNALS = 65 };

static atomic_int counts[SIGNALS];
static bool changed[SIGNALS];
static atomic_uint resets = 1;

static void count(int signo)
{
	atomic_fetch_add(&counts[signo], 1);
}

static void set_default(int signo)
{
	struct sigaction action = { .sa_handler = SIG_DFL };

	sigemptyset(&action.sa_mask);
	sigaction(signo, &action, NULL);
}

static void unblock_all(void)
{
	sigset_t none;

	sigemptyset(&none);
	pthread_sigmask(SIG_SETMASK, &none, NULL);
}

/* Programs that start us may have left SIGPIPE or SIGHUP ignored. */
void signals_start(void)
{
	struct sigaction action;

	for (int signo = 1; signo < 32; signo++) {
		if (!sigaction(signo, NULL, &action) &&
		    action.sa_handler != SIG_DFL)
			set_default(signo);
	}
	unblock_all();
}

int signals_set(int signo, enum signals_handler handler, int flags)
{
	struct sigaction action = { .sa_flags = flags };

	action.sa_handler = handler == SIGNALS_COUNT ? count
			    : handler == SIGNALS_IGN ? SIG_IGN
						     : SIG_DFL;
	sigemptyset(&action.sa_mask);
	if (signo > 0 && signo < SIGNALS)
		changed[signo] = true;
	return sigaction(signo, &action, NULL);
}

int signals_caught(int signo)
{
	if (signo <= 0 || signo >= SIGNALS)
		return 0;
	return atomic_exchange(&counts[signo], 0);
}

/* SIG_IGN throws away what is pending, before the mask lets it through. */
static void discard(int signo)
{
	struct sigaction ignore = { .sa_handler = SIG_IGN }, old;

	sigemptyset(&ignore.sa_mask);
	sigaction(signo, &ignore, &old);
	sigaction(signo, &old, NULL);
}

static void unblock_without_pending(void)
{
	sigset_t pending;

	sigpending(&pending);
	for (int signo = 1; signo < 32; signo++) {
		if (sigismember(&pending, signo) == 1)
			discard(signo);
	}
	unblock_all();
}

void signals_reset(void)
{
	unblock_without_pending();
	for (int signo = 1; signo < SIGNALS; signo++) {
		atomic_store(&counts[signo], 0);
		if (changed[signo])
			set_default(signo);
		changed[signo] = false;
	}
	atomic_fetch_add(&resets, 1);
}

void signals_follow(unsigned *seen)
{
	unsigned now = atomic_load(&resets);

	if (*seen == now)
		return;
	*seen = now;
	unblock_without_pending();
}
