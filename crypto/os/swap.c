/* swap.c - whether this machine may write its memory to a disk in the clear. */

#include "os/swap.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	LINE = 256,
};

/* /sys knows what kind of device-mapper device it is. */
static bool
is_crypt(const char *device)
{
	char path[LINE];
	char uuid[LINE];
	FILE *f;
	bool yes;

	if (snprintf(path, sizeof(path), "/sys/block/%s/dm/uuid", device) >=
	    (int)sizeof(path))
		return false;
	f = fopen(path, "re");
	if (f == NULL)
		return false;
	yes = fgets(uuid, sizeof(uuid), f) != NULL &&
	    strncmp(uuid, "CRYPT-", 6) == 0;
	(void)fclose(f);
	return yes;
}

bool
swap_row(const char *line, bool (*encrypted)(const char *device))
{
	char name[LINE];
	size_t n = strcspn(line, " \t\n");

	/* the heading, and no line at all */
	if (line[0] != '/' || n >= sizeof(name))
		return false;
	memcpy(name, line, n);
	name[n] = '\0';
	if (strncmp(name, "/dev/zram", 9) == 0)
		return false;
	return strncmp(name, "/dev/dm-", 8) != 0 ||
	    !encrypted(name + strlen("/dev/"));
}

bool
swap_plain(void)
{
	FILE *f = fopen("/proc/swaps", "re");
	char line[LINE];
	bool plain = false;

	while (f != NULL && !plain && fgets(line, sizeof(line), f) != NULL)
		plain = swap_row(line, is_crypt);
	if (f != NULL)
		(void)fclose(f);
	return plain;
}
