/* rights.c - what a process may do, and how a case's change of it is undone. */
#include "rights.h"

#include <stdatomic.h>
#include <sys/resource.h>

#include "privileges.h"

static struct rlimit descriptors;

static atomic_uint resets;
static _Thread_local bool dropped;
static _Thread_local unsigned dropped_in;

void rights_start(void)
{
	getrlimit(RLIMIT_NOFILE, &descriptors);
}

/* Who has lowered the upper limit may not be allowed to raise it again. */
bool rights_reset(void)
{
	atomic_fetch_add(&resets, 1);
	return setrlimit(RLIMIT_NOFILE, &descriptors) == 0;
}

int rights_drop(void)
{
	dropped = true;
	dropped_in = atomic_load(&resets);
	return port_drop_privileges();
}

void rights_follow(void)
{
	if (!dropped || dropped_in == atomic_load(&resets))
		return;
	dropped = false;
	port_regain_privileges();
}
