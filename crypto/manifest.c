/* manifest.c - print and parse the notes that number inboxes and outboxes. */

#include "manifest.h"

#include <string.h>

#include "hash.h"
#include "lines.h"
#include "week.h"

void
file_hash(struct file_hash *out, const void *p, size_t n)
{
	uh(out->b, LABEL_FILE, p, n);
}

void
inbox_print(struct writer *w, const struct inbox_manifest *m)
{
	char week[WEEK_TEXT];

	week_print(week, m->week);
	wire_put_str(w, "tip1/inbox\n");
	lines_put_hex(w, "service", m->service.b, sizeof(m->service.b));
	lines_put_decimal(w, "seq", m->seq);
	lines_put_hex(w, "prev", m->prev.b, sizeof(m->prev.b));
	lines_put_str(w, "week", week);
	lines_put_decimal(w, "envelopes", m->envelopes);
	lines_put_hex(w, "file", m->file.b, sizeof(m->file.b));
	lines_put_hex(w, "notes", m->notes.b, sizeof(m->notes.b));
	for (size_t i = 0; i < m->n; i++) {
		wire_put_str(w, "taken ");
		wire_put_hex(w, m->taken[i].desk.b, sizeof(m->taken[i].desk.b));
		wire_put_u8(w, ' ');
		wire_put_decimal(w, m->taken[i].schedule);
		wire_put_u8(w, ' ');
		wire_put_decimal(w, m->taken[i].seq);
		wire_put_u8(w, '\n');
	}
}

static void
taken_parse(struct lines *l, struct taken *t)
{
	lines_hex(l, t->desk.b, sizeof(t->desk.b));
	t->schedule = lines_decimal(l, 0, UINT32_MAX);
	t->seq = lines_decimal(l, 0, UINT32_MAX);
	if ((t->schedule == 0) != (t->seq == 0))
		l->bad = true;
}

/* Parse a hash that is all zeros if and only if ${seq} is ${first}. */
static void
prev_parse(struct lines *l, struct note_hash *prev, uint32_t seq,
    uint32_t first)
{
	lines_hex(l, prev->b, sizeof(prev->b));
	if ((seq == first) != (sodium_is_zero(prev->b, sizeof(prev->b)) != 0))
		l->bad = true;
}

enum err
inbox_parse(struct inbox_manifest *m, struct span text)
{
	struct lines l = lines_begin(text);

	memset(m, 0, sizeof(*m));
	lines_need(&l, "tip1/inbox");
	lines_need(&l, "service");
	lines_hex(&l, m->service.b, sizeof(m->service.b));
	lines_need(&l, "seq");
	m->seq = lines_decimal(&l, 1, UINT32_MAX);
	lines_need(&l, "prev");
	prev_parse(&l, &m->prev, m->seq, 1);
	lines_need(&l, "week");
	m->week = lines_week(&l);
	lines_need(&l, "envelopes");
	m->envelopes = lines_decimal(&l, 0, UINT32_MAX);
	lines_need(&l, "file");
	lines_hex(&l, m->file.b, sizeof(m->file.b));
	lines_need(&l, "notes");
	lines_hex(&l, m->notes.b, sizeof(m->notes.b));
	while (m->n < DESKS_MAX && lines_next(&l, "taken"))
		taken_parse(&l, &m->taken[m->n++]);
	if (m->n > 0 && lines_end(&l) == OK)
		return OK;
	memset(m, 0, sizeof(*m));
	return ERR_FORMAT;
}

void
outbox_print(struct writer *w, const struct outbox_manifest *m)
{
	wire_put_str(w, "tip1/outbox\n");
	lines_put_hex(w, "service", m->service.b, sizeof(m->service.b));
	lines_put_hex(w, "desk", m->desk.b, sizeof(m->desk.b));
	lines_put_decimal(w, "seq", m->seq);
	lines_put_decimal(w, "schedule", m->schedule);
	wire_put_str(w, "ack ");
	wire_put_decimal(w, m->ack_seq);
	wire_put_u8(w, ' ');
	wire_put_hex(w, m->ack.b, sizeof(m->ack.b));
	wire_put_u8(w, '\n');
	lines_put_decimal(w, "cells", m->cells);
	lines_put_hex(w, "file", m->file.b, sizeof(m->file.b));
}

enum err
outbox_parse(struct outbox_manifest *m, struct span text)
{
	struct lines l = lines_begin(text);

	memset(m, 0, sizeof(*m));
	lines_need(&l, "tip1/outbox");
	lines_need(&l, "service");
	lines_hex(&l, m->service.b, sizeof(m->service.b));
	lines_need(&l, "desk");
	lines_hex(&l, m->desk.b, sizeof(m->desk.b));
	lines_need(&l, "seq");
	m->seq = lines_decimal(&l, 1, UINT32_MAX);
	lines_need(&l, "schedule");
	m->schedule = lines_decimal(&l, 1, UINT32_MAX);
	lines_need(&l, "ack");
	m->ack_seq = lines_decimal(&l, 0, UINT32_MAX);
	prev_parse(&l, &m->ack, m->ack_seq, 0);
	lines_need(&l, "cells");
	m->cells = (uint16_t)lines_decimal(&l, 0, CELLS_MAX);
	lines_need(&l, "file");
	lines_hex(&l, m->file.b, sizeof(m->file.b));
	if (lines_end(&l) == OK)
		return OK;
	memset(m, 0, sizeof(*m));
	return ERR_FORMAT;
}
