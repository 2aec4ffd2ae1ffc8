/* tcp_echo_client.c - sends to a TCP server and prints what it answers. */
#include <err.h>
#include <errno.h>
#include <getopt.h>
#include <limits.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "program.h"
#include "skeleton.h"

enum { BUFFER_SIZE = 65536, LINE_SIZE = 65536, CLOSE_MS = 5000 };

typedef ssize_t put_function(int fd, const void *data, size_t size);

/* One direction; buffer[start] to buffer[end - 1] have still to be put. */
struct flow {
	int from, to;
	const char *source, *target; /* for messages */
	put_function *put;
	bool ended; /* nothing more will come */
	size_t start, end;
	char buffer[BUFFER_SIZE];
};

static const char usage[] =
    "Usage: tcp_echo_client [OPTION]... HOST PORT [MESSAGE]...\n"
    "Send each MESSAGE as a line to a TCP server and print the line that it\n"
    "answers; without any, copy standard input to the server and all that it\n"
    "answers to standard output, both at once.\n"
    "\n"
    "  --help    print this\n"
    "\n"
    "Exit codes: 0 the server answered and ended its stream after ours,\n"
    "            1 failed, 2 wrong usage.\n";

/* A server that is gone shall be an error, but a closed output our end. */
static ssize_t put_socket(int fd, const void *data, size_t size)
{
	return send(fd, data, size, MSG_NOSIGNAL);
}

/*
 * Our output is not ours alone, so it is not made non-blocking; when poll()
 * says that it is writable, no more than PIPE_BUF bytes are sure not to block.
 */
static ssize_t put_output(int fd, const void *data, size_t size)
{
	return write(fd, data, size < PIPE_BUF ? size : PIPE_BUF);
}

static bool is_empty(const struct flow *f)
{
	return f->start == f->end;
}

static bool fill(struct flow *f)
{
	ssize_t n = read(f->from, f->buffer, sizeof f->buffer);

	if (n == -1 && is_transient(errno))
		return true;
	if (n == -1) {
		warn("read from %s", f->source);
		return false;
	}
	f->ended = n == 0;
	f->start = 0;
	f->end = (size_t)n;
	return true;
}

static bool drain(struct flow *f)
{
	ssize_t n = f->put(f->to, f->buffer + f->start, f->end - f->start);

	if (n == -1 && is_transient(errno))
		return true;
	if (n == -1) {
		warn("write to %s", f->target);
		return false;
	}
	f->start += (size_t)n;
	return true;
}

/* Awaits input or room for output; -1 is what poll() passes over. */
static void watch(const struct flow *f, struct pollfd p[2])
{
	bool reads = is_empty(f) && !f->ended;

	p[0] = (struct pollfd){ .fd = reads ? f->from : -1, .events = POLLIN };
	p[1] = (struct pollfd){ .fd = is_empty(f) ? -1 : f->to,
				.events = POLLOUT };
}

static bool move(struct flow *f, const struct pollfd p[2])
{
	if (p[0].revents && !fill(f))
		return false;
	return !p[1].revents || drain(f);
}

static bool move_both(struct flow *up, struct flow *down)
{
	struct pollfd p[4];
	int ready;

	watch(up, &p[0]);
	watch(down, &p[2]);
	ready = poll(p, 4, -1);
	if (ready == -1 && errno != EINTR)
		warn("poll");
	if (ready == -1)
		return errno == EINTR;
	return move(up, &p[0]) && move(down, &p[2]);
}

/*
 * Both directions at once: if all were sent before any is read, server and
 * client would stand still as soon as the buffers between them are full. After
 * the last of the input our stream is ended, but the answers are read on.
 */
static bool copy_both(struct flow *up, struct flow *down)
{
	bool told = false;

	while (!down->ended || !is_empty(down)) {
		if (!move_both(up, down))
			return false;
		if (up->ended && is_empty(up) && !told) {
			told = true;
			shutdown(up->to, SHUT_WR);
		}
	}
	if (!told)
		warnx("the server ended before our input did");
	return told;
}

static bool copy(int s)
{
	static struct flow up, down;

	up = (struct flow){ .from = STDIN_FILENO,
			    .to = s,
			    .put = put_socket,
			    .source = "input",
			    .target = "server" };
	down = (struct flow){ .from = s,
			      .to = STDOUT_FILENO,
			      .put = put_output,
			      .source = "server",
			      .target = "output" };
	if (!set_nonblocking(s)) {
		warn("socket");
		return false;
	}
	return copy_both(&up, &down);
}

/* Says a line and awaits the answer: what most protocols do. */
static bool ask(int s, const char *message)
{
	static char line[LINE_SIZE];

	if (!send_all(s, message, strlen(message)) || !send_all(s, "\n", 1))
		return false;
	if (recv_line(s, line, sizeof line) <= 0) {
		warnx("no answer to '%s'", message);
		return false;
	}
	return fputs(line, stdout) != EOF;
}

static bool ask_all(int s, char **messages)
{
	while (*messages)
		if (!ask(s, *messages++))
			return false;
	return close_gracefully(s, CLOSE_MS) && fflush(stdout) == 0;
}

int main(int argc, char **argv)
{
	static const struct option options[] = {
		{ "help", no_argument, NULL, 'h' },
		{ NULL, 0, NULL, 0 },
	};
	int option = getopt_long(argc, argv, "+", options, NULL);
	int s;
	bool done;

	if (option == 'h')
		return fputs(usage, stdout) == EOF;
	if (option != -1)
		exit_usage("wrong option");
	argv += optind;
	if (argc - optind < 2)
		exit_usage("HOST and PORT are needed");
	s = dial(argv[0], port_argument(argv[1]), SOCK_STREAM);
	if (s == -1)
		return EXIT_FAILURE;
	done = argv[2] ? ask_all(s, argv + 2) : copy(s);
	return done ? EXIT_SUCCESS : EXIT_FAILURE;
}
