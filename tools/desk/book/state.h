/* state.h - a desk's own affairs: who it is, what it has seen of its server. */

#ifndef BOOK_STATE_H
#define BOOK_STATE_H

#include <stdbool.h>
#include <stdint.h>

#include "book/book.h"
#include "err.h"
#include "label.h"
#include "manifest.h"
#include "note.h"
#include "receipt.h"
#include "thread.h"

enum {
	LINKS_MAX = 128, /* inboxes remembered: 13 weeks of them, and more */
	GAPS_MAX = 128,  /* holes in the numbers; the two nearest are joined */
	TROUBLES_MAX = 32,
};

/* One inbox that was opened. */
struct link {
	uint32_t seq;
	uint16_t week; /* of closing */
	struct note_hash hash;
	struct note_hash prev;
};

/* Inboxes that never came. */
struct gap {
	uint32_t first;
	uint32_t last;
	uint16_t week; /* in which it was noticed */
};

/* What else was wrong with the server's numbering; kept and shown. */
enum trouble_kind {
	TROUBLE_BROKEN = 1, /* an inbox does not follow the one before */
	TROUBLE_FORK,       /* another inbox of the same number came before */
	TROUBLE_ANEW,       /* from this inbox on by a new key of the server */
};

struct trouble {
	enum trouble_kind kind;
	uint32_t seq;
	uint16_t week;
};

/* The inboxes so far: how the next one must follow. */
struct sequence {
	struct link newest; /* the inbox that was closed last; seq 0: none */
	uint8_t links;
	struct link link[LINKS_MAX]; /* ascending by seq */
	uint8_t gaps;
	struct gap gap[GAPS_MAX]; /* ascending, apart */
	uint8_t troubles;
	struct trouble trouble[TROUBLES_MAX]; /* oldest first */
};

struct state {
	struct service_id service;
	struct desk_id desk;
	char name[KEY_NAME_MAX + 1];
	bool pinned; /* ${root} is known */
	struct vkey root;
	struct sign_public srv; /* signs the inboxes; zeros: none seen yet */
	uint32_t directory;     /* version; 0: none seen */
	uint16_t cells;         /* N */
	uint8_t rhythm;         /* weeks */
	uint32_t schedule;      /* version of ours */
	uint32_t served;     /* version the server served last; 0: none seen */
	uint16_t last_epoch; /* last week of our schedule */
	uint32_t outbox;     /* seq of the last one written */
	uint32_t cases;      /* how many were ever made */
	bool revoked;        /* a key of ours, by the directory */
	uint16_t seen_from;  /* weeks below have no list of what was seen */
	uint32_t leaves;     /* somebody left: complete once this schedule is
				served and the lowest; 0: nobody */
	uint32_t journal;    /* the last entry of the log */
	struct sequence sequence;
};

/* Read, write all of it in a transaction.  ERR_FORMAT if it is damaged. */
MUST_USE enum err state_load(struct state *s, struct book *b);
MUST_USE enum err state_save(const struct state *s, struct book *b);

/* The newest schedule: its note and its keys.  ${note} and ${keys} of at
 * least the sizes below; ERR_MISSING before the first. */
enum {
	SCHEDULE_NOTE_MAX = 4096,
};
struct schedule_files {
	size_t note_n;
	uint8_t note[SCHEDULE_NOTE_MAX];
	uint8_t keys[EPOCHS * DESK_PUBLIC_SIZE];
};
MUST_USE enum err schedule_load(struct schedule_files *f, struct book *b);
MUST_USE enum err schedule_save(const struct schedule_files *f, struct book *b);

#endif
