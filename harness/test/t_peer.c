/* t_peer.c - the peer as a process: hello, threads, interrupts, its end. */
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../port/port.h"
#include "test.h"

enum { PATIENCE_MS = 20000 };

static int to_peer, from_peer;
static pid_t peer;

static void start(const char *path)
{
	int in[2], out[2];

	if (pipe(in) || pipe(out))
		exit(1);
	peer = fork();
	if (peer == 0) {
		dup2(in[0], STDIN_FILENO);
		dup2(out[1], STDOUT_FILENO);
		for (int fd = 3; fd < 16; fd++)
			close(fd);
		execl(path, path, (char *)NULL);
		_exit(127);
	}
	close(in[0]);
	close(out[1]);
	to_peer = in[1];
	from_peer = out[0];
}

static void say(const char *text)
{
	if (write(to_peer, text, strlen(text)) != (ssize_t)strlen(text))
		exit(1);
}

/* One line of the peer, byte by byte: it may have no more than that. */
static const char *hear(int patience_ms)
{
	static char line[16384];
	struct pollfd ready = { .fd = from_peer, .events = POLLIN };
	size_t used = 0;

	while (used < sizeof line - 1) {
		if (poll(&ready, 1, patience_ms) != 1 ||
		    read(from_peer, line + used, 1) != 1 || line[used] == '\n')
			break;
		used++;
	}
	line[used] = '\0';
	return line;
}

static bool hears(const char *expected)
{
	const char *line = hear(PATIENCE_MS);

	if (!strncmp(line, expected, strlen(expected)))
		return true;
	printf("# heard %.200s\n# not   %s\n", line, expected);
	return false;
}

static bool answers(const char *line, const char *expected)
{
	say(line);
	return hears(expected);
}

static void lines(void)
{
	static char long_line[20000];

	CHECK(hears("bothends 1 pid="));
	CHECK(answers("l = socket(AF_UNIX, SOCK_STREAM, 0)\n", "= fd 3 <0.0"));
	CHECK(answers("\n  \n# nothing\nlisten(999, 1)\r\n", "= -1 EBADF"));
	memset(long_line, 'x', sizeof long_line - 2);
	long_line[sizeof long_line - 2] = '\n';
	CHECK(answers(long_line, "broken: line longer than 4095 bytes"));
	CHECK(answers("/9 close(1)\n", "broken: threads are numbered"));
	CHECK(answers("thread(0)\n", "broken: threads are numbered"));
	CHECK(answers("reset()\n", "= 0"));
	CHECK(answers("close(l)\n", "broken: unknown name near 'l'"));
}

/* A signal that comes before the call blocks is lost: send it until it works.
 */
static bool is_interrupted(void)
{
	struct pollfd ready = { .fd = from_peer, .events = POLLIN };
	int waited_ms = 0;

	for (; waited_ms < PATIENCE_MS; waited_ms += 10) {
		kill(peer, port_interrupt_signal());
		if (poll(&ready, 1, 10) == 1)
			break;
	}
	return strstr(hear(PATIENCE_MS), "= -1 EINTR");
}

/* Two threads in calls, a third one goes on; the interrupt signal frees them.
 */
static void threads(void)
{
	CHECK(answers("socketpair(AF_UNIX, SOCK_STREAM, 0, [a, b])\n", "= 0"));
	CHECK(answers("thread(2)\n", "= "));
	say("recv(a, 1, 0)\n");
	CHECK(answers("/2 shutdown(a, SHUT_WR)\n", "/2 = 0"));
	say("/2 recv(a, 1, 0)\n");
	CHECK(answers("/3 htons(1)\n", "/3 = "));
	CHECK(answers("htons(1)\n", "broken: that thread is still in a call"));
	CHECK(answers("/2 htons(1)\n", "/2 broken: that thread is still"));
	CHECK(is_interrupted());
	CHECK(is_interrupted());
	CHECK(answers("/2 reset()\n", "/2 = 0"));
}

static void end(void)
{
	int status = 0;

	CHECK(answers("sigaction(SIGTERM, COUNT)\n", "= 0"));
	kill(peer, SIGTERM);
	CHECK(answers("caught(SIGTERM)\n", "= 1"));
	CHECK(answers("s = socket(AF_INET, SOCK_DGRAM, 0)\n", "= fd"));
	close(to_peer);
	CHECK(waitpid(peer, &status, 0) == peer);
	CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 0);
	close(from_peer);
}

static void ends_by_itself(const char *path, const char *line, int expected)
{
	int status = 0;

	start(path);
	CHECK(hears("bothends 1 pid="));
	say(line);
	CHECK(waitpid(peer, &status, 0) == peer && status == expected);
	close(to_peer);
	close(from_peer);
}

int main(int argc, char **argv)
{
	const char *path = argc > 1 ? argv[1] : getenv("PEER");

	if (!path) {
		printf("1..0 # SKIP PEER is not set\n");
		return 0;
	}
	signal(SIGPIPE, SIG_IGN);
	start(path);
	lines();
	threads();
	end();
	ends_by_itself(path, "exit(3)\n", 3 << 8);
	ends_by_itself(path, "raise(SIGPIPE)\n", SIGPIPE);
	return test_end();
}
