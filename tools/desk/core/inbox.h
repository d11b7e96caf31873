/* inbox.h - an inbox on a stick: whose it is, and that it is whole. */

#ifndef INBOX_H
#define INBOX_H

#include <stdint.h>

#include "chain.h"
#include "desk.h"
#include "intake.h"
#include "manifest.h"
#include "os/file.h"
#include "state.h"

enum {
	INBOXES_MAX = 65536, /* on one stick */
};

/* What the notes beside an inbox say. */
struct inbox {
	uint32_t seq;
	struct link link;
	enum verdict verdict;
	uint32_t envelopes;
	struct file_hash file;
	struct sign_public srv; /* who signed it */
	uint32_t taken;     /* seq of our outbox that the server took in last */
	uint32_t directory; /* version */
	int32_t expires;    /* of the directory */
	uint16_t cells;     /* N of this desk */
	uint8_t rhythm;
	bool revoked;              /* a key of ours, by the directory */
	uint32_t served;           /* version of our schedule; 0: none */
	struct intake_count count; /* what came of it */
};

/*
 * inboxes_find(out, n, stick):
 * List all inboxes on the stick, ascending by seq; the caller frees ${*out}.
 * Returns an exit status: 0, or 1 after a sentence; also if there is none.
 */
int inboxes_find(struct inbox **out, size_t *n, int stick);

/*
 * inbox_read(in, stick, d):
 * Read and verify the notes of inbox ${in->seq}, down from the pinned ROOT.
 * One that was opened before is only recognised.  1 after a sentence.
 */
int inbox_read(struct inbox *in, int stick, const struct desk *d);

/* Read its envelopes and compare them with the manifest.  1 after a sentence.
 */
int inbox_envelopes(struct file *out, const struct inbox *in, int stick);

#endif
