/* inbox_kit.h - makes inboxes for a desk, signed as by a server. */

#ifndef DESK_INBOX_KIT_H
#define DESK_INBOX_KIT_H

#include "desk/kit.h"

/* Write a directory with the desk's card; sign it with the real command. */
static inline void
kit_sign(uint32_t version, const char *cells)
{
	struct file first = kit_read("root/service.txt");
	struct file card = kit_read("desk/card.txt");
	struct sign_public srv;
	static uint8_t text[8192];
	struct writer w = { text, sizeof(text), 0, false };
	const char *v = strstr((char *)first.p, "version 1\n");
	const char *n = strstr((char *)card.p, " 64 1\n");

	sign_public_of(&srv, &kit.srv);
	wire_put(&w, first.p, (size_t)(v - (char *)first.p));
	wire_put_str(&w, "version ");
	wire_put_decimal(&w, version);
	wire_put(&w, v + 9, first.n - (size_t)(v + 9 - (char *)first.p));
	wire_put_str(&w, "srv ");
	wire_put_base64(&w, srv.b, sizeof(srv.b));
	wire_put_str(&w,
	    "\nrhythm 1\nneutral https://example.org/\n"
	    "phone 0800-7000\n");
	wire_put(&w, card.p, (size_t)(n - (char *)card.p) + 1);
	wire_put_str(&w, cells);
	wire_put(&w, n + 3, card.n - (size_t)(n + 3 - (char *)card.p));
	kit_write("draft.txt", (struct span){ text, w.n });
	assert_int_equal(kit_do(cmd_sign, 0, 3, PASS, "sign", "root",
			     "draft.txt", "dir.note"),
	    0);
	file_free(&first);
	file_free(&card);
	file_free(&kit.directory);
	kit.directory = kit_read("dir.note");
}

/* The desk's key of the clock's week. */
static inline const struct desk_public *
kit_key(void)
{
	struct schedule s;
	struct span note = file_span(&kit.schedule);
	const uint8_t *end = memmem(note.p, note.n, "\n\n", 2);
	unsigned i;

	assert_int_equal(
	    schedule_parse(&s,
		(struct span){ note.p, (size_t)(end - note.p) + 1 }),
	    OK);
	i = schedule_week(&s, clock_week());
	assert_in_range(i, 0, EPOCHS - 1);
	return (const struct desk_public *)(kit.keys.p +
	    (size_t)i * DESK_PUBLIC_SIZE);
}

/* Room for another envelope in the next inbox. */
static inline uint8_t *
kit_put(void)
{
	assert_in_range(kit.envelopes, 0, INBOX_MOST - 1);
	return kit.envelope[kit.envelopes++];
}

static inline uint8_t *
kit_seal(const struct thread_secret *t, enum kind kind, uint8_t flags,
    const char *text)
{
	static uint8_t plain[BODY_SIZE];
	struct seal_to to = { kit_key(), t };
	struct body b = { .kind = kind, .lane = LANE_CLI, .flags = flags };
	uint8_t *out = kit_put();

	b.text = span_str(text);
	randombytes_buf(b.id.b, sizeof(b.id.b));
	assert_int_equal(body_encode(plain, &b), OK);
	assert_int_equal(envelope_seal(out, plain, &to, 1), OK);
	return out;
}

static inline int
kit_order(const void *a, const void *b)
{
	struct pool_name x;
	struct pool_name y;

	envelope_name(&x, a);
	envelope_name(&y, b);
	return memcmp(x.b, y.b, sizeof(x.b));
}

static inline void
kit_name(char out[64], uint32_t seq, const char *kind)
{
	(void)snprintf(out, 64, "stick/%03u.%s", seq, kind);
}

/* The notes that zegeld serves, with the desk's schedule and key. */
static inline struct span
kit_notes(void)
{
	static uint8_t out[NOTES_MAX];
	static struct notes n;
	struct writer w = { out, sizeof(out), 0, false };

	n.directory = file_span(&kit.directory);
	n.count = 1;
	n.part[0].schedule = file_span(&kit.schedule);
	n.part[0].key = kit_key();
	notes_encode(&w, &n);
	assert_false(w.bad);
	return (struct span){ out, w.n };
}

/* Export the collected envelopes as inbox ${seq} of ${week}, signed by SRV. */
static inline void
kit_export(uint32_t seq, uint16_t week, uint32_t taken)
{
	static struct inbox_manifest m;
	struct span notes = kit_notes();
	char name[64];
	static uint8_t text[2048];
	static uint8_t note[4096];
	struct writer t = { text, sizeof(text), 0, false };
	struct writer w = { note, sizeof(note), 0, false };
	size_t n = kit.envelopes * ENVELOPE_SIZE;

	qsort(kit.envelope, kit.envelopes, ENVELOPE_SIZE, kit_order);
	memset(&m, 0, sizeof(m));
	m.seq = seq;
	m.week = week;
	m.n = 1;
	m.service = kit.service;
	if (seq > 1)
		m.prev = kit.prev;
	m.envelopes = (uint32_t)kit.envelopes;
	file_hash(&m.file, kit.envelope[0], n);
	file_hash(&m.notes, notes.p, notes.n);
	m.taken[0] = (struct taken){ kit.desk, taken > 0, taken };
	inbox_print(&t, &m);
	assert_int_equal(
	    note_sign(&w, (struct span){ text, t.n }, &kit.srv, kit.root.name),
	    OK);
	note_hash(&kit.prev, (struct span){ note, w.n });
	kit_name(name, seq, "inbox");
	kit_write(name, (struct span){ kit.envelope[0], n });
	kit_name(name, seq, "n");
	kit_write(name, notes);
	kit_name(name, seq, "inbox.note");
	kit_write(name, (struct span){ note, w.n });
	kit.envelopes = 0;
}

/* Remove inbox ${seq} from the stick. */
static inline void
kit_remove(uint32_t seq)
{
	static const char *const kinds[] = { "inbox", "n", "inbox.note" };
	char name[64];

	for (size_t i = 0; i < 3; i++) {
		kit_name(name, seq, kinds[i]);
		(void)unlink(name);
	}
}

#endif
