/* result.h - what can keep a process from being confined, or from starting. */

#ifndef CONFINE_RESULT_H
#define CONFINE_RESULT_H

#include "err.h" /* MUST_USE */

/* What restricting the process came to. */
enum confine_result {
	CONFINE_OK = 0,
	CONFINE_NO_LANDLOCK,   /* this kernel has none that will do */
	CONFINE_OWNED_BY_ROOT, /* the folder: nobody to become */
	CONFINE_REFUSED, /* the system refuses a step, or its proof fails */
};

/* What starting a part of the server, and its threads, came to. */
enum start_result {
	START_OK = 0,
	START_NO_MEMORY,
	START_UNCONFINED,      /* a thread did not prove that it is confined */
	START_UNKNOWN_LIBRARY, /* see mhd_known() */
	START_REFUSED,         /* the system refuses a descriptor or a limit */
};

#endif
