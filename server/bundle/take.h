/* take.h - takes a desk's schedule or outbox into the state, if it is right. */

#ifndef BUNDLE_TAKE_H
#define BUNDLE_TAKE_H

#include <stdbool.h>
#include <stddef.h>

#include "bundle/stick.h"
#include "manifest.h"
#include "os/file.h"
#include "schedule.h"
#include "served/served_notes.h"
#include "store/store.h"

/* The number of a schedule (its version), or both numbers of an outbox. */
struct bundle_numbers {
	uint32_t schedule;
	uint32_t seq; /* of an outbox */
};

/* One import; ${note} and ${file} are those of the current bundle. */
struct import {
	struct store *store;
	struct served_notes *served_notes;
	int stick;
	int32_t day;
	struct file note;
	struct file file;
	struct file joined; /* the value for the state */
	struct schedule schedule;
	struct outbox_manifest manifest;
	struct bundle_numbers new;    /* numbers signed in the bundle */
	struct bundle_numbers before; /* numbers taken in earlier */
	struct stick_list list;
	size_t refused;
	bool again; /* the current bundle was taken in earlier */
	bool moved; /* inbox numbers now go on from its desk's last */
};

/*
 * schedule_take(in, h), outbox_take(in, h):
 * Take in ${in->note} and ${in->file} as ${h}'s, all or nothing; taking in the
 * same again is OK and sets ${in->again}.  Set ${in->new}, and ${in->before} to
 * the numbers taken in before: ERR_VERSION if the new ones are not higher.
 * Errors of schedule_verify(); for an outbox ERR_MISSING without its schedule,
 * ERR_TOO_LONG if the directory has another number of cells, ERR_SERVICE,
 * ERR_SIGNATURE.
 */
MUST_USE enum err schedule_take(struct import *in, const struct holder *h);
MUST_USE enum err outbox_take(struct import *in, const struct holder *h);

#endif
