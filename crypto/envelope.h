/* envelope.h - seal and open; every envelope has one size and tells nothing. */

#ifndef ENVELOPE_H
#define ENVELOPE_H

#include <stdint.h>

#include "err.h"
#include "label.h"
#include "secret.h"
#include "thread.h"
#include "wire.h"

PUBLIC_TYPE(desk_public, DESK_PUBLIC_SIZE); /* an epoch's X-Wing key */
PUBLIC_TYPE(pk_name, HASH_SIZE);            /* UH("tip1/pk", key) */
PUBLIC_TYPE(pool_name, HASH_SIZE);          /* UH("tip1/pool", envelope) */
SECRET_TYPE(desk_secret, 32);

/* One week's key at a desk. */
struct epoch {
	uint16_t week;
	struct desk_secret secret;
	struct pk_name name;
};
WIPE_FUNCTION(epoch);

/* One desk an envelope is sealed to. */
struct seal_to {
	const struct desk_public *key;
	const struct thread_secret *thread;
};

/* The result of opening an envelope.  Large: keep it off the stack. */
struct opened {
	uint8_t body[BODY_SIZE];
	struct thread_secret thread;
	uint8_t hb[HASH_SIZE];  /* UH("tip1/hb", header || body) */
	uint8_t dup[HASH_SIZE]; /* KH(thread, "tip1/dup", hb) */
	uint16_t week;          /* of the epoch key that opened the envelope */
};
WIPE_FUNCTION(opened);

/* UH("tip1/pk", key): the name of any public key, X-Wing or Ed25519. */
void pk_name_of(struct pk_name *out, const uint8_t *key, size_t n);

/* Draw an epoch's key pair.  ERR_KEY if the library fails. */
MUST_USE enum err epoch_draw(struct epoch *out, struct desk_public *pk,
    uint16_t week);

/* Derive ${pk} and ${e->name} from ${e->secret}; ERR_KEY if that fails. */
MUST_USE enum err epoch_public(struct desk_public *pk, struct epoch *e);

/*
 * envelope_seal(out, body, to, n):
 * Seal ${body} to the ${n} (1 to 4) desks at ${to} in shuffled slots, and fill
 * the others with dummies.  ERR_FORMAT for another ${n}; ERR_KEY for an
 * invalid key; ${out} is then zeroed.  No overlap.
 * Source: PROTOCOL.md, "Envelope".  Vectors: seal-*.
 */
MUST_USE enum err envelope_seal(uint8_t out[static ENVELOPE_SIZE],
    const uint8_t body[static BODY_SIZE], const struct seal_to *to, size_t n);

/* An envelope for nobody: a body of zeros and four dummies.  ERR_KEY. */
MUST_USE enum err envelope_dummy(uint8_t out[static ENVELOPE_SIZE]);

/*
 * envelope_open(out, in, epochs, n):
 * Try every slot with each of ${n} epoch keys.  ERR_FORMAT before any key is
 * used; ERR_OPEN if altered or not for these keys (never which).  ${out} is
 * then zeroed.  Source: PROTOCOL.md, "Envelope".  Vectors: open-*.
 */
MUST_USE enum err envelope_open(struct opened *out,
    const uint8_t in[static ENVELOPE_SIZE], const struct epoch *epochs,
    size_t n);

/* OK if ${in} has the length and header of an envelope, else ERR_FORMAT. */
MUST_USE enum err envelope_check(struct span in);

/* The name by which the pool and each inbox sort envelopes. */
void envelope_name(struct pool_name *out,
    const uint8_t in[static ENVELOPE_SIZE]);

/* The same for an envelope in two pieces; ${head} has ${n} bytes. */
void envelope_name_two(struct pool_name *out, const uint8_t *head, size_t n,
    const uint8_t *rest);

#endif
