/* container.h - from a member handed to a callback to the struct around it. */

#ifndef OS_CONTAINER_H
#define OS_CONTAINER_H

#include <stddef.h>

/* The struct ${type} whose ${member} is at ${p}. */
#define CONTAINER(p, type, member) \
	((struct type *)(void *)((char *)(p)-offsetof(struct type, member)))

#endif
