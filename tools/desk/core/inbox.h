/* inbox.h - an inbox on a stick: whose it is, and that it is whole. */

#ifndef CORE_INBOX_H
#define CORE_INBOX_H

#include <stdbool.h>
#include <stdint.h>

#include "book/state.h"
#include "core/desk.h"
#include "core/envelopes.h"
#include "core/intake.h"
#include "core/sequence.h"
#include "manifest.h"

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
	uint32_t taken;         /* seq of our outbox that was taken in last */
	uint32_t directory;     /* version */
	int32_t expires;        /* of the directory */
	uint16_t cells;         /* N of this desk */
	uint8_t rhythm;
	bool revoked;              /* a key of ours, by the directory */
	uint32_t served;           /* version of our schedule; 0: none */
	uint32_t lowest;           /* that the directory accepts of ours */
	bool opened;               /* by open_stick(), just now */
	struct intake_count count; /* what came of it */
};

/*
 * inboxes_find(out, n, stick, why):
 * List all inboxes in the open folder ${stick}, ascending by seq; the caller
 * frees ${*out}.  STICK_BARE, STICK_FULL, FILE, MEMORY.
 */
enum fault inboxes_find(struct inbox **out, size_t *n, int stick,
    struct detail *why);

/*
 * inbox_read(in, stick, d, root):
 * Read and verify the notes of inbox ${in->seq}, down from ${root}.  One that
 * was opened before is only recognised.  Faults: all that begin with INBOX,
 * FILE, MEMORY, and what fault_book() says.
 */
enum fault inbox_read(struct inbox *in, int stick, struct desk *d,
    const struct vkey *root);

/*
 * inbox_envelopes(v, in, stick, d):
 * Open the envelopes and compare them with the manifest.  INBOX_PART,
 * INBOX_DAMAGED, INBOX_PIECES, FILE, MEMORY.  envelopes_close() always.
 */
enum fault inbox_envelopes(struct envelopes *v, const struct inbox *in,
    int stick, struct desk *d);

/* True for one that is to be opened. */
bool inbox_new(const struct inbox *in);

#endif
