/* visit.h - one exchange: notes out, an envelope in, the board out. */

#ifndef VISIT_H
#define VISIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "directory.h"
#include "door.h"
#include "err.h"
#include "label.h"
#include "note.h"
#include "notes.h"

enum {
	BOARD_MAX = 2 + DESKS_MAX * SECTION_HEAD_SIZE + CELLS_MAX * RECORD_SIZE,
	TROUBLE_MAX = 320,
	VISIT_TRIES = 4,
};

/* One answer, at most ${cap} bytes. */
struct answer_buf {
	uint8_t *p;
	size_t cap;
	size_t n;
};

/*
 * Large: made by visit_new().  Everything in it is public but ${real}.
 * ${notes} and ${directory} borrow from ${notes_buf}.
 */
struct visit {
	const struct door *door;
	const struct vkey *root;
	struct notes notes;
	struct directory directory;
	struct answer_buf notes_buf;
	struct answer_buf answer_buf;
	struct answer_buf board_buf;
	uint8_t envelope[ENVELOPE_SIZE];
	bool sealed;      /* the sealer has run for this envelope */
	bool real;        /* the envelope is for a desk, not a dummy */
	bool complete;    /* the last visit came to its end */
	bool second;      /* the next one ends a session: no board */
	bool offered;     /* a real envelope may have reached the server */
	bool answered;    /* the server's answer to it is known */
	bool stored;      /* and was that it is stored */
	enum err refused; /* what the sealer said */
	char trouble[TROUBLE_MAX]; /* ERR_IO: what to tell a person */
};

/*
 * A visit's sealer runs between the notes and the deposit, with verified
 * ${notes} and ${directory}.  It fills ${envelope} and sets ${real}, or fails:
 * then the visit goes on with a dummy, to look like any other, and
 * visit_make() returns that error at its end.  ${stored} runs once a real
 * envelope is stored, before the board comes: nobody waits for a receipt.
 */
struct sealer {
	enum err (*seal)(struct visit *v, void *arg);
	void (*stored)(const struct visit *v, void *arg); /* or NULL */
	void *arg;
};

/* ${door}, which door_check() accepted, and ${root} are borrowed.  NULL if
 * there is no memory. */
struct visit *visit_new(const struct door *door, const struct vkey *root);
void visit_free(struct visit *v);

/*
 * visit_make(v, sealer):
 * GET /n, verify, seal, POST /x, GET /b on one connection.  After a failure of
 * the network the whole visit is made again, VISIT_TRIES times in all, with
 * the same envelope, stored or not: who cuts the board off learns nothing from
 * that.  So does a later call while ${v->real} is set.  The visit after a
 * complete one has no GET /b: session.h says why.  OK if a dummy completed
 * its visit or a real envelope was stored.  ERR_FULL, ERR_AGAIN,
 * ERR_FORMAT (not understood by the other side); ERR_IO with a sentence in
 * ${v->trouble}; the errors of notes_verify() and of the sealer.
 */
MUST_USE enum err visit_make(struct visit *v, const struct sealer *sealer);

/* The board of the last visit that fetches one; empty unless board_check()
 * accepts it. */
struct span visit_board(const struct visit *v);

#endif
