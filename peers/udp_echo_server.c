/* udp_echo_server.c - sends each datagram back to where it came from. */
#include <err.h>
#include <errno.h>
#include <getopt.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>

#include "program.h"
#include "skeleton.h"

enum { DATAGRAM_MAX = 65535 }; /* what the length field of UDP can say */

/* A datagram, whom it came from, and to which of our addresses. */
struct datagram {
	struct msghdr header;
	struct iovec data;
	struct sockaddr_storage from;
	_Alignas(struct cmsghdr) char control[256];
	char bytes[DATAGRAM_MAX];
};

static const char usage[] =
    "Usage: udp_echo_server [OPTION]...\n"
    "Send every UDP datagram back to where it came from.\n"
    "\n"
    "  --host ADDRESS  where to listen (default: all, IPv6 and IPv4)\n"
    "  --port NUMBER   default 0: a free one, which the first line tells:\n"
    "                  listening on [::]:40001\n"
    "  --size BYTES    the longest datagram to answer (default 65535)\n"
    "  --help          print this\n"
    "\n"
    "Ends at SIGTERM or SIGINT. Exit codes: 0 ended by a signal, 1 failed,\n"
    "2 wrong usage.\n";

/*
 * A socket that is bound to all addresses would answer from the one that the
 * route suggests, and a client that asked another one ignores such answers.
 * So the system is asked to which address each datagram came.
 */
static bool ask_for_destination(int s)
{
	const int on = 1;
	struct sockaddr_storage address = { 0 };
	socklen_t size = sizeof address;

	if (getsockname(s, (struct sockaddr *)&address, &size) == -1)
		return false;
	if (address.ss_family == AF_INET6)
		return setsockopt(s, IPPROTO_IPV6, IPV6_RECVPKTINFO, &on,
				  sizeof on) == 0;
	return setsockopt(s, IPPROTO_IP, IP_PKTINFO, &on, sizeof on) == 0;
}

static ssize_t receive(int s, struct datagram *d, size_t size)
{
	d->data = (struct iovec){ .iov_base = d->bytes, .iov_len = size };
	d->header = (struct msghdr){
		.msg_name = &d->from,
		.msg_namelen = sizeof d->from,
		.msg_iov = &d->data,
		.msg_iovlen = 1,
		.msg_control = d->control,
		.msg_controllen = sizeof d->control,
	};
	return recvmsg(s, &d->header, 0);
}

/*
 * The header goes back as it came: the name says to whom, and the control
 * data, which told to which address it was sent, tell now from which to send.
 * 0 bytes are a datagram like any other, not an end of file.
 */
static void send_back(int s, struct datagram *d, size_t size)
{
	if (d->header.msg_flags & MSG_TRUNC) {
		warnx("a datagram of more than %zu bytes is not answered",
		      d->data.iov_len);
		return;
	}
	d->data.iov_len = size;
	if (sendmsg(s, &d->header, 0) == -1)
		warn("an answer is lost");
}

/* What goes wrong with one datagram is a datagram lost: the next one counts. */
static void echo_one(int s, struct datagram *d, size_t size)
{
	ssize_t n = receive(s, d, size);

	if (n != -1)
		send_back(s, d, (size_t)n);
	else if (!is_transient(errno))
		warn("recvmsg");
}

static void run(int s, int stop, size_t size)
{
	static struct datagram datagram;
	struct pollfd polls[] = {
		{ .fd = stop, .events = POLLIN },
		{ .fd = s, .events = POLLIN },
	};

	while (!polls[0].revents) {
		if (poll(polls, 2, -1) > 0) {
			if (polls[1].revents)
				echo_one(s, &datagram, size);
		} else if (errno != EINTR) {
			err(EXIT_FAILURE, "poll");
		}
	}
}

/* Non-blocking, as what poll() has seen may be found damaged, and be gone. */
static int open_server(const char *host, const char *port)
{
	int s = listen_on(host, port, SOCK_DGRAM);

	if (s == -1)
		exit(EXIT_FAILURE);
	if (!set_nonblocking(s) || !ask_for_destination(s))
		err(EXIT_FAILURE, "cannot start");
	return s;
}

int main(int argc, char **argv)
{
	static const struct option options[] = {
		{ "host", required_argument, NULL, 'H' },
		{ "port", required_argument, NULL, 'p' },
		{ "size", required_argument, NULL, 's' },
		{ "help", no_argument, NULL, 'h' },
		{ NULL, 0, NULL, 0 },
	};
	const char *host = NULL, *port = "0";
	long size = DATAGRAM_MAX;
	int option, s, stop;

	while ((option = getopt_long(argc, argv, "", options, NULL)) != -1) {
		if (option == 'h')
			return fputs(usage, stdout) == EOF;
		else if (option == 'H')
			host = optarg;
		else if (option == 'p')
			port = port_argument(optarg);
		else if (option == 's')
			size =
			    number_argument("--size", optarg, 0, DATAGRAM_MAX);
		else
			exit_usage("wrong option");
	}
	if (optind < argc)
		exit_usage("too many arguments");
	s = open_server(host, port);
	stop = stop_signals();
	if (stop == -1)
		err(EXIT_FAILURE, "cannot start");
	if (!announce(s))
		return EXIT_FAILURE;
	run(s, stop, (size_t)size);
	return EXIT_SUCCESS;
}
