/* call_system.c - files, limits and privileges, as far as sockets meet them. */
#include "call.h"

#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "names.h"
#include "place.h"
#include "record.h"
#include "rights.h"
#include "system.h"

extern char **environ;

/* unix:/tmp/s or "/tmp/s" */
bool load_path(struct call *c, struct arg *a)
{
	const struct value *v = a->value;
	const struct sockaddr_un *un = (const void *)&v->address.at;
	size_t before = offsetof(struct sockaddr_un, sun_path);

	if (v->kind != VALUE_ADDRESS)
		return load_text(c, a);
	if (un->sun_family != AF_UNIX)
		return call_expected(c, "a path", v);
	a->at = call_room(c, sizeof v->address, NULL);
	memcpy(a->at, un->sun_path, v->address.len - before);
	return true;
}

/* {CUR, MAX}; what is left out stays as it is. rights_reset() undoes no other
 * limit than that of descriptors. */
bool load_limit(struct call *c, struct arg *a)
{
	if (c->args[0].i != RLIMIT_NOFILE)
		return call_expected(c, "RLIMIT_NOFILE", c->args[0].value);
	if (call_pointer(a->value, &a->at))
		return true;
	if (a->value->kind != VALUE_STRUCT)
		return call_expected(c, "{rlim_cur=..., rlim_max=...}",
				     a->value);
	a->at = call_room(c, sizeof(struct rlimit), NULL);
	getrlimit(RLIMIT_NOFILE, a->at);
	return record_load(c, "rlimit", a->value, a->at);
}

bool load_file_status(struct call *c, struct arg *a)
{
	a->at = call_room(c, sizeof(struct stat), NULL);
	return true;
}

void show_file_status(struct call *c, struct arg *a, struct buf *out)
{
	const struct stat *status = a->at;

	(void)c;
	buf_char(out, ' ');
	names_show(out, NAMES_FILETYPE, status->st_mode & S_IFMT);
}

/* A process number is another one in each run. */
void show_self(struct call *c, struct arg *a, struct buf *out)
{
	(void)c;
	(void)a;
	buf_text(out, " self");
}

long long call_setrlimit(struct arg *a)
{
	return setrlimit(RLIMIT_NOFILE, a[1].at);
}

long long call_fstat(struct arg *a)
{
	return fstat(a[0].i, a[1].at);
}

long long call_lseek(struct arg *a)
{
	return lseek(a[0].i, (off_t)a[1].number, a[2].i);
}

long long call_ftruncate(struct arg *a)
{
	return ftruncate(a[0].i, (off_t)a[1].number);
}

long long call_open(struct arg *a)
{
	return open(a[0].at, a[1].i);
}

long long call_unlink(struct arg *a)
{
	return unlink(a[0].at);
}

long long call_rename(struct arg *a)
{
	return rename(a[0].at, a[1].at);
}

long long call_chmod(struct arg *a)
{
	return chmod(a[0].at, (mode_t)a[1].i);
}

long long call_pipe(struct arg *a)
{
	return pipe(a[0].at);
}

long long call_getpid(struct arg *a)
{
	(void)a;
	return getpid();
}

long long call_raise(struct arg *a)
{
	return raise(a[0].i);
}

long long call_drop_privileges(struct arg *a)
{
	(void)a;
	return rights_drop();
}

long long call_enter_netns(struct arg *a)
{
	return place_enter(a[0].at);
}

/* Does a program that is executed now have the descriptor? */
long long call_inherited(struct arg *a)
{
	char script[64], shell[] = "sh", option[] = "-c";
	char *argv[] = { shell, option, script, NULL };
	int status;
	pid_t pid;

	snprintf(script, sizeof script, "test -e /dev/fd/%d", a[0].i);
	errno = posix_spawnp(&pid, shell, NULL, NULL, argv, environ);
	if (errno || waitpid(pid, &status, 0) == -1)
		return -1;
	return status == 0;
}
