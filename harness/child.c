/* child.c - children that do nothing but hold the peer's descriptors. */
#include "child.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "port.h"
#include "signals.h"

enum { CHILDREN_MAX = 16 };

static int children[CHILDREN_MAX];

/* Not the control channel: who reads the peer's answers must see its end. */
static void let_go_of_channel(void)
{
	close(STDIN_FILENO);
	close(STDOUT_FILENO);
}

/* A new process has no signal pending: what is, is child_end()'s. */
static void hold(void)
{
	port_die_with_parent();
	signals_start();
	let_go_of_channel();
	for (;;)
		pause();
}

static int *slot(int pid)
{
	for (int i = 0; i < CHILDREN_MAX; i++) {
		if (children[i] == pid)
			return &children[i];
	}
	return NULL;
}

int child_start(void)
{
	int *free_slot = slot(0), pid;

	if (!free_slot) {
		errno = EAGAIN;
		return -1;
	}
	pid = fork();
	if (pid == 0)
		hold();
	if (pid > 0)
		*free_slot = pid;
	return pid;
}

static int wait_for(int pid)
{
	int got;

	do
		got = waitpid(pid, NULL, 0);
	while (got < 0 && errno == EINTR);
	return got < 0 ? -1 : 0;
}

int child_end(int pid)
{
	int *mine = pid > 0 ? slot(pid) : NULL;

	if (!mine) {
		errno = ECHILD;
		return -1;
	}
	*mine = 0;
	kill(pid, SIGTERM);
	return wait_for(pid);
}

void child_end_all(void)
{
	for (int i = 0; i < CHILDREN_MAX; i++) {
		if (children[i])
			child_end(children[i]);
	}
}
