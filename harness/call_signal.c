/* call_signal.c - what is done on a signal. */
#include "call.h"
#include "signals.h"

long long call_sigaction(struct arg *a)
{
	return signals_set(a[0].i, (enum signals_handler)a[1].i, a[1].count);
}

/* SIG_DFL, SIG_IGN or COUNT; and flags=SA_RESTART */
bool load_handler(struct call *c, struct arg *a)
{
	long long flags;

	if (!load_int(c, a))
		return false;
	if (a->number < SIGNALS_DFL || a->number > SIGNALS_COUNT)
		return call_expected(c, "SIG_DFL, SIG_IGN or COUNT", a->value);
	if (!call_named_number(c, "flags", 0, &flags))
		return false;
	a->count = (int)flags;
	return true;
}
