/* state.h - a desk's own affairs: who it is, what it has seen of its server. */

#ifndef STATE_H
#define STATE_H

#include <stdbool.h>
#include <stdint.h>

#include "casebook.h"
#include "err.h"
#include "label.h"
#include "manifest.h"
#include "note.h"
#include "receipt.h"
#include "thread.h"

enum {
	LINKS_MAX = 128, /* inboxes remembered: 13 weeks of them, and more */
	TROUBLES_MAX = 32,
};

/* One inbox that was opened. */
struct link {
	uint32_t seq;
	uint16_t week; /* of closing */
	struct note_hash hash;
	struct note_hash prev;
};

/* What was wrong with the server's numbering; kept and shown. */
enum trouble_kind {
	TROUBLE_GAP = 1, /* inboxes from..to never came */
	TROUBLE_BROKEN,  /* inbox from does not follow the one before */
	TROUBLE_FORK,    /* another inbox of the same number came before */
	TROUBLE_ANEW,    /* from inbox from on by a new key of the server */
};

struct trouble {
	enum trouble_kind kind;
	uint32_t from;
	uint32_t to;
	uint16_t week;
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
	bool forget; /* threads ended; the casebook keeps its old key yet */
	uint16_t seen_from; /* weeks below have no list of what was seen */
	struct link newest; /* the inbox that was closed last; seq 0: none */
	uint8_t links;
	struct link link[LINKS_MAX]; /* ascending by seq */
	uint8_t troubles;
	struct trouble trouble[TROUBLES_MAX]; /* oldest first */
};

/* Read, write the state in a casebook's transaction. */
MUST_USE enum err state_load(struct state *s, struct casebook *b);
MUST_USE enum err state_save(const struct state *s, struct casebook *b);

#endif
