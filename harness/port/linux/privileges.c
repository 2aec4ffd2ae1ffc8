/* privileges.c - the effective capabilities of the calling thread. In a user
 * namespace there may be no other user to become. */
#include "../privileges.h"

#include <stdint.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { VERSION_3 = 0x20080522, WORDS = 2 };

/* As <linux/capability.h> has them, which not every libc finds. */
struct header {
	uint32_t version;
	int thread; /* 0: the calling one */
};

struct capabilities {
	uint32_t effective, permitted, inheritable;
};

/* The permitted ones stay: they are what can be regained. */
static int set_effective(int all)
{
	struct header header = { .version = VERSION_3 };
	struct capabilities words[WORDS];

	if (syscall(SYS_capget, &header, words) == -1)
		return -1;
	for (int i = 0; i < WORDS; i++)
		words[i].effective = all ? words[i].permitted : 0;
	return (int)syscall(SYS_capset, &header, words);
}

int port_drop_privileges(void)
{
	return set_effective(0);
}

int port_regain_privileges(void)
{
	return set_effective(1);
}
