/* err.c - the clause that describes each error code. */

#include "err.h"

const char *
err_str(enum err e)
{
	switch (e) {
	case OK:
		return "no error";
	case ERR_FORMAT:
		return "malformed input";
	case ERR_TOO_LONG:
		return "too long";
	case ERR_CHECK:
		return "a digit of the code is wrong";
	case ERR_OPEN:
		return "damaged, or not for this key";
	case ERR_KEY:
		return "wrong passphrase or key";
	case ERR_SIGNATURE:
		return "not signed by the right key";
	case ERR_SERVICE:
		return "belongs to another service or desk";
	case ERR_EXPIRED:
		return "past its last day";
	case ERR_CLOCK:
		return "this machine's date seems wrong";
	case ERR_VERSION:
		return "older than what was seen before";
	case ERR_MISSING:
		return "not there";
	case ERR_FULL:
		return "no room left";
	case ERR_AGAIN:
		return "busy; try again in a minute";
	case ERR_IO:
		return "reading or writing failed";
	case ERR_MEMORY:
		return "not enough memory, or it cannot be locked";
	}
	return "unknown error";
}
