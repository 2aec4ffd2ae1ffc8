/* open_fds.c - /proc lists them, however high their numbers are. */
#include "port.h"

#include <dirent.h>
#include <stdlib.h>

static int by_number(const void *a, const void *b)
{
	return *(const int *)a - *(const int *)b;
}

size_t port_open_fds(int *fds, size_t max)
{
	DIR *folder = opendir("/proc/self/fd");
	const struct dirent *entry;
	size_t count = 0;
	int fd;

	if (!folder)
		return port_scan_fds(fds, max);
	while (count < max && (entry = readdir(folder))) {
		fd = atoi(entry->d_name);
		if (entry->d_name[0] != '.' && fd != dirfd(folder))
			fds[count++] = fd;
	}
	closedir(folder);
	qsort(fds, count, sizeof *fds, by_number);
	return count;
}
