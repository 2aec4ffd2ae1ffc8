/* t_call_system.c - files, limits and privileges, and that a reset undoes them.
 */
#include <stdlib.h>
#include <unistd.h>

#include "talk.h"
#include "test.h"

static void files(void)
{
	char folder[] = "/tmp/t_call_system.XXXXXX", line[160];

	CHECK(mkdtemp(folder) != NULL && chdir(folder) == 0);
	CHECK(answers("u = socket(AF_UNIX, SOCK_STREAM, 0)", "= fd ..."));
	CHECK(answers("bind(u, unix:here)", "= 0"));
	CHECK(answers("rename(unix:here, \"there\")", "= 0"));
	CHECK(answers("open(unix:there, O_RDWR)", "= -1 ENXIO"));
	CHECK(answers("chmod(unix:there, 0600)", "= 0"));
	CHECK(answers("unlink(unix:there)", "= 0"));
	CHECK(answers("unlink(1.2.3.4:5)",
		      "broken: expected a path near '1.2.3.4:5'"));
	snprintf(line, sizeof line, "open(\"%s\", O_RDONLY)", folder);
	CHECK(answers(line, "= fd ..."));
	CHECK(rmdir(folder) == 0 && chdir("/") == 0);
}

static void descriptors(void)
{
	CHECK(answers("fstat(u)", "= 0 S_IFSOCK"));
	CHECK(answers("lseek(u, 0, SEEK_CUR)", "= -1 ESPIPE"));
	CHECK(answers("ftruncate(u, 0)", "= -1 EINVAL"));
	CHECK(answers("pipe([r, w])", "= 0..."));
	CHECK(answers("fstat(r)", "= 0 S_IFIFO"));
	CHECK(answers("inherited(w)", "= 1"));
	CHECK(answers("fcntl(w, F_SETFD, FD_CLOEXEC)", "= 0"));
	CHECK(answers("inherited(w)", "= 0"));
	CHECK(answers("p = getpid()", "= self"));
	CHECK(answers("fcntl(u, F_SETOWN, p)", "= 0"));
	CHECK(resets());
}

static void limits(void)
{
	CHECK(answers("d = dup(0)", "= fd ..."));
	CHECK(answers("setrlimit(RLIMIT_NOFILE, {d})", "= 0"));
	CHECK(answers("dup(0)", "= -1 EMFILE"));
	CHECK(answers("setrlimit(0, {1})",
		      "broken: expected RLIMIT_NOFILE near '0'"));
	CHECK(resets());
	CHECK(answers("dup(0)", "= fd ..."));
	CHECK(resets());
}

static void privileges(void)
{
	CHECK(answers("drop_privileges()", "= 0"));
	CHECK(answers("socket(AF_INET, SOCK_RAW, IPPROTO_ICMP)", "= -1 EPERM"));
	CHECK(resets());
}

int main(void)
{
	world_start();
	files();
	descriptors();
	limits();
	privileges();
	return test_end();
}
