/* cmsg.c - ancillary data: {SOL_SOCKET, SCM_RIGHTS, [r, w]} and back. */
#include "cmsg.h"

#include <string.h>

#include "call_iov.h"
#include "names.h"
#include "record.h"
#include "system.h"

enum { DATA_MAX = 1024 }; /* SCM_RIGHTS takes 253 descriptors */

/* What is a structure. By name, since not every system has all of them. */
static const struct shape {
	const char *level;
	const char *type;
	const char *record;
} shapes[] = {
	{ "IPPROTO_IP", "IP_PKTINFO", "in_pktinfo" },
	{ "IPPROTO_IP", "IP_RECVERR", "sock_extended_err" },
	{ "IPPROTO_IPV6", "IPV6_PKTINFO", "in6_pktinfo" },
	{ "IPPROTO_IPV6", "IPV6_RECVERR", "sock_extended_err" },
	{ "SOL_SOCKET", "SCM_CREDENTIALS", "ucred" },
	{ "SOL_SOCKET", "SCM_TIMESTAMP", "timeval" },
};

static bool is(const char *name, int number)
{
	long long value;

	return names_value(name, strlen(name), &value) == NAMES_OK &&
	       value == number;
}

static const char *record_of(int level, int type)
{
	for (size_t i = 0; i < sizeof shapes / sizeof shapes[0]; i++) {
		if (is(shapes[i].level, level) && is(shapes[i].type, type))
			return shapes[i].record;
	}
	return NULL;
}

/* [1, 2]: descriptors and other ints */
static bool load_ints(struct call *c, const struct value *list,
		      unsigned char *to, size_t *size)
{
	long long number;
	int value;

	*size = 0;
	for (const struct value *v = list->first; v; v = v->next) {
		if (!call_number(c, v, &number))
			return false;
		value = (int)number;
		memcpy(to + *size, &value, sizeof value);
		*size += sizeof value;
	}
	return true;
}

static bool load_payload(struct call *c, const struct value *v, int level,
			 int type, unsigned char *to, size_t *size)
{
	const char *record = record_of(level, type);
	const struct value one = { .kind = VALUE_LIST,
				   .first =
				       &(struct value){ .kind = VALUE_NUMBER,
							.number = v->number } };

	switch (v->kind) {
	case VALUE_LIST:
		return load_ints(c, v, to, size);
	case VALUE_NUMBER:
		return load_ints(c, &one, to, size);
	case VALUE_STRUCT:
		*size = record ? record_size(record) : 0;
		return *size ? record_load(c, record, v, to)
			     : call_expected(c, "a type that has members", v);
	case VALUE_STRING:
		*size = v->size < DATA_MAX ? v->size : DATA_MAX;
		memcpy(to, v->bytes, *size);
		return true;
	case VALUE_NAME:
	case VALUE_PATTERN:
	case VALUE_REPEAT:
	case VALUE_ADDRESS:
	case VALUE_INET:
	case VALUE_NULL:
	case VALUE_BAD:
		break;
	}
	return call_expected(c, "a list, structure, string or number", v);
}

/* {LEVEL, TYPE, DATA} */
static bool load_one(struct call *c, const struct value *v, unsigned char *to,
		     size_t *used)
{
	struct cmsghdr head;
	unsigned char data[DATA_MAX];
	long long level, type;
	size_t size = 0;

	if (v->kind != VALUE_STRUCT || v->count != 3)
		return call_expected(c, "{LEVEL, TYPE, DATA}", v);
	if (!call_number(c, v->first, &level) ||
	    !call_number(c, v->first->next, &type))
		return false;
	memset(data, 0, sizeof data);
	if (!load_payload(c, v->first->next->next, (int)level, (int)type, data,
			  &size))
		return false;
	memset(&head, 0, sizeof head);
	head.cmsg_level = (int)level;
	head.cmsg_type = (int)type;
	call_count(&head.cmsg_len, sizeof head.cmsg_len,
		   (long long)CMSG_LEN(size));
	memcpy(to, &head, sizeof head);
	memcpy(to + CMSG_LEN(0), data, size);
	*used = CMSG_SPACE(size);
	return true;
}

bool cmsg_load(struct call *c, const struct value *list, void **at,
	       size_t *size)
{
	size_t used = 0;

	if (list->kind != VALUE_LIST)
		return call_expected(c, "a list of {LEVEL, TYPE, DATA}", list);
	*at = call_room(c, list->count * CMSG_SPACE(DATA_MAX), NULL);
	*size = 0;
	for (const struct value *v = list->first; v; v = v->next) {
		if (!load_one(c, v, (unsigned char *)*at + *size, &used))
			return false;
		*size += used;
	}
	return true;
}

static size_t data_size(const struct cmsghdr *head)
{
	return head->cmsg_len - (size_t)CMSG_LEN(0);
}

static int int_at(const struct cmsghdr *head, size_t i)
{
	int value;

	memcpy(&value, CMSG_DATA(head) + i * sizeof value, sizeof value);
	return value;
}

static bool is_rights(const struct cmsghdr *head)
{
	return head->cmsg_level == SOL_SOCKET &&
	       is("SCM_RIGHTS", head->cmsg_type);
}

static void show_rights(const struct cmsghdr *head, struct buf *out)
{
	buf_char(out, '[');
	for (size_t i = 0; i < data_size(head) / sizeof(int); i++) {
		buf_separate(out, i, ", ");
		buf_text(out, "fd ");
		buf_number(out, int_at(head, i));
	}
	buf_char(out, ']');
}

static void show_payload(const struct cmsghdr *head, struct buf *out)
{
	const char *record = record_of(head->cmsg_level, head->cmsg_type);
	size_t size = data_size(head), whole = record ? record_size(record) : 0;
	const unsigned char *data = CMSG_DATA(head);

	if (is_rights(head))
		show_rights(head, out);
	else if (whole && size >= whole)
		record_show(record, data, out);
	else if (size == 1)
		buf_number(out, *data);
	else if (size == sizeof(int))
		buf_number(out, int_at(head, 0));
	else
		buf_quote(out, data, size);
}

static void show_type(const struct cmsghdr *head, struct buf *out)
{
	switch (head->cmsg_level) {
	case SOL_SOCKET:
		buf_text(out, "SOL_SOCKET, ");
		names_show(out, NAMES_SCM, head->cmsg_type);
		break;
	case IPPROTO_IP:
		buf_text(out, "IPPROTO_IP, ");
		names_show(out, NAMES_IPOPT, head->cmsg_type);
		break;
	case IPPROTO_IPV6:
		buf_text(out, "IPPROTO_IPV6, ");
		names_show(out, NAMES_IPV6OPT, head->cmsg_type);
		break;
	default:
		names_show(out, NAMES_PROTOCOL, head->cmsg_level);
		buf_text(out, ", ");
		buf_number(out, head->cmsg_type);
		break;
	}
}

/* CMSG_NXTHDR() by hand, so that a header which does not lie within the room,
 * whatever the system says, is not read. */
static struct cmsghdr *next(struct msghdr *msg, struct cmsghdr *head)
{
	const size_t room = (size_t)msg->msg_controllen;
	unsigned char *begin = msg->msg_control;
	size_t at = 0;

	if (head)
		at = (size_t)((unsigned char *)head - begin) +
		     CMSG_SPACE(data_size(head));
	if (at + CMSG_LEN(0) > room)
		return NULL;
	head = (struct cmsghdr *)(void *)(begin + at);
	if (head->cmsg_len < CMSG_LEN(0) || head->cmsg_len > room - at)
		return NULL;
	return head;
}

void cmsg_show(struct msghdr *msg, struct buf *out)
{
	struct cmsghdr *head = NULL;

	buf_char(out, '[');
	for (size_t i = 0; (head = next(msg, head)); i++) {
		buf_separate(out, i, ", ");
		buf_char(out, '{');
		show_type(head, out);
		buf_text(out, ", ");
		show_payload(head, out);
		buf_char(out, '}');
	}
	buf_char(out, ']');
}

void cmsg_name(struct call *c, struct msghdr *msg, const struct value *names)
{
	const struct value *name = names->first;
	struct cmsghdr *head = NULL;

	while ((head = next(msg, head))) {
		if (!is_rights(head))
			continue;
		for (size_t i = 0; i < data_size(head) / sizeof(int) && name;
		     i++, name = name->next)
			call_name(c, name, RESULT_FD, int_at(head, i));
	}
}
