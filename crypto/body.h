/* body.h - encode and decode the strict TLV inside an envelope or a cell. */

#ifndef BODY_H
#define BODY_H

#include <stdbool.h>
#include <stdint.h>

#include "err.h"
#include "label.h"
#include "secret.h"
#include "wire.h"

enum kind {
	KIND_TIP = 1,
	KIND_FOLLOW_UP,
	KIND_CLOSE,
	KIND_REPLY,
	KIND_REFERRAL,
	KIND_RETRACTION,
	KIND_CONFIRMATION,
	KIND_OUTCOME,
};

enum lane {
	LANE_BROWSER = 1,
	LANE_CLI,
	LANE_FORM, /* sealed by the server */
	LANE_PHONE,
};

enum flags {
	FLAG_WANTS_REPLY = 1,
	FLAG_MAY_REFER = 2,
};

enum status {
	STATUS_RECEIVED = 1,
	STATUS_QUESTION,
	STATUS_DONE,
};

PUBLIC_TYPE(message_id, MESSAGE_ID_SIZE);

/* An envelope's body.  Spans borrow from the bytes it was decoded from. */
struct body {
	enum kind kind;
	enum lane lane;
	uint8_t flags;       /* enum flags */
	struct span text;    /* empty: none */
	struct span answers; /* encoded; read it with answers_next() */
	struct message_id id;
	bool has_week; /* follow-ups: the week of the cell answered */
	uint16_t week;
};

/* One answer: a field of the questionnaire and its value. */
struct answer {
	uint8_t field;
	struct span value;
};

/* A cell's body. */
struct cell_body {
	enum status status;
	uint16_t week;     /* of sealing */
	uint16_t opened;   /* messages of this thread opened so far */
	struct span texts; /* encoded, newest first; read by texts_next() */
};

struct cell_text {
	uint8_t weeks_ago;
	struct span text;
};

/*
 * body_encode(out, b):
 * Write ${b} and pad it with zeros.  ERR_FORMAT for bad text or a mix of items
 * that is not allowed; ERR_TOO_LONG if text and answers are together over
 * 11,300 bytes or do not fit.  ${out} is then zeroed.
 * Source: PROTOCOL.md, "Body".  Vectors: body-*.
 */
MUST_USE enum err body_encode(uint8_t out[static BODY_SIZE],
    const struct body *b);
MUST_USE enum err body_decode(struct body *out,
    const uint8_t in[static BODY_SIZE]);

/* Append one answer to the list in ${w}; ${field} must ascend. */
void answers_put(struct writer *w, uint8_t field, struct span value);

/* Read the next answer of an encoded list; false at its end. */
bool answers_next(struct answer *out, struct reader *r);

/*
 * cell_body_encode(out, b):
 * Write ${b} and pad it with zeros.  ERR_FORMAT for a bad status or bad texts,
 * also for a text over 1,200 bytes, over 32 texts, or over 1,900 bytes of
 * texts; ERR_TOO_LONG if the items do not fit.  ${out} is then zeroed.
 * Source: PROTOCOL.md, "Cell and board".  Vectors: cell-*.
 */
MUST_USE enum err cell_body_encode(uint8_t out[static CELL_BODY_SIZE],
    const struct cell_body *b);
MUST_USE enum err cell_body_decode(struct cell_body *out,
    const uint8_t in[static CELL_BODY_SIZE]);

/* Append one text to the list in ${w}; the caller puts the newest first. */
void texts_put(struct writer *w, uint8_t weeks_ago, struct span text);
bool texts_next(struct cell_text *out, struct reader *r);

#endif
