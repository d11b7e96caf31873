/* signed.h - the signed notes of a service, with keys from fixed seeds. */

#ifndef SIGNED_H
#define SIGNED_H

#include <stddef.h>
#include <stdint.h>

#include "envelope.h"
#include "note.h"
#include "notes.h"
#include "schedule.h"

/* The holders are the desks noord and zuid and the partner politie. */
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

/* Write the text of the directory and a NUL to ${out}. */
void signed_directory_text(char *out, size_t cap);

/* Write ${text}, signed by ${role}, to the ${cap} bytes at ${out}. */
struct span signed_note(uint8_t *out, size_t cap, struct span text,
    unsigned role, const char *name);

/* Holder ${i} and its first week's X-Wing key. */
const char *signed_name(size_t i);
struct desk_id signed_id(size_t i);
const struct desk_public *signed_key(size_t i);

/* Holder ${i}'s schedule, not yet written. */
struct schedule signed_schedule(size_t i);

/* The whole answer to GET /n, valid on SIGNED_DAY. */
struct span signed_notes(uint8_t *out, size_t cap);

/* A test of a grammar: one edit of a good text, and the result. */
struct edit_row {
	const char *name;
	const char *from;
	const char *to;
	enum err want;
};

/*
 * signed_edit(out, cap, text, from, to):
 * Write ${text} to ${out}, a NUL after it, with the first ${from} replaced by
 * ${to}.  ${text} must contain ${from}.
 */
void signed_edit(char *out, size_t cap, const char *text, const char *from,
    const char *to);

#endif
