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
		return "check that the file is whole and belongs to this "
		       "service";
	case ERR_SERVICE:
		return "check which service the file or stick belongs to";
	case ERR_EXPIRED:
		return "have a new one signed";
	case ERR_CLOCK:
		return "set the clock of this machine (UTC), then try again";
	case ERR_VERSION:
		return "use the newest one";
	case ERR_FULL:
		return "make room and try again; nothing was lost";
	case ERR_IO:
		return "check the disk, and the owner and permissions of the "
		       "folder";
	case ERR_MEMORY:
		return "free memory, or raise the limit on locked memory: "
		       "ulimit -l, in a container --ulimit memlock=67108864";
	case ERR_AGAIN:
		return "try again in a minute";
	case ERR_FORMAT:
		return "the file is damaged or of another kind: have it "
		       "written again";
	case ERR_MISSING:
		return "check that the name is right and that all files are "
		       "there";
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
