/* privileges.c - another effective user, as POSIX has it for a whole process.
 */
#include "privileges.h"

#include <unistd.h>

enum { NOBODY = 65534 };

int port_drop_privileges(void)
{
	return geteuid() == 0 ? seteuid(NOBODY) : 0;
}

int port_regain_privileges(void)
{
	return seteuid(getuid());
}
