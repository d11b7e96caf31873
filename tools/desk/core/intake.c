/* intake.c - the envelopes of an inbox, all of them: tips before follow-ups. */

#include "core/intake.h"

#include <stdlib.h>

#include "core/trial.h"
#include "os/process.h"

/* One run's memory; locked, since it holds keys and texts. */
struct intake {
	struct accept a;
	struct laters *next; /* what was put off to the next round */
	struct opened opened[TRIAL_BLOCK];
};

/* A block of envelopes and where in the inbox each is. */
struct block {
	struct trial t;
	uint32_t at[TRIAL_BLOCK];
	uint8_t bytes[TRIAL_BLOCK_SIZE];
};

static enum err
block_take(struct intake *in, struct block *k)
{
	enum err e = OK;
	bool later;

	trial_run(&k->t);
	for (size_t i = 0; i < k->t.n && e == OK; i++) {
		if (k->t.result[i] != OK)
			continue;
		e = accept_opened(&in->a, &in->opened[i], &later);
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

/* All envelopes, a block at a time. */
static enum fault
first_round(struct intake *in, struct block *k, struct envelopes *v,
    const struct intake_watch *watch)
{
	enum err read;
	enum err e;

	do {
		uint32_t at = v->at;

		read = envelopes_next(v, k->bytes, TRIAL_BLOCK, &k->t.n);
		if (read != OK)
			return read_failed(in->a.desk, read);
		for (size_t i = 0; i < k->t.n; i++)
			k->at[i] = at + (uint32_t)i;
		e = block_take(in, k);
		if (e != OK)
			return fault_book(&in->a.desk->detail, e);
		in->a.count.envelopes = v->at;
		if (!watch->go(watch->arg, v->at))
			return fault_plain(&in->a.desk->detail,
			    FAULT_INBOX_STOPPED);
	} while (v->at < v->n);
	return FAULT_NONE;
}

/* Those that were put off to this round. */
static enum fault
later_round(struct intake *in, struct block *k, const struct envelopes *v,
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
	in->next = &follow;
	f = first_round(in, k, v, watch);
	in->a.put_off = KIND_CLOSE;
	in->next = &close;
	if (f == FAULT_NONE)
		f = later_round(in, k, v, &follow);
	in->a.put_off = KIND_CLOSE + 1;
	in->next = &none; /* nothing is put off any more */
	if (f == FAULT_NONE)
		f = later_round(in, k, v, &close);
	laters_free(&follow);
	laters_free(&close);
	laters_free(&none);
	return f;
}

enum fault
intake_run(struct intake_count *count, struct desk *d, struct envelopes *v,
    uint16_t week, const struct intake_watch *watch)
{
	const struct deskkey *k = desk_key(d);
	struct intake *in = locked_new(sizeof(*in));
	struct block *block = calloc(1, sizeof(*block));
	enum fault f;

	*count = (struct intake_count){ 0 };
	if (in == NULL || block == NULL) {
		f = fault_plain(&d->detail, FAULT_MEMORY);
		goto out;
	}
	in->a.desk = d;
	in->a.week = week;
	block->t.envelopes = block->bytes;
	block->t.epochs = k->epoch;
	block->t.out = in->opened;
	while (block->t.n_epochs < k->epochs &&
	    k->epoch[block->t.n_epochs].week <= week + 1)
		block->t.n_epochs++;
	f = rounds(in, block, v, watch);
	*count = in->a.count;
out:
	free(block);
	locked_free(in);
	return f;
}
