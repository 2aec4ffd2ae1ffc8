/* talk.h - a line as a peer gets it, and the answer that it must give. */
#ifndef TALK_H
#define TALK_H

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "../session.h"
#include "../world.h"

/* The time is cut off; "..." at the end of EXPECTED stands for anything. */
static bool answers(const char *line, const char *expected)
{
	static struct session session;
	char text[SESSION_ANSWER_MAX];
	size_t size = strlen(expected);
	struct buf answer;
	char *time;

	buf_init(&answer, text, sizeof text);
	session_answer(&session, line, &answer);
	time = strrchr(text, '<');
	if (time && time > text)
		time[-1] = '\0';
	if (size > 3 && !strcmp(expected + size - 3, "..."))
		expected = memcmp(text, expected, size - 3) ? expected : text;
	if (strcmp(text, expected) == 0)
		return true;
	printf("# %s\n#   answered %s\n#   expected %s\n", line, text,
	       expected);
	return false;
}

static bool resets(void)
{
	char text[SESSION_ANSWER_MAX];
	struct buf answer;

	buf_init(&answer, text, sizeof text);
	world_reset(&answer);
	return strcmp(text, "= 0") == 0;
}

#endif
