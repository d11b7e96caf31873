/* exchange.h - one exchange: notes out, an envelope in, the board out. */

#ifndef EXCHANGE_H
#define EXCHANGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "directory.h"
#include "err.h"
#include "label.h"
#include "note.h"
#include "notes.h"
#include "tipster/endpoint.h"

enum {
	BOARD_MAX = 2 + DESKS_MAX * SECTION_HEAD_SIZE + CELLS_MAX * RECORD_SIZE,
	TROUBLE_MAX = 320,
	EXCHANGE_TRIES = 4,
};

/* One answer, at most ${cap} bytes. */
struct answer_buf {
	uint8_t *p;
	size_t cap;
	size_t n;
};

/*
 * Large: made by exchange_new().  Everything in it is public except ${real}.
 * ${notes} and ${directory} borrow from ${notes_buf}.
 */
struct exchange {
	const struct endpoint *endpoint;
	const struct vkey *root;
	struct notes notes;
	struct directory directory;
	struct answer_buf notes_buf;
	struct answer_buf answer_buf;
	struct answer_buf board_buf;
	uint8_t envelope[ENVELOPE_SIZE];
	bool sealed;      /* the sealer has run for this envelope */
	bool real;        /* the envelope is for a desk, not a dummy */
	bool complete;    /* the last visit completed */
	bool second;      /* the next one is a second: no board */
	bool offered;     /* a real envelope may have reached the server */
	bool answered;    /* the server's answer to it is known */
	bool stored;      /* the answer was "stored" */
	enum err refused; /* what the sealer returned */
	char trouble[TROUBLE_MAX]; /* ERR_IO: what to tell a person */
};

/*
 * A visit calls ${seal} between the notes and the deposit, with verified
 * ${notes} and ${directory}.  It fills ${envelope} and sets ${real}, or fails:
 * then the visit continues with a dummy, to look like any other, and
 * exchange_make() returns that error at its end.  The visit calls ${stored}
 * once a real envelope is stored, before it fetches the board, so that the
 * person need not wait for the receipt.
 */
struct sealer {
	enum err (*seal)(struct exchange *x, void *arg);
	void (*stored)(const struct exchange *x, void *arg); /* or NULL */
	void *arg;
};

/* Borrows ${endpoint}, which endpoint_check() accepted, and ${root}.  NULL if
 * there is no memory or libcurl does not start. */
struct exchange *exchange_new(const struct endpoint *endpoint,
    const struct vkey *root);
void exchange_free(struct exchange *x);

/*
 * exchange_make(x, sealer):
 * GET /n, verify, call ${sealer}, POST /x, GET /b on one connection.  After a
 * network failure, repeat the whole visit with the same envelope, stored or
 * not, up to EXCHANGE_TRIES times in all: an attacker who cuts off the board
 * learns nothing.  A later call while ${x->real} is set also sends the same
 * envelope.  The visit after a complete one omits GET /b: see session.h.
 * Returns OK if the visit with a dummy completed or a real envelope was
 * stored; ERR_FULL, ERR_AGAIN or ERR_FORMAT (not understood) as the server
 * answered a real envelope; ERR_IO with a sentence in ${x->trouble}; the errors
 * of notes_verify() and of ${sealer}.
 */
MUST_USE enum err exchange_make(struct exchange *x,
    const struct sealer *sealer);

/* The board of the last visit that fetched one; empty unless board_check()
 * accepts it. */
struct span exchange_board(const struct exchange *x);

#endif
