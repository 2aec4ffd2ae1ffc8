/* t_place.c - where a peer's threads are; the driver's tests move them. */
#include "../place.h"

#include <errno.h>

#include "talk.h"
#include "test.h"

int main(void)
{
	world_start();
	CHECK(place_follow());
	CHECK(place_enter(NULL) == -1 && errno == EINVAL);
	CHECK(place_enter("/nowhere") == -1);
	CHECK(place_follow());
	CHECK(resets());
	CHECK(answers("enter_netns(\"/nowhere\")", "= -1 ENOENT") ||
	      answers("enter_netns(\"/nowhere\")", "unsupported ..."));
	return test_end();
}
