/* condition.h - what can be wrong with a service: one table of sentences. */

#ifndef CONDITION_H
#define CONDITION_H

#include <stddef.h>

/* Exit statuses of "zegeld status", for a monitor. */
enum severity {
	SEVERITY_FINE = 0,
	SEVERITY_SOON = 3, /* somebody has to look within days */
	SEVERITY_NOW = 4,  /* tips are being refused or lost */
};

enum condition {
	NOT_SERVED,
	NO_DIRECTORY,
	DIRECTORY_ENDED,
	DIRECTORY_ENDS,
	CLOCK_WRONG,
	NO_SCHEDULE,
	NO_PARTNER_SCHEDULE,
	SCHEDULE_ENDS,
	FALSE_ACK,
	CERTIFICATE_ENDED,
	CERTIFICATE_ENDS,
	CERTIFICATE_OLD,
	DEPOSITS_REFUSED,
	POOL_FULL,
	POOL_HALF,
	DISK_FULL,
	DISK_SHORT,
	WEEK_UNREAD,
	WEEK_ENDS,
	TIPS_LOST,
	RESTORED,
	CONDITIONS,
};

/* A row; zegeld.8 has each ${mark} with its sentence and advice. */
struct condition_row {
	const char *mark; /* with which its line begins */
	enum severity severity;
	const char *sentence;
	const char *todo;
};

extern const struct condition_row condition_table[CONDITIONS];

/* The worst that was found; zero it to begin. */
struct conditions {
	enum severity worst;
};

/*
 * condition_say(found, which, what):
 * Print the line of ${which} about ${what}, which may be NULL, to standard
 * output: "MARK what: sentence; todo".
 */
void condition_say(struct conditions *found, enum condition which,
    const char *what);

#endif
