/* fuzz_load.c - libFuzzer's entry: any line, up to the call that is not made.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "../call.h"
#include "../vars.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct statement statement;
static struct call call;

/* Bulk data of megabytes is right, and slow: not here. */
static int is_small(void)
{
	for (size_t i = 0; i < statement.values_used; i++) {
		if (statement.values[i].number > 100000 ||
		    statement.values[i].number < -1)
			return 0;
	}
	return 1;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *line = malloc(size + 1), message[200];
	struct buf fault;

	if (!line)
		return 0;
	memcpy(line, data, size);
	line[size] = '\0';
	buf_init(&fault, message, sizeof message);
	vars_save("a", RESULT_FD, 3, &fault);
	if (parse_statement(line, &statement, &fault) && is_small()) {
		vars_resolve(&statement);
		if (!call_load(&call, &statement, &fault) && !fault.used)
			abort();
		call_release(&call);
	}
	free(line);
	return 0;
}
