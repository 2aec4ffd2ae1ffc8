/* privileges.h - to be nobody in particular for a while. */
#ifndef PRIVILEGES_H
#define PRIVILEGES_H

/* 0, or -1 with errno. */
int port_drop_privileges(void);
int port_regain_privileges(void);

#endif
