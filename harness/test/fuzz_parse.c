/* fuzz_parse.c - libFuzzer's entry: any line, through lexer and parser. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "../parse.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct statement statement;

/* A copy of the exact size, so that reading beyond the end is seen. Faults
 * must begin as the driver knows them. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *line = malloc(size + 1), message[200];
	struct buf fault;

	if (!line)
		return 0;
	memcpy(line, data, size);
	line[size] = '\0';
	buf_init(&fault, message, sizeof message);
	if (!parse_statement(line, &statement, &fault) &&
	    strncmp(message, "broken: ", 8) &&
	    strncmp(message, "unsupported ", 12))
		abort();
	free(line);
	return 0;
}
