/* silent-truncation.c - recvmsg() does not say MSG_TRUNC.
 * caught by: trunc.msg-trunc-flag */
#include "real.h"

ssize_t recvmsg(int fd, struct msghdr *message, int flags)
{
	ssize_t got = REAL(recvmsg)(fd, message, flags);

	message->msg_flags &= ~MSG_TRUNC;
	return got;
}
