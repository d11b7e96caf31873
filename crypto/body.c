/* body.c - encode and decode the strict TLV inside an envelope or a cell. */

#include "body.h"

#include <string.h>

#include "text.h"

enum type {
	TYPE_END = 0x00,
	TYPE_TEXT = 0x01,
	TYPE_ANSWERS = 0x02,
	TYPE_KIND = 0x03,
	TYPE_LANE = 0x04,
	TYPE_FLAGS = 0x05,
	TYPE_CONTAINER = 0x06,
	TYPE_STATUS = 0x07,
	TYPE_REFERRAL = 0x08,
	TYPE_ID = 0x09,
	TYPE_WEEK = 0x0a,
	TYPE_OPENED = 0x0c,
	TYPES = 0x0d,
	TYPE_CRITICAL = 0x80, /* an unknown type from here on is refused */
};

#define BIT(type) (1U << (type))

enum {
	ENVELOPE_MUST = BIT(TYPE_KIND) | BIT(TYPE_LANE) | BIT(TYPE_ID),
	ENVELOPE_NEVER = BIT(TYPE_STATUS) | BIT(TYPE_OPENED),
	CELL_MUST = BIT(TYPE_STATUS) | BIT(TYPE_WEEK) | BIT(TYPE_OPENED),
	/* the reserved types are in no set: both forms skip them */
	CELL_NEVER = BIT(TYPE_ANSWERS) | BIT(TYPE_KIND) | BIT(TYPE_LANE) |
	    BIT(TYPE_FLAGS) | BIT(TYPE_ID),
	TEXT_FIELDS = 128, /* answers: text from this field on, else choices */
	CHOICE_MAX = 31,
};

/* The items of a body, by type. */
struct items {
	struct span v[TYPES];
	uint32_t seen; /* BIT() of each type present */
};

static enum err
zeros_only(const struct reader *r)
{
	if (r->n == 0)
		return OK;
	/* each byte is the next one: a list of cases checks many bodies */
	return r->p[0] == 0 && memcmp(r->p, r->p + 1, r->n - 1) == 0
	    ? OK
	    : ERR_FORMAT;
}

static enum err
items_read(struct items *out, const uint8_t *in, size_t n)
{
	struct reader r = { in, n, false };
	uint8_t last = 0;

	memset(out, 0, sizeof(*out));
	while (r.n > 0) {
		uint8_t type = wire_u8(&r);
		struct span value;

		if (type == TYPE_END)
			return zeros_only(&r);
		value = wire_span(&r, wire_u16(&r));
		if (r.bad || type <= last || type >= TYPE_CRITICAL)
			return ERR_FORMAT;
		last = type;
		if (type >= TYPES)
			continue;
		out->v[type] = value;
		out->seen |= BIT(type);
	}
	return OK;
}

/* The value of a one-byte item; sets ${bad} unless in ${least}..${most}. */
static uint8_t
item_u8(const struct items *it, enum type type, uint8_t least, uint8_t most,
    bool *bad)
{
	struct reader r = { it->v[type].p, it->v[type].n, false };
	uint8_t v = wire_u8(&r);

	if (wire_end(&r) != OK || v < least || v > most)
		*bad = true;
	return v;
}

static uint16_t
item_u16(const struct items *it, enum type type, bool *bad)
{
	struct reader r = { it->v[type].p, it->v[type].n, false };
	uint16_t v = wire_u16(&r);

	if (wire_end(&r) != OK)
		*bad = true;
	return v;
}

static enum err
choices_check(struct span s)
{
	uint8_t last = 0;

	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] <= last || s.p[i] > CHOICE_MAX)
			return ERR_FORMAT;
		last = s.p[i];
	}
	return OK;
}

bool
answers_next(struct answer *out, struct reader *r)
{
	memset(out, 0, sizeof(*out));
	if (r->n == 0)
		return false;
	out->field = wire_u8(r);
	out->value = wire_span(r, wire_u16(r));
	return !r->bad;
}

static enum err
answers_check(struct span answers, size_t *text)
{
	struct reader r = { answers.p, answers.n, false };
	struct answer a;
	int last = -1;

	for (unsigned n = 0; answers_next(&a, &r); n++) {
		enum err e = a.field < TEXT_FIELDS ? choices_check(a.value)
						   : text_check(a.value);

		if (e != OK || a.value.n == 0 || a.field <= last ||
		    n >= ANSWERS_MAX)
			return ERR_FORMAT;
		last = a.field;
		*text += a.value.n;
	}
	return wire_end(&r);
}

static bool
has(const struct items *it, enum type type)
{
	return (it->seen & BIT(type)) != 0;
}

/* Check text and answers of an envelope: none empty, together not too long. */
static enum err
words_check(const struct items *it)
{
	size_t text = it->v[TYPE_TEXT].n;

	if (has(it, TYPE_TEXT) &&
	    (text == 0 || text_check(it->v[TYPE_TEXT]) != OK))
		return ERR_FORMAT;
	if (has(it, TYPE_ANSWERS) &&
	    (it->v[TYPE_ANSWERS].n == 0 ||
		answers_check(it->v[TYPE_ANSWERS], &text) != OK))
		return ERR_FORMAT;
	return text > TEXT_MAX ? ERR_FORMAT : OK;
}

static enum err
body_mix_check(const struct items *it, const struct body *b)
{
	if (b->kind == KIND_TIP && !has(it, TYPE_TEXT) &&
	    !has(it, TYPE_ANSWERS))
		return ERR_FORMAT;
	if (b->has_week && b->kind != KIND_FOLLOW_UP && b->kind != KIND_CLOSE)
		return ERR_FORMAT;
	return OK;
}

enum err
body_decode(struct body *out, const uint8_t in[static BODY_SIZE])
{
	struct items it;
	struct body b = { 0 };
	bool bad = false;

	memset(out, 0, sizeof(*out));
	if (items_read(&it, in, BODY_SIZE) != OK ||
	    (it.seen & ENVELOPE_MUST) != ENVELOPE_MUST ||
	    (it.seen & ENVELOPE_NEVER) != 0 || words_check(&it) != OK)
		return ERR_FORMAT;
	b.text = it.v[TYPE_TEXT];
	b.answers = it.v[TYPE_ANSWERS];
	b.kind = item_u8(&it, TYPE_KIND, KIND_TIP, KIND_OUTCOME, &bad);
	b.lane = item_u8(&it, TYPE_LANE, LANE_BROWSER, LANE_PHONE, &bad);
	if (has(&it, TYPE_FLAGS))
		b.flags = item_u8(&it, TYPE_FLAGS, 0,
		    FLAG_WANTS_REPLY | FLAG_MAY_REFER, &bad);
	b.has_week = has(&it, TYPE_WEEK);
	if (b.has_week)
		b.week = item_u16(&it, TYPE_WEEK, &bad);
	if (it.v[TYPE_ID].n != sizeof(b.id.b) || bad ||
	    body_mix_check(&it, &b) != OK)
		return ERR_FORMAT;
	memcpy(b.id.b, it.v[TYPE_ID].p, sizeof(b.id.b));
	*out = b;
	return OK;
}

static void
item_put(struct writer *w, enum type type, const void *p, size_t n)
{
	if (n > UINT16_MAX) {
		w->bad = true;
		return;
	}
	wire_put_u8(w, (uint8_t)type);
	wire_put_u16(w, (uint16_t)n);
	wire_put(w, p, n);
}

static void
item_put_u8(struct writer *w, enum type type, unsigned v)
{
	const uint8_t b = (uint8_t)v;

	item_put(w, type, &b, 1);
}

static void
item_put_u16(struct writer *w, enum type type, uint16_t v)
{
	const uint8_t b[2] = { (uint8_t)(v >> 8), (uint8_t)v };

	item_put(w, type, b, sizeof(b));
}

static size_t
answers_text(struct span answers)
{
	struct reader r = { answers.p, answers.n, false };
	struct answer a;
	size_t n = 0;

	while (answers_next(&a, &r))
		n += a.value.n;
	return n;
}

enum err
body_encode(uint8_t out[static BODY_SIZE], const struct body *b)
{
	struct writer w = { out, BODY_SIZE, 0, false };
	struct body again;
	enum err e;

	memset(out, 0, BODY_SIZE);
	if (b->text.n > TEXT_MAX ||
	    b->text.n + answers_text(b->answers) > TEXT_MAX)
		return ERR_TOO_LONG;
	if (b->text.n > 0)
		item_put(&w, TYPE_TEXT, b->text.p, b->text.n);
	if (b->answers.n > 0)
		item_put(&w, TYPE_ANSWERS, b->answers.p, b->answers.n);
	item_put_u8(&w, TYPE_KIND, b->kind);
	item_put_u8(&w, TYPE_LANE, b->lane);
	if (b->flags != 0)
		item_put_u8(&w, TYPE_FLAGS, b->flags);
	item_put(&w, TYPE_ID, b->id.b, sizeof(b->id.b));
	if (b->has_week)
		item_put_u16(&w, TYPE_WEEK, b->week);
	/* never seal a body that the strict decoder refuses */
	e = w.bad ? ERR_TOO_LONG : body_decode(&again, out);
	if (e != OK)
		sodium_memzero(out, BODY_SIZE);
	return e;
}

void
answers_put(struct writer *w, uint8_t field, struct span value)
{
	if (value.n > UINT16_MAX) {
		w->bad = true;
		return;
	}
	wire_put_u8(w, field);
	wire_put_u16(w, (uint16_t)value.n);
	wire_put(w, value.p, value.n);
}

void
texts_put(struct writer *w, uint8_t weeks_ago, struct span text)
{
	answers_put(w, weeks_ago, text); /* the layout is the same */
}

bool
texts_next(struct cell_text *out, struct reader *r)
{
	struct answer a;
	bool more = answers_next(&a, r);

	*out = (struct cell_text){ a.field, a.value };
	return more;
}

static enum err
texts_check(struct span texts)
{
	struct reader r = { texts.p, texts.n, false };
	struct cell_text t;
	size_t total = 0;

	for (unsigned n = 0; texts_next(&t, &r); n++) {
		total += t.text.n;
		if (t.text.n == 0 || t.text.n > REPLY_MAX ||
		    total > CELL_TEXT_MAX || n >= CELL_TEXTS_MAX ||
		    text_check(t.text) != OK)
			return ERR_FORMAT;
	}
	return wire_end(&r);
}

enum err
cell_body_decode(struct cell_body *out, const uint8_t in[static CELL_BODY_SIZE])
{
	struct items it;
	struct cell_body b;
	bool bad = false;

	memset(out, 0, sizeof(*out));
	if (items_read(&it, in, CELL_BODY_SIZE) != OK ||
	    (it.seen & CELL_MUST) != CELL_MUST || (it.seen & CELL_NEVER) != 0)
		return ERR_FORMAT;
	b.texts = it.v[TYPE_TEXT];
	b.status =
	    item_u8(&it, TYPE_STATUS, STATUS_RECEIVED, STATUS_DONE, &bad);
	b.week = item_u16(&it, TYPE_WEEK, &bad);
	b.opened = item_u16(&it, TYPE_OPENED, &bad);
	if (bad || (has(&it, TYPE_TEXT) && b.texts.n == 0) ||
	    texts_check(b.texts) != OK)
		return ERR_FORMAT;
	*out = b;
	return OK;
}

enum err
cell_body_encode(uint8_t out[static CELL_BODY_SIZE], const struct cell_body *b)
{
	struct writer w = { out, CELL_BODY_SIZE, 0, false };
	struct cell_body again;
	enum err e;

	memset(out, 0, CELL_BODY_SIZE);
	if (b->texts.n > 0)
		item_put(&w, TYPE_TEXT, b->texts.p, b->texts.n);
	item_put_u8(&w, TYPE_STATUS, b->status);
	item_put_u16(&w, TYPE_WEEK, b->week);
	item_put_u16(&w, TYPE_OPENED, b->opened);
	e = w.bad ? ERR_TOO_LONG : cell_body_decode(&again, out);
	if (e != OK)
		sodium_memzero(out, CELL_BODY_SIZE);
	return e;
}
