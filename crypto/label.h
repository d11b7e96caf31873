/* label.h - every label, size and limit of TIP1, in one table. */

#ifndef LABEL_H
#define LABEL_H

/* Labels of UH and KH: ASCII without NUL, each with one purpose. */
#define LABEL_RECEIPT "tip1/receipt" /* receipt -> x0 */
#define LABEL_STRETCH "tip1/stretch" /* x(i-1) -> xi */
#define LABEL_THREAD "tip1/thread"   /* root -> thread secret */
#define LABEL_TID "tip1/tid"         /* thread secret -> tid */
#define LABEL_ADDR "tip1/addr"       /* thread secret -> AK; AK -> address */
#define LABEL_CELL "tip1/cell"       /* thread secret -> CK */
#define LABEL_HB "tip1/hb"           /* header and body, for the wrap key */
#define LABEL_PK "tip1/pk"           /* a public key's name */
#define LABEL_WRAP "tip1/wrap"       /* KEM secret -> wrap key */
#define LABEL_BODY "tip1/body"       /* DEK -> body key */
#define LABEL_COMMIT "tip1/commit"   /* DEK -> commitment */
#define LABEL_DUP "tip1/dup"         /* recognises a repeated envelope */
#define LABEL_POOL "tip1/pool"       /* an envelope's name, its sort key */
#define LABEL_NOTE "tip1/note"       /* a whole note, signatures included */
#define LABEL_FILE "tip1/file"       /* a bundle's file */
#define LABEL_CARD "tip1/card"       /* desk and staff key -> card */
#define LABEL_SLOT "tip1/slot"       /* KEM secret -> key of a person's slot */
#define LABEL_PERSON "tip1/person"   /* staff key -> slot secret */
#define LABEL_DESK "tip1/desk"       /* M -> key of desk.key */
#define LABEL_BACKUP "tip1/backup"   /* M -> key of a backup */

enum {
	HASH_SIZE = 32,
	SUITE = 1,
	FORM_ENVELOPE = 1,
	FORM_CELL = 2,

	/* Receipt */
	RECEIPT_DIGITS = 24,
	RECEIPT_DRAWN = 22,
	RECEIPT_TEXT = 30, /* six groups of four, spaces, NUL */
	STRETCH_STEPS = 4096,

	/* Envelope: header, commitment, slots, body */
	HEADER_SIZE = 8,
	COMMIT_SIZE = 32,
	SLOTS = 4,
	DESK_PUBLIC_SIZE = 1216,
	KEM_SIZE = 1120,
	TAG_SIZE = 16,
	WRAP_SIZE = 64, /* DEK || thread secret */
	SLOT_SIZE = KEM_SIZE + WRAP_SIZE + TAG_SIZE,
	BODY_SIZE = 11528,
	SEALED_BODY_SIZE = BODY_SIZE + TAG_SIZE,
	COMMIT_AT = HEADER_SIZE,
	SLOTS_AT = COMMIT_AT + COMMIT_SIZE,
	BODY_AT = SLOTS_AT + SLOTS * SLOT_SIZE,
	ENVELOPE_SIZE = BODY_AT + SEALED_BODY_SIZE,
	ANSWER_SIZE = 256, /* the answer to POST /x */

	/* Body */
	TEXT_MAX = 11300, /* all text of an envelope together */
	MESSAGE_ID_SIZE = 16,
	ANSWERS_MAX = 64,

	/* Cell and board */
	NONCE_SIZE = 24,
	CELL_BODY_SIZE = 2000,
	CELL_SIZE = HEADER_SIZE + NONCE_SIZE + CELL_BODY_SIZE + TAG_SIZE,
	ADDR_SIZE = 32,
	SALT_SIZE = 32,
	RECORD_SIZE = ADDR_SIZE + CELL_SIZE,
	SECTION_HEAD_SIZE = 32 + 2 + SALT_SIZE,
	CELLS_MAX = 4096, /* all desks together */
	REPLY_MAX = 1200,
	CELL_TEXT_MAX = 1900, /* all texts of a cell together */
	CELL_TEXTS_MAX = 32,

	/* Notes */
	NAME_MAX_BYTES = 200, /* a name shown to people */
	KEY_NAME_MAX = 32,    /* [a-z0-9.-], starts with a letter */
	NOTE_MAX = 65536,
	NOTES_MAX = 262144, /* all of GET /n */
	DESKS_MAX = 32,
	PARTNERS_MAX = 32,
	HOLDERS_MAX = DESKS_MAX + PARTNERS_MAX,
	EPOCHS = 13,
	DIRECTORY_DAYS = 200,
	SCHEDULE_DAYS = 105,
	CLOCK_DAYS = 2,    /* days by which a clock may be wrong */
	THREAD_WEEKS = 13, /* a thread ends this long after its last message */

	/* Key file */
	KEYFILE_HEAD_SIZE = 64,
	KEYFILE_EXTRA = KEYFILE_HEAD_SIZE + TAG_SIZE,
	PASSPHRASE_MAX = 1024,

	/* Files of a desk */
	DIGITS = 20,
	DIGITS_TEXT = DIGITS + 4 + 1, /* five groups of four, spaces, NUL */
	STAFF_PLAIN_SIZE = 1 + 1 + 32,
	STAFF_FILE_SIZE = STAFF_PLAIN_SIZE + KEYFILE_EXTRA,
	DESK_PERSONS_MAX = 32,
	INITIALS_MAX = 8,
	SLOTS_HEAD_SIZE = 8 + 4 + SALT_SIZE,
	PERSON_SIZE =
	    2 + INITIALS_MAX + DESK_PUBLIC_SIZE + KEM_SIZE + 32 + TAG_SIZE,
	SLOTS_MAX = SLOTS_HEAD_SIZE + DESK_PERSONS_MAX * PERSON_SIZE,
	BOOK_NAME_SIZE = 8,
	DESK_EPOCHS_MAX = 128,
	SLOT_SECRET_SIZE = 32,
	DESKKEY_PLAIN_MIN = 1 + BOOK_NAME_SIZE + 32 + 32 + 1,
	DESKKEY_EPOCH_SIZE = 2 + 32,
	DESKKEY_PLAIN_MAX = DESKKEY_PLAIN_MIN +
	    DESK_PERSONS_MAX * SLOT_SECRET_SIZE +
	    DESK_EPOCHS_MAX * DESKKEY_EPOCH_SIZE,
	DESKKEY_MAX = SLOTS_MAX + DESKKEY_PLAIN_MAX + TAG_SIZE,
	LOCK_HALF = 512,
	LOCK_SIZE = 2 * LOCK_HALF,
	BOOK_MIN = 1 << 20, /* the least plain of a casebook file */
	BOOK_MAX = 1 << 30, /* the largest database */

	/* Form lane */
	FORM_POST_MAX = 65536,
	FORM_ANSWER_SIZE = 131072,
};

_Static_assert(SLOT_SIZE == 1200, "a slot");
_Static_assert(ENVELOPE_SIZE == 16384, "an envelope");
_Static_assert(CELL_SIZE == 2048, "a cell");
_Static_assert(PERSON_SIZE == 2394, "a person in desk.key");

#endif
