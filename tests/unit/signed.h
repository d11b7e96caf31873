/* signed.h - a service whose notes are all signed, with keys of fixed seeds. */

#ifndef SIGNED_H
#define SIGNED_H

#include <stddef.h>
#include <stdint.h>

#include "envelope.h"
#include "note.h"
#include "notes.h"
#include "schedule.h"

/* Desks noord and zuid, partner politie; their directory holds them all. */
enum {
	SIGNED_HOLDERS = 3,
	SIGNED_DAY = 20665, /* 2026-07-31, a Friday of W31 */
	SIGNED_WEEK = 134,  /* W31 */
	SIGNED_SEEDS = 10,  /* root, srv, three IK, three OPS, spare */
	SIGNED_ROOT = 0,
	SIGNED_SRV = 1,
	SIGNED_IK = 2,
	SIGNED_OPS = 5,
	SIGNED_SPARE = 8,
};

/* The seed and public key of one of the roles above. */
const struct sign_seed *signed_seed(unsigned role);
struct sign_public signed_public(unsigned role);
struct vkey signed_vkey(unsigned role, const char *name);

/* The text of the directory, NUL behind. */
void signed_directory_text(char *out, size_t cap);

/* ${cap} bytes at ${out} receive ${text} with the signature of ${role}. */
struct span signed_note(uint8_t *out, size_t cap, struct span text,
    unsigned role, const char *name);

/* Holder ${i} and its first week's X-Wing key. */
const char *signed_name(size_t i);
struct desk_id signed_id(size_t i);
const struct desk_public *signed_key(size_t i);

/* Holder ${i}'s schedule, not yet written. */
struct schedule signed_schedule(size_t i);

/* All of /n, good on SIGNED_DAY. */
struct span signed_notes(uint8_t *out, size_t cap);

/* A test of a grammar: what one edit of a good text makes of it. */
struct edit_row {
	const char *name;
	const char *from;
	const char *to;
	enum err want;
};

/*
 * signed_edit(out, cap, text, from, to):
 * Write ${text} with the first ${from} in it, which must be there, made
 * ${to}; a NUL behind.
 */
void signed_edit(char *out, size_t cap, const char *text, const char *from,
    const char *to);

#endif
