/* records.c - the state's records of inboxes, outboxes and lost envelopes. */

#include "bundle/records.h"

#include <string.h>

enum err
inbox_record_load(struct inbox_record *out, struct store *s, uint32_t seq)
{
	struct reader r;
	struct file f;
	enum err e;

	*out = (struct inbox_record){ .seq = 0 };
	e = store_get(s, &f, STATE_INBOX, NULL, seq);
	if (e != OK)
		return e;
	r = (struct reader){ f.p, f.n, false };
	out->seq = seq;
	wire_copy(&r, out->hash.b, sizeof(out->hash.b));
	out->week = wire_u16(&r);
	e = wire_end(&r);
	file_free(&f);
	return e;
}

enum err
inbox_record_last(struct inbox_record *out, struct store *s)
{
	struct reader r;
	struct file f;
	uint32_t seq;
	enum err e;

	*out = (struct inbox_record){ .seq = 0 };
	e = store_get(s, &f, STATE_LAST, NULL, 0);
	if (e != OK)
		return e == ERR_MISSING ? OK : e;
	r = (struct reader){ f.p, f.n, false };
	seq = wire_u32(&r);
	e = wire_end(&r);
	file_free(&f);
	return e == OK ? inbox_record_load(out, s, seq) : e;
}

/* Encode ${inbox} into ${w} as a STATE_INBOX item. */
static struct state_item
inbox_record_item(struct writer *w, const struct inbox_record *inbox)
{
	wire_put(w, inbox->hash.b, sizeof(inbox->hash.b));
	wire_put_u16(w, inbox->week);
	return (struct state_item){ .kind = STATE_INBOX,
		.number = inbox->seq,
		.value = { w->p, w->n } };
}

enum err
inbox_record_save(struct store *s, const struct inbox_record *inbox)
{
	uint8_t bytes[INBOX_RECORD_SIZE];
	uint8_t last[4];
	struct writer w = { bytes, sizeof(bytes), 0, false };
	struct writer number = { last, sizeof(last), 0, false };
	const struct state_item items[] = {
		inbox_record_item(&w, inbox),
		{ .kind = STATE_LAST, .value = { last, sizeof(last) } },
		{ .kind = STATE_INBOX, .number = inbox->seq - INBOX_RECORDS },
	};

	wire_put_u32(&number, inbox->seq);
	return store_put(s, items, inbox->seq > INBOX_RECORDS ? 3 : 2);
}

static enum err
inbox_record_change(struct store *s, const struct inbox_record *inbox)
{
	uint8_t bytes[INBOX_RECORD_SIZE];
	struct writer w = { bytes, sizeof(bytes), 0, false };
	struct state_item item = inbox_record_item(&w, inbox);

	return store_put(s, &item, 1);
}

/* One transaction for each inbox: an interrupted call can be repeated. */
enum err
inbox_record_lower(struct store *s, uint16_t week)
{
	struct inbox_record inbox;
	enum err e = inbox_record_last(&inbox, s);

	for (uint32_t seq = inbox.seq; e == OK && seq > 0; seq--) {
		e = inbox_record_load(&inbox, s, seq);
		if (e != OK || inbox.week <= week)
			continue;
		inbox.week = week;
		e = inbox_record_change(s, &inbox);
	}
	return e == ERR_MISSING ? OK : e; /* older ones are forgotten */
}

enum err
outbox_record_load(struct outbox_record *out, struct store *s,
    const struct desk_id *holder)
{
	struct reader r;
	struct file f;
	enum err e;

	*out = (struct outbox_record){ .seq = 0 };
	e = store_get(s, &f, STATE_OUTBOX, holder, 0);
	if (e != OK)
		return e;
	r = (struct reader){ f.p, f.n, false };
	out->schedule = wire_u32(&r);
	out->seq = wire_u32(&r);
	out->ack_seq = wire_u32(&r);
	wire_copy(&r, out->ack.b, sizeof(out->ack.b));
	wire_copy(&r, out->hash.b, sizeof(out->hash.b));
	e = wire_end(&r);
	file_free(&f);
	return e;
}

static bool
acked_load(struct inbox_record *inbox, struct store *s,
    const struct outbox_record *outbox)
{
	return outbox->ack_seq != 0 &&
	    inbox_record_load(inbox, s, outbox->ack_seq) == OK &&
	    memcmp(inbox->hash.b, outbox->ack.b, sizeof(outbox->ack.b)) == 0;
}

bool
outbox_record_known(struct store *s, const struct outbox_record *outbox)
{
	struct inbox_record inbox;

	return acked_load(&inbox, s, outbox);
}

uint16_t
outbox_record_week(struct store *s, const struct desk_id *holder)
{
	struct inbox_record inbox;
	struct outbox_record outbox;

	return outbox_record_load(&outbox, s, holder) == OK &&
		acked_load(&inbox, s, &outbox)
	    ? inbox.week
	    : 0;
}

enum err
loss_record_load(struct loss_record *out, struct store *s)
{
	struct reader r;
	struct file f;
	enum err e;

	*out = (struct loss_record){ .week = 0 };
	e = store_get(s, &f, STATE_LOST, NULL, 0);
	if (e != OK)
		return e;
	r = (struct reader){ f.p, f.n, false };
	out->week = wire_u16(&r);
	out->envelopes = wire_u32(&r);
	e = wire_end(&r);
	file_free(&f);
	return e;
}

enum err
loss_record_add(struct store *s, uint16_t week, uint64_t envelopes)
{
	uint8_t bytes[2 + 4];
	struct writer w = { bytes, sizeof(bytes), 0, false };
	struct state_item item = { .kind = STATE_LOST };
	struct loss_record lost;
	enum err e = loss_record_load(&lost, s);

	if (e != OK && e != ERR_MISSING)
		return e;
	/* holders may have made up for an old loss: do not count it again */
	if (lost.week + LOST_WEEKS < week)
		lost.envelopes = 0;
	envelopes += lost.envelopes;
	wire_put_u16(&w, week);
	wire_put_u32(&w,
	    envelopes > UINT32_MAX ? UINT32_MAX : (uint32_t)envelopes);
	item.value = (struct span){ bytes, sizeof(bytes) };
	return store_put(s, &item, 1);
}

void
outbox_record_encode(struct writer *w, const struct outbox_record *outbox)
{
	wire_put_u32(w, outbox->schedule);
	wire_put_u32(w, outbox->seq);
	wire_put_u32(w, outbox->ack_seq);
	wire_put(w, outbox->ack.b, sizeof(outbox->ack.b));
	wire_put(w, outbox->hash.b, sizeof(outbox->hash.b));
}
