/* reach.c - the folders that a confined process of the server can still use. */

#include "confine/reach.h"

#include "os/landlock.h"

enum confine_result
reach_enter(int *abi, const struct reach *reach)
{
	struct landlock l;
	enum err e;

	landlock_begin(&l);
	landlock_allow(&l, reach->folder, LANDLOCK_FOLDER);
	landlock_allow(&l, reach->stick, LANDLOCK_STICK);
	for (size_t i = 0; i < reach->reads; i++)
		landlock_allow(&l, reach->read[i], LANDLOCK_READ);
	*abi = l.abi;
	e = landlock_enter(&l);
	if (e == ERR_VERSION)
		return CONFINE_NO_LANDLOCK;
	return e == OK ? CONFINE_OK : CONFINE_REFUSED;
}
