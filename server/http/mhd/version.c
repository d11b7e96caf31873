/* version.c - which versions of libmicrohttpd this server knows. */

#include "http/inside.h"

#include <string.h>

bool
mhd_known(const char *version)
{
	/* 0.9.75 is Debian 12's, 1.0.1 that of 13; TABLE.md says what of each
	 * this server replaces */
	return strverscmp(version, "0.9.75") >= 0 &&
	    strverscmp(version, "2") < 0;
}
