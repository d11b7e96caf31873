/* intake.c - the envelopes of an inbox, all of them: tips before follow-ups. */

#include "core/intake.h"

#include <stdlib.h>

#include "core/trial.h"
#include "os/process.h"

/* One run's memory; locked, since it holds keys and texts. */
struct intake {
	struct accept a;
	struct laters *next; /* what was put off to the next round */
	struct opened opened[2][TRIAL_BLOCK]; /* of both blocks */
};

/* A block of envelopes and where in the inbox each is. */
struct block {
	struct trial t;
	uint32_t at[TRIAL_BLOCK];
	uint8_t bytes[TRIAL_BLOCK_SIZE];
};

/* Take in what came out of a block. */
static enum err
block_take(struct intake *in, struct block *k)
{
	enum err e = OK;
	bool later;

	for (size_t i = 0; i < k->t.n && e == OK; i++) {
		if (k->t.result[i] != OK)
			continue;
		e = accept_opened(&in->a, &k->t.out[i], &later);
		if (e == OK && later)
			e = laters_add(in->next, k->at[i],
			    k->bytes + i * ENVELOPE_SIZE);
	}
	return e;
}

/* What a failure to read an envelope again means. */
static enum fault
read_failed(struct desk *d, enum err e)
{
	return e == ERR_FORMAT ? fault_plain(&d->detail, FAULT_INBOX_CHANGED)
			       : fault_file(&d->detail, "", e);
}

/* Read the next block, and begin to try it; it is empty at the end. */
static enum fault
block_begin(struct intake *in, struct block *k, struct envelopes *v)
{
	uint32_t at = v->at;
	enum err e = envelopes_next(v, k->bytes, TRIAL_BLOCK, &k->t.n);

	if (e != OK) {
		k->t.n = 0;
		return read_failed(in->a.desk, e);
	}
	for (size_t i = 0; i < k->t.n; i++)
		k->at[i] = at + (uint32_t)i;
	trial_begin(&k->t);
	return FAULT_NONE;
}

/* A block that was tried, into the casebook. */
static enum fault
block_end(struct intake *in, struct block *k, const struct intake_watch *watch)
{
	enum err e = block_take(in, k);

	if (e != OK)
		return fault_book(&in->a.desk->detail, e);
	in->a.count.envelopes += (uint32_t)k->t.n;
	return watch->go(watch->arg, in->a.count.envelopes)
	    ? FAULT_NONE
	    : fault_plain(&in->a.desk->detail, FAULT_INBOX_STOPPED);
}

/*
 * All envelopes, a block at a time.  No core waits: the next block is read and
 * begun while the last envelopes of this one are tried, and tried while this
 * one is taken in.
 */
static enum fault
first_round(struct intake *in, struct block *k, struct envelopes *v,
    const struct intake_watch *watch)
{
	struct block *now = &k[0];
	struct block *next = &k[1];
	enum fault f = block_begin(in, now, v);

	while (f == FAULT_NONE && now->t.n > 0) {
		struct block *done = now;

		trial_help(&now->t);
		f = block_begin(in, next, v);
		trial_end(&now->t);
		if (f == FAULT_NONE)
			f = block_end(in, now, watch);
		now = next;
		next = done;
	}
	trial_end(&now->t); /* begun before what failed */
	return f;
}

/* Those that were put off to this round. */
static enum fault
later_round(struct intake *in, struct block *k, struct envelopes *v,
    const struct laters *now)
{
	enum err e = OK;

	for (size_t i = 0; i < now->n; i += k->t.n) {
		k->t.n = now->n - i < TRIAL_BLOCK ? now->n - i : TRIAL_BLOCK;
		for (size_t j = 0; j < k->t.n && e == OK; j++) {
			k->at[j] = now->later[i + j].at;
			e = envelopes_again(v, k->bytes + j * ENVELOPE_SIZE,
			    &now->later[i + j]);
		}
		if (e != OK)
			return read_failed(in->a.desk, e);
		trial_run(&k->t);
		e = block_take(in, k);
		if (e != OK)
			return fault_book(&in->a.desk->detail, e);
	}
	return FAULT_NONE;
}

/* First all; then the follow-ups that were put off; then the closes. */
static enum fault
rounds(struct intake *in, struct block *k, struct envelopes *v,
    const struct intake_watch *watch)
{
	struct laters follow = { 0, 0, NULL };
	struct laters close = { 0, 0, NULL };
	struct laters none = { 0, 0, NULL };
	enum fault f;

	in->a.put_off = KIND_FOLLOW_UP;
	/* cppcheck-suppress autoVariables; nobody looks at it later */
	in->next = &follow;
	f = first_round(in, k, v, watch);
	in->a.put_off = KIND_CLOSE;
	/* cppcheck-suppress autoVariables; nobody looks at it later */
	in->next = &close;
	if (f == FAULT_NONE)
		f = later_round(in, k, v, &follow);
	in->a.put_off = KIND_CLOSE + 1;
	/* nothing is put off any more */
	/* cppcheck-suppress autoVariables; nobody looks at it later */
	in->next = &none;
	if (f == FAULT_NONE)
		f = later_round(in, k, v, &close);
	laters_free(&follow);
	laters_free(&close);
	laters_free(&none);
	return f;
}

/* Both blocks: where their results go, and the keys up to ${week}. */
static void
blocks_begin(struct block *k, struct intake *in, uint16_t week)
{
	const struct deskkey *key = desk_key(in->a.desk);

	for (size_t i = 0; i < 2; i++) {
		struct trial *t = &k[i].t;

		t->envelopes = k[i].bytes;
		t->epochs = key->epoch;
		t->out = in->opened[i];
		while (t->n_epochs < key->epochs &&
		    key->epoch[t->n_epochs].week <= week)
			t->n_epochs++;
	}
}

enum fault
intake_run(struct intake_count *count, struct desk *d, struct envelopes *v,
    uint16_t week, const struct intake_watch *watch)
{
	struct intake *in = locked_new(sizeof(*in));
	struct block *k = calloc(2, sizeof(*k));
	enum fault f;

	*count = (struct intake_count){ 0 };
	if (in == NULL || k == NULL) {
		f = fault_plain(&d->detail, FAULT_MEMORY);
		goto out;
	}
	in->a.desk = d;
	in->a.week = week;
	blocks_begin(k, in, week + 1);
	f = rounds(in, k, v, watch);
	*count = in->a.count;
out:
	free(k);
	locked_free(in);
	return f;
}
