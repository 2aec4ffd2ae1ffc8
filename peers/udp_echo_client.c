/* udp_echo_client.c - sends datagrams and prints what comes back. */
#include <err.h>
#include <errno.h>
#include <getopt.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "program.h"
#include "skeleton.h"

enum { DATAGRAM_MAX = 65535 }; /* what the length field of UDP can say */

enum answer { ANSWERED, TOO_LATE, FAILED };

struct patience {
	int timeout_ms; /* of the first try; each further one waits twice it */
	int tries;
};

static const char usage[] =
    "Usage: udp_echo_client [OPTION]... HOST PORT [MESSAGE]...\n"
    "Send each MESSAGE as a datagram to a UDP echo server and print what\n"
    "comes back; without any, standard input as one datagram. A datagram\n"
    "may be lost, so one that is not answered is sent again.\n"
    "\n"
    "  --timeout MILLISECONDS  of the first try, doubled each time (500)\n"
    "  --tries NUMBER          how often each is sent at most (4)\n"
    "  --help                  print this\n"
    "\n"
    "Exit codes: 0 everything was answered, 1 failed, 2 wrong usage.\n";

/*
 * The socket is connected: the system passes on what comes from this server
 * only, and reports here that nobody listens there (ECONNREFUSED), which an
 * unconnected one never learns. send() may report it for what was sent before.
 */
static bool send_request(int s, const char *request, size_t size)
{
	ssize_t n;

	do
		n = send(s, request, size, 0);
	while (n == -1 && errno == EINTR);
	if (n == -1)
		warn("send");
	return n != -1;
}

/* What does not equal the request answers an earlier one that we sent twice. */
static bool is_answer(const struct msghdr *header, size_t length,
		      const char *request, size_t size)
{
	const char *bytes = header->msg_iov->iov_base;

	if (header->msg_flags & MSG_TRUNC)
		return false;
	return length == size && memcmp(bytes, request, size) == 0;
}

static enum answer receive_answer(int s, const char *request, size_t size)
{
	static char bytes[DATAGRAM_MAX];
	struct iovec data = { .iov_base = bytes, .iov_len = sizeof bytes };
	struct msghdr header = { .msg_iov = &data, .msg_iovlen = 1 };
	ssize_t n = recvmsg(s, &header, MSG_DONTWAIT);

	if (n == -1 && is_transient(errno))
		return TOO_LATE;
	if (n == -1) {
		warn("receive");
		return FAILED;
	}
	if (!is_answer(&header, (size_t)n, request, size))
		return TOO_LATE;
	return fwrite(bytes, 1, (size_t)n, stdout) == (size_t)n ? ANSWERED
								: FAILED;
}

static enum answer await_answer(int s, const char *request, size_t size,
				long long deadline_ms)
{
	struct pollfd p = { .fd = s, .events = POLLIN };
	enum answer answer = TOO_LATE;

	while (answer == TOO_LATE) {
		int ready = poll(&p, 1, ms_until(deadline_ms));

		if (ready == 0)
			return TOO_LATE;
		if (ready == 1)
			answer = receive_answer(s, request, size);
		else if (errno != EINTR)
			return FAILED;
	}
	return answer;
}

static bool ask(int s, const char *request, size_t size, struct patience p)
{
	while (p.tries-- > 0) {
		enum answer answer;

		if (!send_request(s, request, size))
			return false;
		answer =
		    await_answer(s, request, size, now_ms() + p.timeout_ms);
		if (answer != TOO_LATE)
			return answer == ANSWERED;
		p.timeout_ms *= 2;
	}
	warnx("no answer");
	return false;
}

static bool ask_all(int s, char **messages, struct patience p)
{
	bool done = true;

	for (; done && *messages; messages++)
		done = ask(s, *messages, strlen(*messages), p) &&
		       putchar('\n') != EOF;
	return done;
}

/* All of the input is one datagram: what is too long, send() says. */
static bool ask_input(int s, struct patience p)
{
	static char request[DATAGRAM_MAX + 1];
	size_t size = fread(request, 1, sizeof request, stdin);

	if (ferror(stdin)) {
		warn("input");
		return false;
	}
	return ask(s, request, size, p);
}

int main(int argc, char **argv)
{
	static const struct option options[] = {
		{ "timeout", required_argument, NULL, 't' },
		{ "tries", required_argument, NULL, 'n' },
		{ "help", no_argument, NULL, 'h' },
		{ NULL, 0, NULL, 0 },
	};
	struct patience patience = { .timeout_ms = 500, .tries = 4 };
	int option, s;
	bool done;

	while ((option = getopt_long(argc, argv, "+", options, NULL)) != -1) {
		if (option == 'h')
			return fputs(usage, stdout) == EOF;
		else if (option == 't')
			patience.timeout_ms =
			    (int)number_argument("--timeout", optarg, 1, 60000);
		else if (option == 'n')
			patience.tries =
			    (int)number_argument("--tries", optarg, 1, 10);
		else
			exit_usage("wrong option");
	}
	if (argc - optind < 2)
		exit_usage("HOST and PORT are needed");
	argv += optind;
	s = dial(argv[0], port_argument(argv[1]), SOCK_DGRAM);
	if (s == -1)
		return EXIT_FAILURE;
	done =
	    argv[2] ? ask_all(s, argv + 2, patience) : ask_input(s, patience);
	return done && fflush(stdout) == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
