/* floor.c - the least that a run can cost: spawns and pipe round trips alone.
 *
 * usage: floor PEER CASES SCRIPT CORE
 * Each of CASES starts PEER twice, sends the lines of SCRIPT ('server: CALL' or
 * 'client: CALL'), waits for each answer and reaps both: what the driver does,
 * without judging or reporting. Prints the seconds that all of it took. */
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { LINES_MAX = 64, LINE_MAX_BYTES = 4096 };

struct process {
	pid_t pid;
	int in;
	int out;
};

struct script {
	char text[LINE_MAX_BYTES];
	const char *line[LINES_MAX];
	int who[LINES_MAX];
	int count;
};

static void die(const char *what)
{
	perror(what);
	exit(1);
}

static struct process start(char *peer)
{
	extern char **environ;
	char *argv[] = { peer, NULL };
	posix_spawn_file_actions_t actions;
	struct process p;
	int to[2], from[2];

	if (pipe2(to, O_CLOEXEC) || pipe2(from, O_CLOEXEC))
		die("pipe2");
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_adddup2(&actions, to[0], 0);
	posix_spawn_file_actions_adddup2(&actions, from[1], 1);
	if (posix_spawn(&p.pid, peer, &actions, NULL, argv, environ))
		die(peer);
	posix_spawn_file_actions_destroy(&actions);
	close(to[0]);
	close(from[1]);
	p.in = to[1];
	p.out = from[0];
	return p;
}

/* One line out of the pipe; answers are written whole. */
static void hear(const struct process *p)
{
	char answer[LINE_MAX_BYTES];

	if (read(p->out, answer, sizeof answer) <= 0)
		die("read");
}

static void stop(const struct process *p)
{
	kill(p->pid, SIGKILL);
	close(p->in);
	close(p->out);
	waitpid(p->pid, NULL, 0);
}

static void play(char *peer, const struct script *script)
{
	struct process pair[2] = { start(peer), start(peer) };
	int i;

	hear(&pair[0]);
	hear(&pair[1]);
	for (i = 0; i < script->count; i++) {
		const struct process *p = &pair[script->who[i]];
		const char *line = script->line[i];

		if (write(p->in, line, strcspn(line, "\n") + 1) < 0)
			die("write");
		hear(p);
	}
	stop(&pair[0]);
	stop(&pair[1]);
}

static void load(struct script *script, const char *path)
{
	FILE *file = fopen(path, "r");
	char *at = script->text;
	size_t size;

	if (!file)
		die(path);
	size = fread(at, 1, sizeof script->text - 1, file);
	fclose(file);
	at[size] = '\0';
	for (; *at && script->count < LINES_MAX; at = strchr(at, '\n') + 1) {
		script->who[script->count] = *at == 'c';
		script->line[script->count++] = strchr(at, ' ') + 1;
	}
}

static void pin(int core)
{
	cpu_set_t set;

	CPU_ZERO(&set);
	CPU_SET((size_t)core, &set);
	sched_setaffinity(0, sizeof set, &set);
}

static double now_s(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

int main(int argc, char **argv)
{
	static struct script script;
	double began;
	int i;

	if (argc != 5) {
		fprintf(stderr, "usage: floor PEER CASES SCRIPT CORE\n");
		return 2;
	}
	load(&script, argv[3]);
	pin(atoi(argv[4]));
	began = now_s();
	for (i = 0; i < atoi(argv[2]); i++)
		play(argv[1], &script);
	printf("%.6f\n", now_s() - began);
	return 0;
}
