/* tcp_echo_server.c - sends back to each of many clients what it sent. */
#include <err.h>
#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#include "program.h"
#include "skeleton.h"

enum { CLIENTS_MAX = 1000, BUFFER_SIZE = 16384, RETRY_MS = 500 };
enum { STOP, LISTENER, FIRST_CLIENT }; /* in polls[] */

/* buffer[start] to buffer[end - 1] are still to be sent back. */
struct client {
	size_t start, end;
	char buffer[BUFFER_SIZE];
};

/* polls[FIRST_CLIENT + i] is the socket of clients[i]. */
struct server {
	struct pollfd polls[FIRST_CLIENT + CLIENTS_MAX];
	struct client clients[CLIENTS_MAX];
	size_t count;
	bool crowded; /* the last accept() lacked descriptors or memory */
	bool draining;
	long long deadline_ms; /* when draining */
};

static const char usage[] =
    "Usage: tcp_echo_server [OPTION]...\n"
    "Send back to every TCP client what it sent, until it ends its stream.\n"
    "\n"
    "  --host ADDRESS   where to listen (default: all, IPv6 and IPv4)\n"
    "  --port NUMBER    default 0: a free one, which the first line tells:\n"
    "                   listening on [::]:40001\n"
    "  --drain SECONDS  at SIGTERM or SIGINT no new clients are admitted, and\n"
    "                   those there have this long to finish (default 5)\n"
    "  --help           print this\n"
    "\n"
    "Exit codes: 0 ended by a signal, 1 failed, 2 wrong usage.\n";

static bool receive(int s, struct client *c)
{
	ssize_t n = recv(s, c->buffer, sizeof c->buffer, 0);

	if (n <= 0)
		return n == -1 && is_transient(errno);
	c->start = 0;
	c->end = (size_t)n;
	return true;
}

static bool send_back(int s, struct client *c)
{
	ssize_t n =
	    send(s, c->buffer + c->start, c->end - c->start, MSG_NOSIGNAL);

	if (n == -1)
		return is_transient(errno);
	c->start += (size_t)n;
	return true;
}

/*
 * Nothing is read while something is to be written: so the buffer is bounded,
 * and who does not read its answers is stalled itself, not the others. False
 * when the client is done: at its end of stream all has been sent back.
 */
static bool echo(struct pollfd *p, struct client *c)
{
	if (c->start == c->end && !receive(p->fd, c))
		return false;
	if (c->start < c->end && !send_back(p->fd, c))
		return false;
	p->events = c->start < c->end ? POLLOUT : POLLIN;
	return true;
}

/*
 * What has been sent still arrives. A client that ended its stream gets ours
 * ended in return; data that one of the others goes on sending are refused.
 */
static void dismiss(struct server *v, size_t i)
{
	size_t last = --v->count;

	close(v->polls[FIRST_CLIENT + i].fd);
	v->crowded = false;
	if (i == last)
		return;
	v->polls[FIRST_CLIENT + i] = v->polls[FIRST_CLIENT + last];
	v->clients[i] = v->clients[last];
}

/* From the last to the first, since dismiss() moves the last one. */
static void serve_clients(struct server *v)
{
	for (size_t i = v->count; i-- > 0;)
		if (v->polls[FIRST_CLIENT + i].revents &&
		    !echo(&v->polls[FIRST_CLIENT + i], &v->clients[i]))
			dismiss(v, i);
}

static void admit(struct server *v, int s)
{
	fcntl(s, F_SETFD, FD_CLOEXEC);
	if (!set_nonblocking(s)) {
		warn("client");
		close(s);
		return;
	}
	v->polls[FIRST_CLIENT + v->count] =
	    (struct pollfd){ .fd = s, .events = POLLIN };
	v->clients[v->count].start = v->clients[v->count].end = 0;
	v->count++;
}

/* These stay until somebody leaves: asking again at once would only spin. */
static bool is_shortage(int error)
{
	return error == EMFILE || error == ENFILE || error == ENOBUFS ||
	       error == ENOMEM;
}

/* A client that left the queue again (ECONNABORTED) is no reason to stop. */
static void admit_waiting(struct server *v)
{
	while (v->count < CLIENTS_MAX) {
		int s = accept(v->polls[LISTENER].fd, NULL, NULL);

		if (s != -1) {
			admit(v, s);
		} else if (errno != EINTR && errno != ECONNABORTED) {
			v->crowded = is_shortage(errno);
			if (!is_transient(errno))
				warn("accept");
			return;
		}
	}
}

/* The clients that wait already are served as well; then the door is shut. */
static void start_draining(struct server *v, long drain_s)
{
	admit_waiting(v);
	close(v->polls[LISTENER].fd);
	v->polls[LISTENER].fd = -1; /* poll() passes over these two now */
	v->polls[STOP].fd = -1;
	v->draining = true;
	v->deadline_ms = now_ms() + drain_s * 1000;
}

static bool wait_for_events(struct server *v)
{
	bool open = !v->crowded && v->count < CLIENTS_MAX;
	int timeout_ms = v->crowded ? RETRY_MS : -1;
	int ready;

	v->polls[LISTENER].events = open ? POLLIN : 0;
	if (v->draining)
		timeout_ms = ms_until(v->deadline_ms);
	ready = poll(v->polls, (nfds_t)(FIRST_CLIENT + v->count), timeout_ms);
	if (ready == -1 && errno != EINTR)
		err(EXIT_FAILURE, "poll");
	if (ready == 0)
		v->crowded = false;
	return ready > 0;
}

static void run(struct server *v, long drain_s)
{
	while (!v->draining || (v->count > 0 && ms_until(v->deadline_ms) > 0)) {
		if (!wait_for_events(v))
			continue;
		serve_clients(v);
		if (v->polls[STOP].revents)
			start_draining(v, drain_s);
		else if (v->polls[LISTENER].revents)
			admit_waiting(v);
	}
	if (v->count > 0)
		warnx("%zu clients did not finish in time", v->count);
	while (v->count > 0)
		dismiss(v, v->count - 1);
}

static void open_server(struct server *v, const char *host, const char *port)
{
	int listener = listen_on(host, port, SOCK_STREAM);
	int stop = stop_signals();

	if (listener == -1)
		exit(EXIT_FAILURE);
	if (stop == -1 || !set_nonblocking(listener))
		err(EXIT_FAILURE, "cannot start");
	v->polls[STOP] = (struct pollfd){ .fd = stop, .events = POLLIN };
	v->polls[LISTENER] = (struct pollfd){ .fd = listener };
	if (!announce(listener))
		exit(EXIT_FAILURE);
}

int main(int argc, char **argv)
{
	static const struct option options[] = {
		{ "host", required_argument, NULL, 'H' },
		{ "port", required_argument, NULL, 'p' },
		{ "drain", required_argument, NULL, 'd' },
		{ "help", no_argument, NULL, 'h' },
		{ NULL, 0, NULL, 0 },
	};
	static struct server server;
	const char *host = NULL, *port = "0";
	long drain_s = 5;
	int option;

	while ((option = getopt_long(argc, argv, "", options, NULL)) != -1) {
		if (option == 'h')
			return fputs(usage, stdout) == EOF;
		else if (option == 'H')
			host = optarg;
		else if (option == 'p')
			port = port_argument(optarg);
		else if (option == 'd')
			drain_s = number_argument("--drain", optarg, 0, 3600);
		else
			exit_usage("wrong option");
	}
	if (optind < argc)
		exit_usage("too many arguments");
	open_server(&server, host, port);
	run(&server, drain_s);
	return EXIT_SUCCESS;
}
