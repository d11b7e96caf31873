/* deskkey.h - desk.key: the keys of a desk, sealed to each of its persons and
 * to a half of desk.lock. */

#ifndef DESKKEY_H
#define DESKKEY_H

#include <stddef.h>
#include <stdint.h>

#include "envelope.h"
#include "err.h"
#include "hash.h"
#include "label.h"
#include "note.h"
#include "slots.h"
#include "staff.h"
#include "wire.h"

SECRET_TYPE(half_key, 32); /* W: what a half of desk.lock holds */

/* What desk.key holds.  Secret and large: from locked_new(). */
struct deskkey {
	uint8_t persons;                             /* 1 to DESK_PERSONS_MAX */
	struct desk_person person[DESK_PERSONS_MAX]; /* ascending by s */
	uint8_t book_name[BOOK_NAME_SIZE];           /* of the casebook file */
	struct key book;                             /* opens that file */
	struct sign_seed ops;
	size_t epochs; /* at most DESK_EPOCHS_MAX */
	/* by week, not falling; the newest key of a week last */
	struct epoch epoch[DESK_EPOCHS_MAX];
	uint8_t work[DESKKEY_PLAIN_MAX]; /* of deskkey_open(); else zeros */
};
WIPE_FUNCTION(deskkey);

void half_key_draw(struct half_key *w);

/* Write ${w} as the half of desk.lock that holds it. */
void half_key_put(uint8_t out[static LOCK_HALF], const struct half_key *w);

/* The person number ${s} of ${k}, or NULL. */
const struct desk_person *deskkey_person(const struct deskkey *k, uint8_t s);

/*
 * deskkey_seal(out, k, w, half):
 * Append to ${out} a desk.key with a new salt and M, which each person of ${k}
 * opens while the ${half} (0 or 1) of desk.lock holds ${w}; at most DESKKEY_MAX
 * bytes.  Locked memory: the secrets are in ${out} for a moment.  ERR_FORMAT
 * for a ${k} that breaks its struct's rules; ERR_TOO_LONG if ${out} has no
 * room; ERR_KEY for an invalid public key.  ${out} is then as before, and what
 * was written behind it zeroed.
 * Source: PROTOCOL.md, "Files of a desk".  Vectors: deskkey-*.
 */
MUST_USE enum err deskkey_seal(struct writer *out, const struct deskkey *k,
    const struct half_key *w, uint8_t half);

/*
 * deskkey_list(out, file):
 * Say who can open ${file} and which half it names; NOT authenticated: for the
 * unlock list only.  ERR_FORMAT, ERR_VERSION; ${out} is then zeroed.
 */
MUST_USE enum err deskkey_list(struct deskkey_list *out, struct span file);

/*
 * deskkey_open(out, half, file, s, secret, lock):
 * Open ${file} as the person number ${s}, with the half of ${lock} that the
 * file names.  ERR_FORMAT before any key is used, for any size or list that
 * deskkey_seal() does not write; ERR_MISSING if no person has the number ${s};
 * ERR_KEY if ${secret} is not that person's; ERR_OPEN if altered, or if ${lock}
 * is of another commit; then ERR_FORMAT for contents that break the rules.
 * ERR_VERSION for a later form.  ${out} is zeroed and ${half} 0 unless OK.
 */
MUST_USE enum err deskkey_open(struct deskkey *out, uint8_t *half,
    struct span file, uint8_t s, const struct staff_secret *secret,
    const uint8_t lock[static LOCK_SIZE]);

#endif
