/* edit.c - lines from a terminal, with editing where a library is at hand. */
#include "edit.h"

#include <dlfcn.h>
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *(*library_line)(const char *prompt);
static int (*library_history)(const char *line);

/* ISO C has no cast from data to function pointers, POSIX has the need. */
static bool find(void *library, const char *name, void *to, size_t size)
{
	void *symbol = dlsym(library, name);

	if (symbol)
		memcpy(to, &symbol, size);
	return symbol != NULL;
}

static void *open_library(void)
{
	static const char *const names[] = {
		"libedit.so.2",     "libedit.so.0",     "libedit.so",
		"libreadline.so.8", "libreadline.so.7", "libreadline.so",
	};
	void *library = NULL;

	for (size_t i = 0; !library && i < sizeof names / sizeof names[0]; i++)
		library = dlopen(names[i], RTLD_NOW);
	return library;
}

void edit_start(char *(*complete)(const char *begin, int n))
{
	void *library = open_library();
	char *(**entry)(const char *begin, int n);

	if (!library)
		return;
	if (!find(library, "readline", &library_line, sizeof library_line) ||
	    !find(library, "add_history", &library_history,
		  sizeof library_history))
		library_line = NULL;
	if (find(library, "rl_completion_entry_function", &entry, sizeof entry))
		*entry = complete;
}

/* Ctrl-C at the prompt gives a new one. */
static char *plain_line(const char *prompt)
{
	char *line = NULL;
	size_t room = 0;
	ssize_t got;

	do {
		clearerr(stdin);
		fputs(prompt, stdout);
		fflush(stdout);
		errno = 0;
		got = getline(&line, &room, stdin);
	} while (got < 0 && errno == EINTR);
	if (got < 0) {
		free(line);
		return NULL;
	}
	line[strcspn(line, "\n")] = '\0';
	return line;
}

char *edit_line(const char *prompt)
{
	char *line;

	if (!library_line)
		return plain_line(prompt);
	line = library_line(prompt);
	if (line && *line)
		library_history(line);
	return line;
}
