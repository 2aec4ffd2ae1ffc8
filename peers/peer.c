/* peer.c - the scripted peer: one line of the notation in, one answer out.
 *
 * On pipes it is one end of a case, driven line by line. At a terminal it is a
 * prompt to try sockets by hand. */
#include <string.h>
#include <unistd.h>

#include "chan.h"
#include "crew.h"
#include "port.h"
#include "prompt.h"
#include "session.h"
#include "world.h"

static void hello(void)
{
	static char text[SESSION_ANSWER_MAX];
	struct buf b;

	buf_init(&b, text, sizeof text);
	session_hello(&b);
	buf_char(&b, '\n');
	chan_write(b.text, b.used);
}

int main(void)
{
	world_start();
	if (isatty(STDIN_FILENO))
		return prompt_run();
	port_die_with_parent();
	hello();
	crew_run();
}
