/* prompt.c - the peer at a terminal: help, history, one answer per line. */
#include "prompt.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "edit.h"
#include "names.h"
#include "port.h"
#include "world.h"

static const char greeting[] =
    "One call a line, as strace would print it; Ctrl-C interrupts a call,\n"
    "Ctrl-D ends. Type help, help CALL, or for instance:\n"
    "    s = socket(AF_INET, SOCK_DGRAM, 0)\n"
    "    bind(s, 127.0.0.1:0)\n"
    "    getsockname(s)\n";

static void help_calls(struct buf *out)
{
	const struct call_spec *spec = NULL;
	size_t column = 80;

	buf_text(out, "Calls (help CALL tells the arguments):");
	while ((spec = call_next(spec))) {
		if (port_lacks(spec->name))
			continue;
		column += 1 + strlen(spec->name);
		if (column > 76) {
			buf_text(out, "\n   ");
			column = 4 + strlen(spec->name);
		}
		buf_char(out, ' ');
		buf_text(out, spec->name);
	}
	buf_text(out,
		 "\n    reset()\n"
		 "Values: 7 0x1f AF_INET A|B \"text\\n\" 127.0.0.1:80 "
		 "[::1]:80 unix:/path unix:@name\n"
		 "    [a, b] {1, 0} pattern(1000) repeat(\"x\", 9) NULL BAD,"
		 " names you gave: s = ...");
}

static void help_call(const char *name, struct buf *out)
{
	const struct call_spec *spec = call_find(name, strlen(name));

	if (spec)
		call_usage(spec, out);
	else
		parse_broken(out, "no such call", name);
}

/* help, help recv */
static bool help(const char *line, struct buf *out)
{
	if (strncmp(line, "help", 4) || !strchr(" ", line[4]))
		return false;
	line += 4 + strspn(line + 4, " ");
	if (*line)
		help_call(line, out);
	else
		help_calls(out);
	return true;
}

bool prompt_answer(struct session *s, const char *line, struct buf *answer)
{
	line += strspn(line, " \t");
	if (!strcmp(line, "quit") || !strcmp(line, "exit"))
		return false;
	if (!strcmp(line, "reset()"))
		world_reset(answer);
	else if (*line && *line != '#' && !help(line, answer))
		session_answer(s, line, answer);
	return true;
}

/* Calls first, then constants. */
static char *complete(const char *begin, int n)
{
	const struct call_spec *spec = NULL;
	const char *name;

	while ((spec = call_next(spec))) {
		if (!strncmp(spec->name, begin, strlen(begin)) && n-- == 0)
			return strdup(spec->name);
	}
	name = names_complete(begin, (size_t)n);
	return name ? strdup(name) : NULL;
}

static void nothing(int signo)
{
	(void)signo;
}

static void catch_interrupts(void)
{
	struct sigaction action = { .sa_handler = nothing };

	sigemptyset(&action.sa_mask);
	sigaction(SIGINT, &action, NULL);
}

int prompt_run(void)
{
	static struct session session;
	struct buf answer;
	bool more = true;
	char *line;

	catch_interrupts();
	edit_start(complete);
	fputs(greeting, stdout);
	while (more && (line = edit_line("> "))) {
		buf_init(&answer, session.answer, sizeof session.answer);
		more = prompt_answer(&session, line, &answer);
		free(line);
		if (answer.used)
			puts(answer.text);
	}
	if (more)
		putchar('\n'); /* Ctrl-D has left the cursor behind "> " */
	return 0;
}
