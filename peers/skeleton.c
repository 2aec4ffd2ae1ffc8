/* skeleton.c - the steps that every sockets program takes, written once. */
#include "skeleton.h"
#include "program.h"

#include <err.h>
#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static int resolve(const char *host, const char *port, int family, int type,
		   struct addrinfo **list)
{
	const struct addrinfo hints = {
		.ai_family = family,
		.ai_socktype = type,
		.ai_flags = AI_PASSIVE | AI_NUMERICSERV,
	};

	return getaddrinfo(host, port, &hints, list);
}

static const char *resolve_reason(int error)
{
	return error == EAI_SYSTEM ? strerror(errno) : gai_strerror(error);
}

/* A program that we start later must not inherit our sockets. */
static int new_socket(const struct addrinfo *a)
{
	int s = socket(a->ai_family, a->ai_socktype, a->ai_protocol);

	if (s != -1)
		fcntl(s, F_SETFD, FD_CLOEXEC);
	return s;
}

/* Closes a socket that came to nothing; errno goes on to tell why. */
static int give_up(int s)
{
	int error = errno;

	close(s);
	errno = error;
	return -1;
}

/*
 * SO_REUSEADDR lets a restarted server have its port back while connections
 * of its predecessor are in TIME_WAIT. For UDP it would let two servers share
 * the port, and one of them starve.
 */
static bool set_server_options(int s, int family, int type)
{
	const int on = 1, off = 0;

	if (type == SOCK_STREAM &&
	    setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) == -1)
		return false;
	/* Some systems accept IPv6 only unless told to serve IPv4 as well. */
	return family != AF_INET6 ||
	       setsockopt(s, IPPROTO_IPV6, IPV6_V6ONLY, &off, sizeof off) == 0;
}

static int bind_one(const struct addrinfo *a)
{
	int s = new_socket(a);

	if (s == -1)
		return -1;
	if (set_server_options(s, a->ai_family, a->ai_socktype) &&
	    bind(s, a->ai_addr, a->ai_addrlen) == 0 &&
	    (a->ai_socktype != SOCK_STREAM || listen(s, SOMAXCONN) == 0))
		return s;
	return give_up(s);
}

/* No such address, or IPv6 is switched off: that is what IPv4 is left for. */
static bool family_is_absent(int resolve_error)
{
	return resolve_error || errno == EAFNOSUPPORT || errno == EADDRNOTAVAIL;
}

int listen_on(const char *host, const char *port, int type)
{
	const int families[] = { AF_INET6, AF_INET };
	struct addrinfo *list;
	int error = 0, s = -1;

	for (size_t i = 0; i < 2 && s == -1; i++) {
		error = resolve(host, port, families[i], type, &list);
		if (!error) {
			s = bind_one(list);
			freeaddrinfo(list);
		}
		if (s == -1 && !family_is_absent(error))
			break;
	}
	if (s == -1)
		warnx("listen on %s port %s: %s", host ? host : "any address",
		      port, error ? resolve_reason(error) : strerror(errno));
	return s;
}

/*
 * A connect() that a signal interrupts goes on by itself; called again it
 * would fail with EALREADY. One waits for its end and asks how it went.
 */
static bool finish_connect(int s)
{
	struct pollfd p = { .fd = s, .events = POLLOUT };
	socklen_t size = sizeof errno;
	int error;

	while (poll(&p, 1, -1) == -1)
		if (errno != EINTR)
			return false;
	if (getsockopt(s, SOL_SOCKET, SO_ERROR, &error, &size) == -1)
		return false;
	errno = error;
	return error == 0;
}

static int connect_one(const struct addrinfo *a)
{
	int s = new_socket(a);

	if (s == -1)
		return -1;
	if (connect(s, a->ai_addr, a->ai_addrlen) == 0)
		return s;
	if (errno == EINTR && finish_connect(s))
		return s;
	return give_up(s);
}

/* A name may have several addresses, and any of them may be out of reach. */
int dial(const char *host, const char *port, int type)
{
	struct addrinfo *list = NULL;
	int error = resolve(host, port, AF_UNSPEC, type, &list);
	int s = -1;

	if (!error) {
		for (struct addrinfo *a = list; a && s == -1; a = a->ai_next)
			s = connect_one(a);
		freeaddrinfo(list);
	}
	if (s == -1)
		warnx("connect to %s port %s: %s", host, port,
		      error ? resolve_reason(error) : strerror(errno));
	return s;
}

/*
 * send() may take a part only. MSG_NOSIGNAL: a peer that is gone is an error
 * here, not our death; unlike ignoring SIGPIPE it leaves `program | head` be.
 */
bool send_all(int s, const void *data, size_t size)
{
	const char *next = data;

	while (size > 0) {
		ssize_t n = send(s, next, size, MSG_NOSIGNAL);

		if (n == -1 && errno == EINTR)
			continue;
		if (n == -1) {
			warn("send");
			return false;
		}
		next += n;
		size -= (size_t)n;
	}
	return true;
}

/* Looks before it takes, so that the next line stays in the socket. */
static ssize_t recv_part(int s, char *line, size_t room)
{
	ssize_t n = recv(s, line, room, MSG_PEEK);
	const char *end = n > 0 ? memchr(line, '\n', (size_t)n) : NULL;

	if (n > 0)
		n = recv(s, line, end ? (size_t)(end - line) + 1 : (size_t)n,
			 0);
	return n;
}

/*
 * Reads through the next '\n', which may take several pieces. The line is
 * ended by a zero; without a '\n' it was longer than SIZE, or the last.
 */
ssize_t recv_line(int s, char *line, size_t size)
{
	size_t length = 0;

	while (length + 1 < size && (!length || line[length - 1] != '\n')) {
		ssize_t n = recv_part(s, line + length, size - length - 1);

		if (n == -1 && errno == EINTR)
			continue;
		if (n == -1) {
			warn("recv");
			return -1;
		}
		if (n == 0)
			break;
		length += (size_t)n;
	}
	line[length] = '\0';
	return (ssize_t)length;
}

/* Reads and forgets until end of file; false if that does not come in time. */
static bool await_end(int s, long long deadline_ms)
{
	struct pollfd p = { .fd = s, .events = POLLIN };
	char waste[4096];

	errno = ETIMEDOUT;
	while (now_ms() < deadline_ms) {
		int ready = poll(&p, 1, ms_until(deadline_ms));
		ssize_t n = ready > 0 ? recv(s, waste, sizeof waste, 0) : -1;

		if (n == 0)
			return true;
		if (n == -1 && ready != 0 && !is_transient(errno))
			return false;
		errno = ETIMEDOUT;
	}
	return false;
}

/*
 * Says that nothing more will come, then waits until the peer says so too.
 * close() alone would reset the connection if data were still on their way
 * to us, and the reset may destroy what the peer has not read yet.
 */
bool close_gracefully(int s, int timeout_ms)
{
	bool ended =
	    shutdown(s, SHUT_WR) == 0 && await_end(s, now_ms() + timeout_ms);

	if (!ended)
		warn("close");
	close(s);
	return ended;
}

bool announce(int s)
{
	struct sockaddr_storage address = { 0 };
	socklen_t size = sizeof address;
	char host[NI_MAXHOST], port[NI_MAXSERV];
	int error;

	if (getsockname(s, (struct sockaddr *)&address, &size) == -1) {
		warn("getsockname");
		return false;
	}
	error =
	    getnameinfo((struct sockaddr *)&address, size, host, sizeof host,
			port, sizeof port, NI_NUMERICHOST | NI_NUMERICSERV);
	if (error) {
		warnx("getnameinfo: %s", resolve_reason(error));
		return false;
	}
	printf(address.ss_family == AF_INET6 ? "listening on [%s]:%s\n"
					     : "listening on %s:%s\n",
	       host, port);
	return fflush(stdout) == 0;
}

bool set_nonblocking(int fd)
{
	int flags = fcntl(fd, F_GETFL);

	return flags != -1 && fcntl(fd, F_SETFL, flags | O_NONBLOCK) != -1;
}

bool is_transient(int error)
{
	return error == EINTR || error == EAGAIN || error == EWOULDBLOCK;
}
