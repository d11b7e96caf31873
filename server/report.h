/* report.h - what a running server tells "zegeld status", hour by hour. */

#ifndef REPORT_H
#define REPORT_H

#include <stdbool.h>
#include <stdint.h>

#include "certificate.h"
#include "err.h"

/*
 * Of the time when it was written: at the start, each hour, on HUP, and when
 * the certificate changes.  Who looks more often learns of no single tip.
 */
struct report {
	int32_t expires; /* last day of the certificate; 0: there is none */
	bool renewed;    /* its files are what is shown */
	unsigned tenths; /* of the disk that are free */
	bool refused;    /* deposits were, since the time before */
	bool tight;      /* the last rewriting did not fit */
};

/* Write it beside the state, in the folder open as ${dir}. */
MUST_USE enum err report_write(int dir, const struct report *r);

/* ERR_MISSING, ERR_FORMAT; ${r} is then zero. */
MUST_USE enum err report_read(struct report *r, int dir);

#endif
