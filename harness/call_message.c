/* call_message.c - sendmsg() and recvmsg(). */
#include <string.h>

#include "call_iov.h"
#include "cmsg.h"
#include "names.h"
#include "sockaddr.h"
#include "system.h"

/* What of a message is ours to read after recvmsg(). */
struct message {
	struct msghdr head;
	void *name;
	size_t name_size;
	void *control;
	size_t control_size;
};

long long call_sendmsg(struct arg *a)
{
	return sendmsg(a[0].i, a[1].msg, a[2].i);
}

long long call_recvmsg(struct arg *a)
{
	return recvmsg(a[0].i, a[1].msg, a[2].i);
}

static void set_vector(struct msghdr *head, const struct arg *a)
{
	head->msg_iov = a->iov;
	call_count(&head->msg_iovlen, sizeof head->msg_iovlen, a->count);
}

static void set_control(struct msghdr *head, void *at, long long size)
{
	head->msg_control = at;
	call_count(&head->msg_controllen, sizeof head->msg_controllen, size);
}

static struct message *message(struct call *c, struct arg *a)
{
	struct message *m = call_room(c, sizeof *m, NULL);

	a->own = m;
	a->msg = &m->head;
	return m;
}

/* name=@u, namelen=N */
static bool give_name(struct call *c, struct message *m)
{
	struct arg name = { .value = call_named(c, "name") };

	if (!name.value)
		return true;
	if (!call_address(c, &name, "namelen"))
		return false;
	m->head.msg_name = name.at;
	m->head.msg_namelen = name.len;
	return true;
}

/* control=[...], NULL or BAD; controllen=N */
static bool give_control(struct call *c, struct message *m)
{
	const struct value *control = call_named(c, "control");
	void *at = NULL;
	size_t size = 0;
	long long len;

	if (control && !call_pointer(control, &at) &&
	    !cmsg_load(c, control, &at, &size))
		return false;
	if (!call_named_number(c, "controllen", (long long)size, &len))
		return false;
	set_control(&m->head, at, len);
	return true;
}

bool load_msg_data(struct call *c, struct arg *a)
{
	struct message *m = message(c, a);

	if (!load_iov_data(c, a))
		return false;
	set_vector(&m->head, a);
	return give_name(c, m) && give_control(c, m);
}

/* namelen=N and controllen=N are the rooms; without them there are none. */
bool load_msg_room(struct call *c, struct arg *a)
{
	struct message *m = message(c, a);
	long long name, control;

	if (!load_iov_room(c, a) ||
	    !call_named_number(c, "namelen", 0, &name) ||
	    !call_named_number(c, "controllen", 0, &control))
		return false;
	set_vector(&m->head, a);
	if (name)
		m->name = call_room(c, (size_t)name, &m->name_size);
	if (control)
		m->control = call_room(c, (size_t)control, &m->control_size);
	m->head.msg_name = m->name;
	m->head.msg_namelen = (socklen_t)name;
	set_control(&m->head, m->control, control);
	return true;
}

static void show_name(const struct message *m, struct buf *out)
{
	if (!m->name)
		return;
	if (m->head.msg_namelen > 0) {
		buf_text(out, " name=");
		sockaddr_show(out, m->name, m->name_size, m->head.msg_namelen);
	}
	buf_text(out, " namelen=");
	buf_number(out, (long long)m->head.msg_namelen);
}

void show_msg_room(struct call *c, struct arg *a, struct buf *out)
{
	const struct value *fds = call_named(c, "fds");
	struct message *m = a->own;

	show_iov_room(c, a, out);
	show_name(m, out);
	buf_text(out, " flags=");
	names_flags(out, NAMES_MSGFLAG, (unsigned)m->head.msg_flags);
	if (!m->control || !m->head.msg_controllen)
		return;
	buf_text(out, " control=");
	cmsg_show(&m->head, out);
	if (fds)
		cmsg_name(c, &m->head, fds);
}
