/* report.h - the file in which a running server reports to "zegeld status". */

#ifndef REPORT_H
#define REPORT_H

#include <stdbool.h>
#include <stdint.h>

#include "err.h"
#include "http/certificate.h"

/*
 * Written at the start, each hour, on HUP and when the certificate changes,
 * and not in between: reading it more often does not reveal a single tip.
 */
struct report {
	int32_t expires; /* last day of the certificate; 0: there is none */
	bool renewed;    /* the server shows what its files hold */
	unsigned tenths; /* free tenths of the disk */
	bool refused;    /* deposits were refused in the hour before */
	bool tight;      /* the last rewriting did not fit on the disk */
};

/* Write ${r} into the folder open as ${dir}. */
MUST_USE enum err report_write(int dir, const struct report *r);

/* ERR_MISSING, ERR_FORMAT; ${r} is then zero. */
MUST_USE enum err report_read(struct report *r, int dir);

#endif
