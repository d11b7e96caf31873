/* import.h - one import: a bundle is checked, then becomes part of the state.
 */

#ifndef IMPORT_H
#define IMPORT_H

#include <stdbool.h>
#include <stddef.h>

#include "file.h"
#include "manifest.h"
#include "notice.h"
#include "schedule.h"
#include "store.h"
#include "transfer.h"

/* The numbers of a schedule (its version), or of an outbox. */
struct taken_in {
	uint32_t schedule;
	uint32_t seq; /* of an outbox */
};

/* One import; ${note} and ${file} are those of the bundle at hand. */
struct import {
	struct store *store;
	struct notice *notice;
	int stick;
	int32_t day;
	struct file note;
	struct file file;
	struct file joined; /* what goes into the state */
	struct schedule schedule;
	struct outbox_manifest manifest;
	struct taken_in new;    /* what it is, as it is signed */
	struct taken_in before; /* and what was taken in before it */
	struct stick_list list;
	size_t refused;
	bool moved; /* our numbers go on from what its desk acknowledges */
};

/*
 * schedule_take(in, h), outbox_take(in, h):
 * Take in what lies in ${in->note} and ${in->file} as ${h}'s, all or nothing;
 * the same again is OK.  Set ${in->new}, and where it is not newer
 * ${in->before} to what was taken in: ERR_VERSION; errors of schedule_verify();
 * for an outbox ERR_MISSING without its schedule, ERR_TOO_LONG for another
 * number of places than the directory's, ERR_SERVICE, ERR_SIGNATURE.
 */
MUST_USE enum err schedule_take(struct import *in, const struct holder *h);
MUST_USE enum err outbox_take(struct import *in, const struct holder *h);

#endif
