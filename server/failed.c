/* failed.c - error messages of commands: what failed, why, and what to do. */

#include "failed.h"

#include <stddef.h>

#include "terminal/foreign.h"

int
failed(const char *doing, const char *what, const char *why, const char *todo)
{
	foreign_error("zegeld: %s%s%s: %s%s%s\n", doing,
	    what == NULL ? "" : " ", what == NULL ? "" : what, why,
	    todo == NULL ? "" : "; ", todo == NULL ? "" : todo);
	return 1;
}

const char *
failed_advice(enum err e)
{
	switch (e) {
	case ERR_SIGNATURE:
		return "check that the file is whole and meant for this "
		       "service";
	case ERR_SERVICE:
		return "look which service the file or stick belongs to";
	case ERR_EXPIRED:
		return "have a new one signed";
	case ERR_CLOCK:
		return "set the clock of this machine (UTC), then try again";
	case ERR_VERSION:
		return "take the newest one";
	case ERR_FULL:
		return "make room and try again; nothing was lost";
	case ERR_IO:
		return "look at the disk, the folder's owner and its rights";
	case ERR_MEMORY:
		return "free memory, or raise the limit on locked memory: "
		       "ulimit -l, in a container --ulimit memlock=67108864";
	case ERR_AGAIN:
		return "try again in a minute";
	case ERR_FORMAT:
		return "it is damaged, or no such file: have it written again";
	case ERR_MISSING:
		return "look whether all files are there, and the name is "
		       "right";
	case OK:
	case ERR_TOO_LONG:
	case ERR_CHECK:
	case ERR_OPEN:
	case ERR_KEY:
		break;
	}
	return NULL;
}

int
failed_err(const char *doing, const char *what, enum err e)
{
	return failed(doing, what, err_str(e), failed_advice(e));
}
