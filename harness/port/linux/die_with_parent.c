/* die_with_parent.c - no peer outlives its driver, not even a stuck one. */
#include "port.h"

#include <signal.h>
#include <sys/prctl.h>

void port_die_with_parent(void)
{
	prctl(PR_SET_PDEATHSIG, SIGKILL);
}
