/* journal.c - writes the log, and tells whether somebody changed it. */

#include "core/journal.h"

#include <stdbool.h>
#include <string.h>

#include "core/date.h"
#include "hash.h"

#define LABEL_JOURNAL_KEY "tip1/journal-key" /* a person's secret -> key */
#define LABEL_JOURNAL "tip1/journal"         /* entries, each on the last */
#define LABEL_JOURNAL_TAG "tip1/journal-tag" /* an entry, by its author */
#define LABEL_REASON "tip1/reason"           /* salt and words */

void
journal_key(struct key *out, const struct staff_secret *secret,
    const struct desk_id *desk, uint8_t s)
{
	WIPED(hash) h;

	hash_begin(&h, secret->b, LABEL_JOURNAL_KEY);
	hash_add(&h, desk->b, sizeof(desk->b));
	hash_add(&h, &s, 1);
	hash_end(&h, out->b);
}

/* The hash of ${e} behind an entry with the hash ${before}. */
static void
entry_hash(uint8_t out[static HASH_SIZE], const struct entry *e,
    const uint8_t before[static HASH_SIZE])
{
	uint8_t head[4 + 4 + 1 + 1 + 4];
	struct writer w = { head, sizeof(head), 0, false };
	WIPED(hash) h;

	wire_put_u32(&w, e->n);
	wire_put_u32(&w, (uint32_t)e->day);
	wire_put_u8(&w, e->s);
	wire_put_u8(&w, e->act);
	wire_put_u32(&w, e->number);
	hash_begin(&h, NULL, LABEL_JOURNAL);
	hash_add(&h, before, HASH_SIZE);
	hash_add(&h, head, w.n);
	hash_add(&h, e->reason, sizeof(e->reason));
	hash_end(&h, out);
}

static enum err
reason_keep(struct desk *d, struct entry *e, struct span reason)
{
	uint8_t salt[REASON_SALT];
	WIPED(hash) h;

	if (reason.n == 0)
		return OK;
	if (reason.n > REASON_MAX)
		return ERR_TOO_LONG;
	randombytes_buf(salt, sizeof(salt));
	hash_begin(&h, NULL, LABEL_REASON);
	hash_add(&h, salt, sizeof(salt));
	hash_add(&h, reason.p, reason.n);
	hash_end(&h, e->reason);
	return reason_put(d->book, e->n, e->number, salt, reason);
}

enum fault
journal_add(struct desk *d, enum act act, uint32_t number, struct span reason)
{
	struct entry last;
	struct entry e = { 0 };
	enum err err = journal_last(&last, d->book);

	if (err != OK)
		return desk_failed(d, err);
	e.n = last.n + 1;
	e.day = d->day;
	e.s = d->session->s;
	e.act = (uint8_t)act;
	e.number = number;
	err = reason_keep(d, &e, reason);
	if (err != OK)
		return desk_failed(d, err);
	entry_hash(e.hash, &e, last.hash);
	kh(e.tag, d->session->journal.b, LABEL_JOURNAL_TAG, e.hash,
	    sizeof(e.hash));
	err = journal_put(&e, d->book);
	if (err != OK)
		return desk_failed(d, err);
	d->state->journal = e.n;
	return FAULT_NONE;
}

enum fault
journal_commit(struct desk *d, enum act act, uint32_t number)
{
	enum fault f = journal_add(d, act, number, span_str(""));

	if (f == FAULT_NONE)
		return desk_commit(d);
	desk_abort(d);
	return f;
}

enum fault
journal_trim(struct desk *d)
{
	return desk_failed(d,
	    journal_cut(d->book, date_destroy(d) - JOURNAL_WEEKS * 7));
}

/* A walk along the log. */
struct check {
	const struct session *session;
	struct entry last;
	uint32_t bad;   /* the first entry that does not fit; 0: none */
	bool dated;     /* the log says from where the key at work counts */
	uint32_t first; /* the entry behind the head; 0: none was cut */
	int32_t old;    /* the day before which that one must be */
};

/* True for the entry that gave who is at work the key of ${log_from} on. */
static bool
is_key(const struct session *s, const struct entry *e)
{
	return e->number == s->s &&
	    ((e->act == ACT_PERSON_ADDED && e->n == s->log_from) ||
		(e->act == ACT_PERSON_RECOVERED && e->n + 1 == s->log_from));
}

static enum err
entry_check(void *to, const struct entry *e)
{
	struct check *c = to;
	uint8_t hash[HASH_SIZE];
	uint8_t tag[HASH_SIZE];

	entry_hash(hash, e, c->last.hash);
	kh(tag, c->session->journal.b, LABEL_JOURNAL_TAG, e->hash,
	    sizeof(e->hash));
	if (e->n != c->last.n + 1)
		c->bad = c->last.n + 1;
	else if ((e->n == c->first && e->day >= c->old) ||
	    memcmp(hash, e->hash, sizeof(hash)) != 0 ||
	    (e->s == c->session->s && e->n >= c->session->log_from &&
		sodium_memcmp(tag, e->tag, sizeof(tag)) != 0))
		c->bad = e->n;
	c->last = *e;
	c->dated = c->dated || is_key(c->session, e);
	return c->bad == 0 ? OK : ERR_CHECK;
}

enum fault
journal_verify(struct desk *d)
{
	struct check c = { .session = d->session };
	struct entry newest;
	enum err e = journal_last(&newest, d->book);

	if (e == OK)
		e = journal_head(&c.last, d->book);
	c.first = c.last.n == 0 ? 0 : c.last.n + 1;
	c.old = (newest.day > d->day ? newest.day : d->day) - JOURNAL_WEEKS * 7;
	/* the entry that says so may be cut; the first person has none */
	c.dated = c.last.n + 1 >= d->session->log_from;

	if (e == OK)
		e = journal_walk(d->book, c.last.n, entry_check, &c);
	if (e == OK && !c.dated) /* somebody made the key look newer */
		c.bad = c.last.n < d->session->log_from ? c.last.n
							: d->session->log_from;
	if (e == OK && c.bad == 0 && c.last.n != d->state->journal)
		c.bad = (c.last.n < d->state->journal ? c.last.n
						      : d->state->journal) +
		    1;
	if (c.bad != 0)
		return fault_number(&d->detail, FAULT_JOURNAL_BROKEN, c.bad);
	return e == OK ? FAULT_NONE : fault_book(&d->detail, e);
}
