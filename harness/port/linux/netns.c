/* netns.c - the namespace of one thread alone, as setns() has it. */
#include "port.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <unistd.h>

int port_enter_netns(const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	int result, error;

	if (fd == -1)
		return -1;
	result = setns(fd, CLONE_NEWNET);
	error = errno;
	close(fd);
	errno = error;
	return result;
}
