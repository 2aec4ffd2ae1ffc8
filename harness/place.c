/* place.c - the network namespace in which the threads of a peer work. */
#include "place.h"

#include <errno.h>
#include <stdatomic.h>
#include <string.h>

#include "port.h"

static char place[256];
static atomic_uint moves; /* of the peer */
static _Thread_local unsigned moved;

int place_enter(const char *path)
{
	if (!path || strlen(path) >= sizeof place) {
		errno = EINVAL;
		return -1;
	}
	if (port_enter_netns(path) == -1)
		return -1;
	strcpy(place, path);
	moved = atomic_fetch_add(&moves, 1) + 1;
	return 0;
}

bool place_follow(void)
{
	unsigned now = atomic_load(&moves);

	if (moved != now && port_enter_netns(place) == -1)
		return false;
	moved = now;
	return true;
}
