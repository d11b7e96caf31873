/* directory.h - parse and verify ROOT's signed list of desks and partners. */

#ifndef DIRECTORY_H
#define DIRECTORY_H

#include <stdbool.h>
#include <stdint.h>

#include "envelope.h"
#include "err.h"
#include "lines.h"
#include "note.h"
#include "receipt.h"
#include "thread.h"
#include "wire.h"

/* A desk or a partner.  ${lines} borrows its block of the note. */
struct holder {
	struct desk_id id;
	struct vkey ik;       /* its name is the holder's key name */
	uint32_t min_version; /* the lowest schedule version to accept */
	uint16_t cells;       /* N; 0 for a partner */
	bool partner;
	uint32_t topics;     /* bit t: topic t; all bits: all */
	uint8_t regions[32]; /* bit set by region id; all bits: all */
	uint8_t types;       /* bit t: takes referrals of type t; 0: none */
	struct span lines;   /* title, about and passes lines, for people */
};

/* The first words of the lines that describe the service, in their order. */
enum { DIRECTORY_WHO = 5 };
extern const char *const directory_who[DIRECTORY_WHO];

/* Large: keep it off the stack.  Borrows from the note. */
struct directory {
	struct vkey root; /* the key that verified it */
	struct service_id service;
	uint32_t version;
	int32_t issued; /* days since 1970 */
	int32_t expires;
	struct vkey srv;
	uint8_t rhythm;      /* weeks between two outboxes: 1 or 2 */
	uint8_t letters;     /* envelopes beside each outbox */
	struct span neutral; /* the https address that "leave" opens */
	struct span phone;
	struct span onion;   /* the service's address in Tor, or empty */
	struct span colour;  /* rrggbb in hexadecimal, or empty */
	struct span lines;   /* title to contact, region and card lines */
	struct span revoked; /* revoked lines */
	uint8_t holders;
	uint8_t desks; /* desks come first */
	struct holder holder[HOLDERS_MAX];
};

/*
 * directory_parse(d, text):
 * Parse the text of a directory.  ERR_FORMAT for any departure from its
 * grammar; ${d} is then zeroed.  directory_verify() checks the dates.
 * Source: PROTOCOL.md, "Keys and notes".  Vectors: directory-*.
 */
MUST_USE enum err directory_parse(struct directory *d, struct span text);

/*
 * directory_good(d, text):
 * directory_parse(), for a person who wrote ${text}: how many of its bytes
 * stand before the first line that is wrong.  All of them: no line is, but if
 * that is ERR_FORMAT two holders share an id or a name, or there is no desk, or
 * over CELLS_MAX cells.
 */
size_t directory_good(struct directory *d, struct span text);

/*
 * directory_verify(d, note, root, day):
 * Verify the signature of ${note} by ${root}, parse it to ${d}, and check it
 * for ${day}.  ERR_FORMAT; ERR_SIGNATURE; ERR_SERVICE if its name is not that
 * of ${root}; ERR_CLOCK if issued more than CLOCK_DAYS after ${day};
 * ERR_EXPIRED; ERR_KEY if an IK in it is revoked.  ${d} is then zeroed.
 */
MUST_USE enum err directory_verify(struct directory *d, struct span note,
    const struct vkey *root, int32_t day);

/* The holder with ${id}, or NULL. */
const struct holder *directory_holder(const struct directory *d,
    const struct desk_id *id);

/* True if ${h} takes tips of ${region}, 0 to 255; 0 is set only if all are. */
bool holder_region(const struct holder *h, unsigned region);

/* True if a revoked line names ${name}, which is a UH("tip1/pk", ...). */
bool directory_revoked(const struct directory *d, const struct pk_name *name);

#endif
