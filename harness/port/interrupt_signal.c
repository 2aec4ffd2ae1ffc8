/* interrupt_signal.c - a real-time signal: no default use, no name in a case.
 * Not the first ones, which thread libraries and Valgrind keep. */
#include "port.h"

#include <signal.h>

int port_interrupt_signal(void)
{
	return SIGRTMIN + 3;
}
