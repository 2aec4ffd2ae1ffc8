/* thread_id.c - the number under which /proc shows the thread. By the system
 * call, since musl has had gettid() only since 1.2.2. */
#include "port.h"

#include <sys/syscall.h>
#include <unistd.h>

long port_thread_id(void)
{
	return syscall(SYS_gettid);
}
