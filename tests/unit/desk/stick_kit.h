/* stick_kit.h - makes inboxes as a server signs them, and opens them. */

#ifndef DESK_STICK_KIT_H
#define DESK_STICK_KIT_H

#include "desk/served_kit.h"

#include "bundle.h"

/* Room for ${n} more envelopes in the next inbox. */
static inline uint8_t *
kit_put(size_t n)
{
	uint8_t *more = malloc((kit.envelopes + n) * ENVELOPE_SIZE);

	assert_non_null(more);
	if (kit.envelopes > 0)
		memcpy(more, kit.envelope, kit.envelopes * ENVELOPE_SIZE);
	free(kit.envelope);
	kit.envelope = more;
	kit.envelopes += n;
	return more + (kit.envelopes - n) * ENVELOPE_SIZE;
}

/* ${n} envelopes for nobody: as a program cannot tell from real ones. */
static inline void
kit_dummies(size_t n)
{
	static const uint8_t header[HEADER_SIZE] = { 'T', 'I', 'P', '1',
		FORM_ENVELOPE, SUITE, 0, 0 };
	uint8_t *p = kit_put(n);

	randombytes_buf(p, n * ENVELOPE_SIZE);
	for (size_t i = 0; i < n; i++)
		memcpy(p + i * ENVELOPE_SIZE, header, sizeof(header));
}

static inline uint8_t *
kit_seal_body(const struct thread_secret *t, const uint8_t *plain)
{
	struct seal_to to = { kit_key(), t };
	uint8_t *out = kit_put(1);

	assert_int_equal(envelope_seal(out, plain, &to, 1), OK);
	return out;
}

static inline uint8_t *
kit_seal(const struct thread_secret *t, enum kind kind, uint8_t flags,
    const char *text)
{
	static uint8_t plain[BODY_SIZE];
	struct body b = { .kind = kind, .lane = LANE_CLI, .flags = flags };

	b.text = span_str(text);
	randombytes_buf(b.id.b, sizeof(b.id.b));
	assert_int_equal(body_encode(plain, &b), OK);
	return kit_seal_body(t, plain);
}

/* A tip of somebody new. */
static inline void
kit_tip(const char *text)
{
	struct thread_secret t;

	thread_draw(&t);
	kit_seal(&t, KIND_TIP, 0, text);
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

static inline void
kit_write(const char *name, struct span bytes)
{
	assert_int_equal(file_write(AT_FDCWD, name, bytes), OK);
}

static inline struct file
kit_read(const char *name)
{
	struct file f;

	assert_int_equal(file_read(&f, AT_FDCWD, name, (size_t)1 << 30), OK);
	return f;
}

/* The files of inbox ${seq} with the collected envelopes. */
static inline void
kit_parts(uint32_t seq)
{
	size_t most = bundle_part_most();
	char file[BUNDLE_NAME];
	char name[64];
	size_t at = 0;

	for (uint32_t part = 1; part == 1 || at < kit.envelopes; part++) {
		size_t n = kit.envelopes - at;

		if (n > most)
			n = most;
		bundle_part_name(file, seq, part);
		(void)snprintf(name, sizeof(name), "stick/%s", file);
		kit_write(name,
		    (struct span){ kit.envelope + at * ENVELOPE_SIZE,
			n * ENVELOPE_SIZE });
		at += n;
	}
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

	if (n > 0)
		qsort(kit.envelope, kit.envelopes, ENVELOPE_SIZE, kit_order);
	memset(&m, 0, sizeof(m));
	m.seq = seq;
	m.week = week;
	m.n = 1;
	m.service = kit.service;
	if (seq > 1)
		m.prev = kit.prev;
	m.envelopes = (uint32_t)kit.envelopes;
	file_hash(&m.file, kit.envelope, n);
	file_hash(&m.notes, notes.p, notes.n);
	m.taken[0] = (struct taken){ kit.desk.state->desk, taken > 0, taken };
	inbox_print(&t, &m);
	assert_int_equal(
	    note_sign(&w, (struct span){ text, t.n }, &kit.srv, "demo"), OK);
	note_hash(&kit.prev, (struct span){ note, w.n });
	kit_parts(seq);
	kit_name(name, seq, "n");
	kit_write(name, notes);
	kit_name(name, seq, "inbox.note");
	kit_write(name, (struct span){ note, w.n });
	free(kit.envelope);
	kit.envelope = NULL;
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

/* Open the stick; what came of it is in ${kit.result}. */
static inline enum fault
kit_open_by(const struct open_wish *wish)
{
	open_result_free(&kit.result);
	return open_stick(&kit.result, &kit.desk, "stick", wish);
}

static inline enum fault
kit_open(bool right)
{
	const struct open_wish wish = { span_str(kit.root), right, NULL, NULL };

	return kit_open_by(&wish);
}

/* What came of inbox ${seq}, which was opened. */
static inline const struct intake_count *
kit_count(uint32_t seq)
{
	static const struct intake_count none = { 0 };

	for (size_t i = 0; i < kit.result.n; i++)
		if (kit.result.inbox[i].seq == seq &&
		    kit.result.inbox[i].opened)
			return &kit.result.inbox[i].count;
	fail_msg("inbox %u was not opened", seq);
	return &none;
}

/* Case ${number}; static. */
static inline const struct case_file *
kit_case(uint32_t number)
{
	static struct case_file c;

	assert_int_equal(case_load(&c, kit.desk.book, number), OK);
	return &c;
}

/* True if message ${i} of case ${number} says ${text}. */
static inline bool
kit_says(uint32_t number, uint32_t i, const char *text)
{
	static struct message m;
	struct body b;

	assert_int_equal(message_load(&m, kit.desk.book, number, i), OK);
	assert_int_equal(body_decode(&b, m.body), OK);
	return span_is(b.text, text);
}

#endif
