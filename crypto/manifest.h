/* manifest.h - print and parse the notes that number inboxes and outboxes. */

#ifndef MANIFEST_H
#define MANIFEST_H

#include <stdint.h>

#include "err.h"
#include "label.h"
#include "note.h"
#include "receipt.h"
#include "thread.h"
#include "wire.h"

PUBLIC_TYPE(file_hash, HASH_SIZE); /* UH("tip1/file", bytes) */

/* The last outbox that the server imported from one desk; zeros: none. */
struct taken {
	struct desk_id desk;
	uint32_t schedule; /* version */
	uint32_t seq;
};

struct inbox_manifest {
	struct service_id service;
	uint32_t seq;          /* from 1 */
	struct note_hash prev; /* of the previous manifest; zeros for seq 1 */
	uint16_t week;         /* of closing */
	uint32_t envelopes;
	struct file_hash file;  /* NNN.inbox and its further parts */
	struct file_hash notes; /* NNN.n */
	uint8_t n;
	struct taken taken[DESKS_MAX]; /* in directory order */
};

struct outbox_manifest {
	struct service_id service;
	struct desk_id desk;
	uint32_t seq;      /* from 1; a new schedule does not restart it */
	uint32_t schedule; /* version */
	uint32_t ack_seq;  /* the newest inbox opened; 0: none */
	struct note_hash ack;
	uint16_t cells;
	struct file_hash file; /* NNN.outbox */
};

void inbox_print(struct writer *w, const struct inbox_manifest *m);
MUST_USE enum err inbox_parse(struct inbox_manifest *m, struct span text);
void outbox_print(struct writer *w, const struct outbox_manifest *m);
MUST_USE enum err outbox_parse(struct outbox_manifest *m, struct span text);

void file_hash(struct file_hash *out, const void *p, size_t n);

#endif
