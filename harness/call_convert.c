/* call_convert.c - between text, addresses and byte orders. */
#include "call.h"

#include <string.h>

#include "names.h"
#include "sockaddr.h"
#include "system.h"

/* Text that a conversion reads: "1.2", repeat("1.", 900), NULL or BAD. */
bool load_text(struct call *c, struct arg *a)
{
	if (!a->value || call_pointer(a->value, &a->at))
		return true;
	a->size = value_data_size(a->value);
	if (a->size >= CALL_ROOM_MAX)
		return call_expected(c, "text", a->value);
	a->at = call_room(c, a->size + 1, NULL);
	value_fill(a->value, a->at, a->size);
	return true;
}

/* A number of any width; 1.2.3.4 is the in_addr_t that it is on the wire. */
bool load_number(struct call *c, struct arg *a)
{
	uint32_t wire;

	if (!a->value)
		return true;
	if (a->value->kind != VALUE_INET || a->value->inet.family != AF_INET)
		return call_number(c, a->value, &a->number);
	memcpy(&wire, a->value->inet.bytes, sizeof wire);
	a->number = wire;
	return true;
}

/* The bytes of an address: 1.2.3.4, ::1, or any as a string. */
bool load_inet(struct call *c, struct arg *a)
{
	const struct value *v = a->value;

	if (call_pointer(v, &a->at))
		return true;
	a->at = call_room(c, sizeof v->inet.bytes, NULL);
	if (v->kind == VALUE_INET)
		memcpy(a->at, v->inet.bytes, sizeof v->inet.bytes);
	else if (v->kind == VALUE_STRING && v->size <= sizeof v->inet.bytes)
		memcpy(a->at, v->bytes, v->size);
	else
		return call_expected(c, "an address", v);
	return true;
}

/* Where an address goes to. into=9.9.9.9 is what lies there before. */
bool load_inet_room(struct call *c, struct arg *a)
{
	const struct value *into = call_named(c, "into");

	a->size = sizeof into->inet.bytes;
	a->at = a->own = call_room(c, a->size, NULL);
	if (!into || call_pointer(into, &a->at))
		return true;
	if (into->kind != VALUE_INET)
		return call_expected(c, "an address", into);
	memcpy(a->own, into->inet.bytes, a->size);
	return true;
}

/* After a failure only where the line says what lay there before. */
static void show_inet(struct call *c, struct arg *a, int family,
		      struct buf *out)
{
	if (a->at != a->own || (c->value != 1 && !call_named(c, "into")))
		return;
	buf_char(out, ' ');
	inet_show(out, family, a->own);
}

void show_inet_room(struct call *c, struct arg *a, struct buf *out)
{
	show_inet(c, a, AF_INET, out);
}

/* inet_pton() says the family in its first argument. */
void show_inet_any_room(struct call *c, struct arg *a, struct buf *out)
{
	show_inet(c, a, c->args[0].i == AF_INET ? AF_INET : AF_INET6, out);
}

/* What a failure left in errno, where no standard says that it is to. */
void show_after_errno(struct call *c, struct arg *a, struct buf *out)
{
	bool as_number =
	    c->spec->result == RESULT_PLAIN || c->spec->result == RESULT_NUMBER;

	(void)a;
	if (c->value != (as_number ? 0 : (long long)INADDR_NONE))
		return;
	buf_text(out, " errno=");
	if (c->error)
		names_show(out, NAMES_ERRNO, c->error);
	else
		buf_char(out, '0');
}

/* In inet_ntop(AF, ADDRESS, NULL, SIZE) the third is a pointer, else the size:
 * it is looked at with the fourth. */
bool load_text_room(struct call *c, struct arg *a)
{
	(void)c;
	(void)a;
	return true;
}

bool load_text_size(struct call *c, struct arg *a)
{
	const struct value *named = call_named(c, "buf");
	struct arg *room = a - 1;

	if (!call_number(c, a->value ? a->value : room->value, &a->number))
		return false;
	room->at = call_room(c, (size_t)a->number, NULL);
	if (a->value && !call_pointer(room->value, &room->at))
		return call_expected(c, "NULL or BAD", room->value);
	if (named && !call_pointer(named, &room->at))
		return call_expected(c, "NULL or BAD", named);
	return true;
}

static struct in_addr in_addr_of(const struct arg *a)
{
	return (struct in_addr){ .s_addr = (in_addr_t)a->number };
}

long long call_inet_addr(struct arg *a)
{
	return inet_addr(a[0].at);
}

long long call_inet_aton(struct arg *a)
{
	return inet_aton(a[0].at, a[1].at);
}

long long call_inet_ntoa(struct arg *a)
{
	return RETURN_POINTER(inet_ntoa(in_addr_of(&a[0])));
}

long long call_inet_network(struct arg *a)
{
	return inet_network(a[0].at);
}

long long call_inet_makeaddr(struct arg *a)
{
	in_addr_t network = (in_addr_t)a[0].number;

	return inet_makeaddr(network, (in_addr_t)a[1].number).s_addr;
}

long long call_inet_lnaof(struct arg *a)
{
	return inet_lnaof(in_addr_of(&a[0]));
}

long long call_inet_netof(struct arg *a)
{
	return inet_netof(in_addr_of(&a[0]));
}

long long call_inet_pton(struct arg *a)
{
	return inet_pton(a[0].i, a[1].at, a[2].at);
}

long long call_inet_ntop(struct arg *a)
{
	return RETURN_POINTER(
	    inet_ntop(a[0].i, a[1].at, a[2].at, (socklen_t)a[3].number));
}

/* In parentheses, since a libc may have macros of these names that are not its
 * functions. */
long long call_htons(struct arg *a)
{
	return (htons)((uint16_t)a[0].number);
}

long long call_htonl(struct arg *a)
{
	return (htonl)((uint32_t)a[0].number);
}

long long call_ntohs(struct arg *a)
{
	return (ntohs)((uint16_t)a[0].number);
}

long long call_ntohl(struct arg *a)
{
	return (ntohl)((uint32_t)a[0].number);
}

/* The questions of <netinet/in.h> are macros; any true is 1 here. */
#define ASK(question)                                     \
	long long call_##question(struct arg *a)          \
	{                                                 \
		const struct in6_addr *address = a[0].at; \
                                                          \
		return question(address) ? 1 : 0;         \
	}

ASK(IN6_IS_ADDR_UNSPECIFIED)
ASK(IN6_IS_ADDR_LOOPBACK)
ASK(IN6_IS_ADDR_MULTICAST)
ASK(IN6_IS_ADDR_LINKLOCAL)
ASK(IN6_IS_ADDR_SITELOCAL)
ASK(IN6_IS_ADDR_V4MAPPED)
ASK(IN6_IS_ADDR_V4COMPAT)
ASK(IN6_IS_ADDR_MC_NODELOCAL)
ASK(IN6_IS_ADDR_MC_LINKLOCAL)
ASK(IN6_IS_ADDR_MC_SITELOCAL)
ASK(IN6_IS_ADDR_MC_ORGLOCAL)
ASK(IN6_IS_ADDR_MC_GLOBAL)
