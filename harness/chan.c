/* chan.c - the control channel: lines in, answers out, nothing in between. */
#include "chan.h"

#include <errno.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "parse.h"

static char input[2 * PARSE_LINE_MAX];
static size_t input_used;

/* Here EINTR is retried: the channel is ours, and not under test. */
static bool fill(void)
{
	ssize_t got;

	do
		got = read(STDIN_FILENO, input + input_used,
			   sizeof input - input_used);
	while (got < 0 && errno == EINTR);
	if (got <= 0)
		return false;
	input_used += (size_t)got;
	return true;
}

static void drop(size_t size)
{
	input_used -= size;
	memmove(input, input + size, input_used);
}

static size_t trim(char *line, size_t size)
{
	if (size > 0 && line[size - 1] == '\r')
		size--;
	for (size_t i = 0; i < size; i++) {
		if (!line[i])
			line[i] = '\1'; /* which no line may have either */
	}
	line[size] = '\0';
	return size;
}

enum chan_got chan_read(char *to)
{
	bool too_long = false;
	const char *end;
	size_t size;

	while (!(end = memchr(input, '\n', input_used))) {
		if (input_used >= PARSE_LINE_MAX) {
			too_long = true;
			input_used = 0;
		}
		if (!fill())
			return CHAN_END;
	}
	size = (size_t)(end - input);
	too_long = too_long || size >= PARSE_LINE_MAX;
	if (!too_long) {
		memcpy(to, input, size);
		trim(to, size);
	}
	drop(size + 1);
	return too_long ? CHAN_TOO_LONG : CHAN_LINE;
}

/* Nobody to tell of an answer that cannot be written. */
void chan_write(const char *text, size_t size)
{
	static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
	ssize_t written;

	pthread_mutex_lock(&lock);
	while (size > 0) {
		written = write(STDOUT_FILENO, text, size);
		if (written < 0 && errno == EINTR)
			continue;
		if (written <= 0)
			exit(1);
		text += written;
		size -= (size_t)written;
	}
	pthread_mutex_unlock(&lock);
}
