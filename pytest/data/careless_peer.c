/* careless_peer.c - a peer that answers every call, and is careless with its
 * memory: listen() decides by what was never written, shutdown() loses a block.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void *volatile block;

static void careless(const char *line)
{
	int *number;

	if (strncmp(line, "listen(", 7) == 0) {
		number = malloc(sizeof *number);
		if (*(volatile int *)number == 4711)
			puts("never");
		free(number);
	} else if (strncmp(line, "shutdown(", 9) == 0) {
		block = malloc(23);
		block = NULL;
	}
}

static const char *answer(const char *line)
{
	if (strstr(line, "no_such_call"))
		return "broken: unknown call near 'no_such_call'";
	return strstr(line, "socket(") ? "= fd 3 <0.000001>" : "= 0 <0.000001>";
}

int main(void)
{
	char line[4096];

	setvbuf(stdout, NULL, _IOLBF, 0);
	printf("bothends 1 pid=%d system=\"Fake\" libc=\"none\" order=little "
	       "long=8 calls=bind\n",
	       (int)getpid());
	while (fgets(line, sizeof line, stdin)) {
		careless(line);
		puts(answer(line));
	}
	return 0;
}
