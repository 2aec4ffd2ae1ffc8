/* t_child.c - children that hold descriptors. */
#include "../child.h"

#include <errno.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "test.h"

static bool ended(int fd)
{
	char byte;

	return read(fd, &byte, 1) == 0;
}

int main(void)
{
	int ends[2], pid;

	CHECK(pipe(ends) == 0);
	pid = child_start();
	CHECK(pid > 0 && kill(pid, 0) == 0);
	close(ends[1]);
	CHECK(child_end(pid) == 0);
	CHECK(ended(ends[0]));
	CHECK(child_end(pid) == -1 && errno == ECHILD);
	CHECK(child_end(0) == -1 && child_end(-1) == -1);
	for (int i = 0; i < 16; i++)
		CHECK(child_start() > 0);
	CHECK(child_start() == -1 && errno == EAGAIN);
	child_end_all();
	CHECK(waitpid(-1, NULL, WNOHANG) == -1 && errno == ECHILD);
	return test_end();
}
