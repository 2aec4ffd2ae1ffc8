/* control.h - ioctl(), whose request is an int in POSIX. */
#ifndef CONTROL_H
#define CONTROL_H

int port_ioctl(int fd, unsigned long request, void *at);

#endif
