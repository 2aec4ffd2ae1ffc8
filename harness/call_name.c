/* call_name.c - names and numbers of hosts, services and interfaces. */
#include "call.h"

#include <string.h>

#include "names.h"
#include "record.h"
#include "sockaddr.h"
#include "system.h"

/* {ai_family=AF_INET, ...}; all else is zero. */
bool load_hints(struct call *c, struct arg *a)
{
	if (!a->value || call_pointer(a->value, &a->at))
		return true;
	if (a->value->kind != VALUE_STRUCT)
		return call_expected(c, "{ai_family=...} or NULL", a->value);
	a->at = call_room(c, sizeof(struct addrinfo), NULL);
	return record_load(c, "addrinfo", a->value, a->at);
}

bool load_results(struct call *c, struct arg *a)
{
	a->at = call_room(c, sizeof(struct addrinfo *), NULL);
	return true;
}

static void show_result(const struct addrinfo *r, struct buf *out)
{
	buf_text(out, " {");
	names_show(out, NAMES_FAMILY, r->ai_family);
	buf_text(out, ", ");
	names_show(out, NAMES_SOCKTYPE, r->ai_socktype);
	buf_text(out, ", ");
	names_show(out, NAMES_PROTOCOL, r->ai_protocol);
	buf_text(out, ", ");
	sockaddr_show(out, r->ai_addr, r->ai_addrlen, r->ai_addrlen);
	buf_char(out, '}');
}

/* The system's memory is given back here, since this comes last. */
void show_results(struct call *c, struct arg *a, struct buf *out)
{
	struct addrinfo *list, *r;
	long long count = 0;

	(void)c;
	memcpy(&list, a->at, sizeof list);
	for (r = list; r; r = r->ai_next, count++)
		show_result(r, out);
	buf_text(out, " results=");
	buf_number(out, count);
	if (list && list->ai_canonname) {
		buf_text(out, " canonname=");
		buf_quote(out, list->ai_canonname, strlen(list->ai_canonname));
	}
	if (list)
		freeaddrinfo(list);
}

/* Room for a name, hostlen= or servlen= bytes; 0 passes NULL. */
static bool load_name_room(struct call *c, struct arg *a, const char *label,
			   long long usual)
{
	if (!call_named_number(c, label, usual, &a->number))
		return false;
	if (a->number)
		a->at = a->own = call_room(c, (size_t)a->number, &a->size);
	return true;
}

bool load_host_room(struct call *c, struct arg *a)
{
	return load_name_room(c, a, "hostlen", NI_MAXHOST);
}

bool load_service_room(struct call *c, struct arg *a)
{
	return load_name_room(c, a, "servlen", NI_MAXSERV);
}

bool load_interface_room(struct call *c, struct arg *a)
{
	a->at = a->own = call_room(c, IF_NAMESIZE, &a->size);
	return true;
}

/* As many bytes as the argument before says. */
bool load_own_name_room(struct call *c, struct arg *a)
{
	a->at = a->own = call_room(c, a[-1].z, &a->size);
	return true;
}

void show_name_room(struct call *c, struct arg *a, struct buf *out)
{
	(void)c;
	buf_char(out, ' ');
	if (a->own)
		buf_quote(out, a->own, strnlen(a->own, a->size));
	else
		buf_text(out, "NULL");
}

long long call_getaddrinfo(struct arg *a)
{
	return getaddrinfo(a[0].at, a[1].at, a[2].at, a[3].at);
}

long long call_freeaddrinfo(struct arg *a)
{
	(void)a;
	freeaddrinfo(NULL);
	return 0;
}

long long call_getnameinfo(struct arg *a)
{
	return getnameinfo(a[0].at, a[0].len, a[2].at, (socklen_t)a[2].number,
			   a[3].at, (socklen_t)a[3].number, a[1].i);
}

long long call_gai_strerror(struct arg *a)
{
	return RETURN_POINTER(gai_strerror(a[0].i));
}

long long call_if_nametoindex(struct arg *a)
{
	return if_nametoindex(a[0].at);
}

long long call_if_indextoname(struct arg *a)
{
	return RETURN_POINTER(if_indextoname((unsigned)a[0].number, a[1].at));
}

long long call_gethostname(struct arg *a)
{
	return gethostname(a[1].at, a[0].z);
}

/* The libc's own memory, until the next question. */
static long long keep_service(struct arg *a, const struct servent *service)
{
	a->extra = service;
	return RETURN_POINTER(service ? service->s_name : NULL);
}

void show_service(struct call *c, struct arg *a, struct buf *out)
{
	const struct servent *service = a->extra;
	unsigned char port[sizeof(uint16_t)];
	uint16_t wire = (uint16_t)service->s_port;

	(void)c;
	memcpy(port, &wire, sizeof port);
	buf_char(out, ' ');
	buf_number(out, port[0] << 8 | port[1]);
	buf_char(out, ' ');
	buf_quote(out, service->s_proto, strlen(service->s_proto));
}

void show_protocol(struct call *c, struct arg *a, struct buf *out)
{
	const struct protoent *protocol = a->extra;

	(void)c;
	buf_char(out, ' ');
	buf_number(out, protocol->p_proto);
}

long long call_getservbyname(struct arg *a)
{
	return keep_service(&a[2], getservbyname(a[0].at, a[1].at));
}

long long call_getservbyport(struct arg *a)
{
	return keep_service(&a[2], getservbyport(a[0].i, a[1].at));
}

long long call_getprotobyname(struct arg *a)
{
	const struct protoent *protocol = getprotobyname(a[0].at);

	a[1].extra = protocol;
	return RETURN_POINTER(protocol ? protocol->p_name : NULL);
}
