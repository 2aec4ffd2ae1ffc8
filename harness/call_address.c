/* call_address.c - socket addresses as arguments, given and reported. */
#include <string.h>

#include "call_iov.h"
#include "sockaddr.h"
#include "system.h"

/* family=AF_INET6, zero=0xff */
static bool distort(struct call *c, struct address *address)
{
	struct sockaddr_in *in = (struct sockaddr_in *)&address->at;
	long long family, zero;

	if (!call_named_number(c, "family", address->at.ss_family, &family) ||
	    !call_named_number(c, "zero", 0, &zero))
		return false;
	if (address->at.ss_family == AF_INET)
		memset(in->sin_zero, (int)zero, sizeof in->sin_zero);
	address->at.ss_family = (sa_family_t)family;
	return true;
}

/* The bytes to pass: an address, or a string as it is. */
static bool source(struct call *c, const struct value *v,
		   struct address *address)
{
	memset(address, 0, sizeof *address);
	if (v->kind == VALUE_ADDRESS) {
		*address = v->address;
		return distort(c, address);
	}
	if (v->kind != VALUE_STRING || v->size > sizeof address->at)
		return call_expected(c, "a socket address", v);
	memcpy(&address->at, v->bytes, v->size);
	address->len = (socklen_t)v->size;
	return true;
}

/* NULL has no length unless one is given; BAD has that of AF_INET. */
bool call_address(struct call *c, struct arg *a, const char *len_label)
{
	struct address address;
	long long len;
	size_t size;

	if (call_pointer(a->value, &a->at)) {
		address.len = a->at ? sizeof(struct sockaddr_in) : 0;
	} else if (!source(c, a->value, &address)) {
		return false;
	}
	if (!call_named_number(c, len_label, address.len, &len))
		return false;
	a->len = (socklen_t)len;
	if (a->value->kind == VALUE_NULL || a->value->kind == VALUE_BAD)
		return true;
	size = a->len > address.len ? a->len : address.len;
	a->at = a->own = call_room(c, size, &a->size);
	memcpy(a->own, &address.at, address.len);
	return true;
}

bool load_address(struct call *c, struct arg *a)
{
	return call_address(c, a, "len");
}

/* addr=NULL alone means no length either, as programs write it. */
static bool reported_length(struct call *c, struct arg *a)
{
	const struct value *addrlen = call_named(c, "addrlen");
	void *at;

	a->lenp = &a->len;
	if (call_pointer(addrlen, &at))
		a->lenp = at;
	else if (addrlen)
		return call_expected(c, "NULL or BAD", addrlen);
	else if (!a->at)
		a->lenp = NULL;
	return true;
}

bool load_address_room(struct call *c, struct arg *a)
{
	const struct value *addr = call_named(c, "addr");
	long long len;

	if (!call_named_number(c, "len", sizeof(struct sockaddr_storage), &len))
		return false;
	a->len = (socklen_t)len;
	if (addr && !call_pointer(addr, &a->at))
		return call_expected(c, "NULL or BAD", addr);
	if (!addr)
		a->at = a->own = call_room(c, a->len, &a->size);
	return reported_length(c, a);
}

void show_address_room(struct call *c, struct arg *a, struct buf *out)
{
	(void)c;
	if (a->lenp != &a->len)
		return;
	if (a->own && a->len > 0) {
		buf_char(out, ' ');
		sockaddr_show(out, a->own, a->size, a->len);
	}
	buf_text(out, " len=");
	buf_number(out, a->len);
}
