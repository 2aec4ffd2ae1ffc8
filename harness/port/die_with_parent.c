/* die_with_parent.c - POSIX has no such thing: the end of input must do. */
#include "port.h"

void port_die_with_parent(void)
{
}
