/* round.c - tests the desk's commands from a first tip to its close. */

#include "desk/inbox_kit.h"

#include <glob.h>

#include "board.h"
#include "thread.h"

static struct thread_secret alice;   /* wants an answer */
static struct thread_secret bob;     /* wants none */
static uint8_t first[ENVELOPE_SIZE]; /* alice's tip */
static struct epoch south;           /* another desk that got it too */
static const char *a = "1";          /* alice's case */

/* Open the cell of ${t} in the outbox ${name} as a client does. */
static enum err
cell_of(struct cell_body *out, uint8_t body[static CELL_BODY_SIZE],
    const struct thread_secret *t, const char *name)
{
	struct file f = kit_read(name);
	uint8_t *board = malloc(SECTION_HEAD_SIZE + 2 + f.n);
	struct writer w = { board, SECTION_HEAD_SIZE + 2 + f.n, 0, false };
	size_t n = (f.n - SALT_SIZE) / RECORD_SIZE;
	struct thread keys;
	enum err e;

	assert_int_equal(f.n, SALT_SIZE + n * RECORD_SIZE);
	wire_put_u8(&w, 1);
	wire_put_u8(&w, 1);
	wire_put(&w, kit.desk.b, sizeof(kit.desk.b));
	wire_put_u16(&w, (uint16_t)n);
	wire_put(&w, f.p, f.n);
	assert_int_equal(board_check((struct span){ board, w.n }, NULL), OK);
	thread_keys(&keys, t, &kit.desk);
	e = board_read(body, (struct span){ board, w.n }, &keys, &kit.desk);
	if (e == OK)
		assert_int_equal(cell_body_decode(out, body), OK);
	file_free(&f);
	free(board);
	return e;
}

/* alice's tip, sealed to south too. */
static void
tip_seal(const char *text)
{
	static uint8_t plain[BODY_SIZE];
	struct desk_public pk;
	struct thread_secret t;
	struct seal_to to[] = { { kit_key(), &alice }, { &pk, &t } };
	struct body b = { .kind = KIND_TIP, .lane = LANE_CLI };

	thread_draw(&t);
	assert_int_equal(epoch_draw(&south, &pk, clock_week()), OK);
	b.flags = FLAG_WANTS_REPLY;
	b.text = span_str(text);
	randombytes_buf(b.id.b, sizeof(b.id.b));
	assert_int_equal(body_encode(plain, &b), OK);
	assert_int_equal(envelope_seal(first, plain, to, 2), OK);
	memcpy(kit_put(), first, sizeof(first));
}

static void
the_first_inbox(void **state)
{
	(void)state;
	kit_sign(1, "8");
	thread_draw(&alice);
	thread_draw(&bob);
	/* NOLINTNEXTLINE(misc-misleading-bidirectional) */
	tip_seal("In de loods\nachter \xe2\x80\xae om");
	kit_seal(&bob, KIND_TIP, 0, "Geen antwoord nodig");
	kit_seal(&alice, KIND_FOLLOW_UP, FLAG_WANTS_REPLY, "En nog iets");
	assert_int_equal(envelope_dummy(kit_put()), OK);
	randombytes_buf(kit_put(), ENVELOPE_SIZE);
	kit_export(1, clock_week(), 0);
	/* the desk does not know ROOT yet and can ask no person */
	assert_int_equal(kit_open(NULL, NULL), 1);
	assert_true(kit_said("ROOT"));
}

static void
open_twice(void **state)
{
	char vkey[VKEY_TEXT];

	(void)state;
	vkey_print(vkey, &kit.root);
	assert_int_equal(kit_open("--root", vkey), 0);
	assert_true(kit_said("5 messages, 3 for this desk"));
	assert_true(kit_said("2 new tips: cases 1 to 2"));
	assert_int_equal(kit_open(NULL, NULL), 0);
	assert_true(kit_said("Nothing new"));
	assert_int_equal(kit_list(), 0);
	assert_true(kit_said("2 cases, 2 to read"));
}

static void
show_escapes(void **state)
{
	(void)state;
	assert_int_equal(kit_show("1"), 0);
	if (strstr(kit.out, "loods") == NULL)
		a = "2";
	assert_int_equal(kit_show(a), 0);
	assert_true(kit_said("  | achter <U+202E> om\n"));
	assert_true(kit_said("2 messages"));
	assert_true(kit_said("sealed by the tipster's own program"));
	assert_int_equal(kit_show("3"), 1);
	assert_true(kit_said("no case 3"));
}

static void
first_outbox(void **state)
{
	static uint8_t body[CELL_BODY_SIZE];
	struct cell_body cell = { 0 };
	struct outbox_manifest m;
	struct schedule s;
	struct vkey ops;
	struct span text = { NULL, 0 };
	struct file note;
	struct file f;
	struct file_hash h;
	const uint8_t *end;

	(void)state;
	assert_int_equal(kit_outbox(NULL), 0);
	assert_true(kit_said("1 tipster finds a message"));
	assert_int_equal(cell_of(&cell, body, &alice, "stick/001.north.outbox"),
	    OK);
	assert_int_equal(cell.status, STATUS_RECEIVED);
	assert_int_equal(cell.opened, 2);
	assert_int_equal(cell.week, clock_week());
	assert_int_equal(cell.texts.n, 0);
	assert_int_equal(cell_of(&cell, body, &bob, "stick/001.north.outbox"),
	    ERR_MISSING);
	/* the manifest, as a server verifies it */
	end = memmem(kit.schedule.p, kit.schedule.n, "\n\n", 2);
	assert_int_equal(schedule_parse(&s,
			     (struct span){ kit.schedule.p,
				 (size_t)(end - kit.schedule.p) + 1 }),
	    OK);
	assert_int_equal(vkey_set(&ops, span_str("north"), &s.ops), OK);
	note = kit_read("stick/001.north.outbox.note");
	assert_int_equal(note_verify(&text, file_span(&note), &ops), OK);
	assert_int_equal(outbox_parse(&m, text), OK);
	f = kit_read("stick/001.north.outbox");
	file_hash(&h, f.p, f.n);
	assert_memory_equal(h.b, m.file.b, sizeof(h.b));
	assert_memory_equal(kit.prev.b, m.ack.b, sizeof(m.ack.b));
	assert_int_equal(m.seq, 1);
	assert_int_equal(m.ack_seq, 1);
	assert_int_equal(m.cells, 8);
	file_free(&note);
	file_free(&f);
}

static void
reply_and_read(void **state)
{
	static uint8_t body[CELL_BODY_SIZE];
	struct cell_body cell = { 0 };
	struct cell_text t;
	struct reader r;

	(void)state;
	assert_int_equal(
	    kit_reply(a[0] == '1' ? "2" : "1", "Hoe laat?", NULL, NULL), 1);
	assert_true(kit_said("wants no answer"));
	assert_int_equal(kit_reply(a, "Hoe laat?\r\n", NULL, NULL), 0);
	assert_true(kit_said("We have a question"));
	assert_true(kit_said("  | Hoe laat?\n"));
	assert_int_equal(kit_outbox(NULL), 0);
	assert_int_equal(cell_of(&cell, body, &alice, "stick/002.north.outbox"),
	    OK);
	assert_int_equal(cell.status, STATUS_QUESTION);
	r = (struct reader){ cell.texts.p, cell.texts.n, false };
	assert_true(texts_next(&t, &r));
	assert_true(span_is(t.text, "Hoe laat?"));
	assert_false(texts_next(&t, &r));
	/* refused: a code in the text, no text, not UTF-8, no such status */
	assert_int_equal(kit_reply(a,
			     "Uw code is 0123 4567 8901\n2345 6789 0105.", NULL,
			     NULL),
	    1);
	assert_true(kit_said("A code of 24 digits stands in it"));
	assert_true(kit_said("Nothing was changed"));
	assert_int_equal(kit_reply(a, "", NULL, NULL), 1);
	assert_int_equal(kit_reply(a, "\xff\xfe", NULL, NULL), 1);
	assert_int_equal(kit_reply(a, "x", "--status", "maybe"), 1);
}

static void
reply_too_long(void **state)
{
	static char text[REPLY_MAX + 2];

	(void)state;
	memset(text, 'a', REPLY_MAX + 1);
	assert_int_equal(kit_reply(a, text, NULL, NULL), 1);
	assert_true(kit_said("this one 1201"));
	text[REPLY_MAX] = '\0';
	assert_int_equal(kit_reply(a, text, "--status", "done"), 0);
	/* 1,200 + 9 + 700 bytes are more than a cell holds: the oldest goes */
	text[700] = '\0';
	assert_int_equal(kit_reply(a, text, NULL, NULL), 1);
	assert_true(kit_said("--instead sends only this, --both sends all"));
	assert_int_equal(kit_reply(a, text, "--both", NULL), 0);
	assert_true(kit_said("drops out: there is no room for all"));
	assert_int_equal(kit_show(a), 0);
	assert_null(strstr(kit.out, "Hoe laat?"));
	assert_int_equal(kit_outbox(NULL), 0);
}

/* Unwrap the DEK of alice's tip with south's key. */
static void
dek_of(uint8_t dek[static WRAP_SIZE], const uint8_t *hb)
{
	static const uint8_t nonce0[NONCE_SIZE];
	struct key z;
	struct key wk;
	struct hash h;
	int rc = -1;

	for (size_t i = 0; i < SLOTS && rc != 0; i++) {
		const uint8_t *slot = first + SLOTS_AT + i * SLOT_SIZE;

		assert_int_equal(
		    crypto_kem_xwing_dec(z.b, slot, south.secret.b), 0);
		hash_begin(&h, z.b, LABEL_WRAP);
		hash_add(&h, hb, HASH_SIZE);
		hash_add(&h, slot, KEM_SIZE);
		hash_add(&h, south.name.b, sizeof(south.name.b));
		hash_end(&h, wk.b);
		rc = crypto_aead_xchacha20poly1305_ietf_decrypt(dek, NULL, NULL,
		    slot + KEM_SIZE, WRAP_SIZE + TAG_SIZE, NULL, 0, nonce0,
		    wk.b);
	}
	assert_int_equal(rc, 0);
}

/* Wrap alice's tip again under ${t}, as a co-recipient could. */
static void
rewrap(uint8_t out[static ENVELOPE_SIZE], const struct thread_secret *t)
{
	static const uint8_t nonce0[NONCE_SIZE];
	const struct desk_public *pk = kit_key();
	uint8_t *slot = out + SLOTS_AT;
	uint8_t hb[HASH_SIZE];
	uint8_t plain[WRAP_SIZE];
	struct pk_name name;
	struct key z;
	struct key wk;
	struct hash h;

	memcpy(out, first, ENVELOPE_SIZE);
	hash_begin(&h, NULL, LABEL_HB);
	hash_add(&h, out, HEADER_SIZE);
	hash_add(&h, out + BODY_AT, SEALED_BODY_SIZE);
	hash_end(&h, hb);
	dek_of(plain, hb);
	assert_int_equal(crypto_kem_xwing_enc(slot, z.b, pk->b), 0);
	pk_name_of(&name, pk->b, sizeof(pk->b));
	hash_begin(&h, z.b, LABEL_WRAP);
	hash_add(&h, hb, sizeof(hb));
	hash_add(&h, slot, KEM_SIZE);
	hash_add(&h, name.b, sizeof(name.b));
	hash_end(&h, wk.b);
	memcpy(plain + 32, t->b, 32);
	(void)crypto_aead_xchacha20poly1305_ietf_encrypt(slot + KEM_SIZE, NULL,
	    plain, sizeof(plain), NULL, 0, NULL, nonce0, wk.b);
	hash_begin(&h, plain, LABEL_COMMIT);
	hash_add(&h, out, HEADER_SIZE);
	hash_add(&h, out + SLOTS_AT, ENVELOPE_SIZE - SLOTS_AT);
	hash_end(&h, out + COMMIT_AT);
}

static void
repeat_and_rewrapped(void **state)
{
	struct thread_secret mallory;
	uint8_t *envelope;

	(void)state;
	thread_draw(&mallory);
	memcpy(kit_put(), first, ENVELOPE_SIZE);
	rewrap(kit_put(), &mallory);
	/* a new message of alice, beside the repeat and the rewrapped tip */
	envelope = kit_seal(&alice, KIND_FOLLOW_UP, 0, "Om tien uur");
	(void)envelope;
	kit_export(2, clock_week(), 2);
	assert_int_equal(kit_open(NULL, NULL), 0);
	assert_true(kit_said("3 messages, 3 for this desk"));
	assert_true(kit_said("1 new tip: case 3"));
	assert_true(kit_said("1 more message in a case that was here"));
	assert_true(kit_said("1 message came before"));
	assert_true(kit_said("1 message has the same text as one in"));
	assert_true(kit_said("your last stick yet (number 3)"));
	assert_int_equal(kit_show("3"), 0);
	assert_true(kit_said("the same text came from somebody else too"));
	assert_true(kit_said(a[0] == '1' ? "see case 1" : "see case 2"));
	assert_int_equal(kit_show(a), 0);
	assert_true(kit_said("see case 3"));
	assert_true(kit_said("3 messages"));
	assert_true(kit_said("  | Om tien uur\n"));
}

/* Get the name of the casebook's file, which changes with its key. */
static void
book_name(char out[64])
{
	glob_t g;

	assert_int_equal(glob("desk/casebook-*", 0, NULL, &g), 0);
	assert_int_equal(g.gl_pathc, 1);
	(void)snprintf(out, 64, "%s", g.gl_pathv[0]);
	globfree(&g);
}

static void
close_ends_the_thread(void **state)
{
	char before[64];
	char after[64];
	static uint8_t body[CELL_BODY_SIZE];
	struct cell_body cell = { 0 };

	(void)state;
	kit_seal(&alice, KIND_CLOSE, 0, "Weg ermee");
	kit_export(3, clock_week(), 3);
	assert_int_equal(kit_open(NULL, NULL), 0);
	assert_true(kit_said("1 tipster wants no more messages"));
	assert_int_equal(kit_show(a), 0);
	assert_true(kit_said("  | Weg ermee\n"));
	assert_int_equal(kit_reply(a, "Nog iets?", NULL, NULL), 1);
	book_name(before);
	assert_int_equal(kit_outbox(NULL), 0);
	book_name(after);
	assert_string_not_equal(before, after);
	assert_true(kit_said("1 conversation ended"));
	assert_int_equal(cell_of(&cell, body, &alice, "stick/004.north.outbox"),
	    ERR_MISSING);
	/* the text stays; the desk no longer knows the thread */
	assert_int_equal(kit_show(a), 0);
	assert_true(kit_said("loods"));
	assert_true(kit_said("The tipster has ended it"));
	kit_seal(&alice, KIND_FOLLOW_UP, FLAG_WANTS_REPLY, "Ben ik weer");
	kit_seal(&alice, KIND_CLOSE, 0, "");
	memcpy(kit_put(), first, ENVELOPE_SIZE);
	kit_export(4, clock_week(), 4);
	assert_int_equal(kit_open(NULL, NULL), 0);
	assert_true(kit_said("1 message came before"));
	assert_int_equal(kit_show("4"), 0);
	assert_true(kit_said("but that one is not here"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_first_inbox),
		cmocka_unit_test(open_twice),
		cmocka_unit_test(show_escapes),
		cmocka_unit_test(first_outbox),
		cmocka_unit_test(reply_and_read),
		cmocka_unit_test(reply_too_long),
		cmocka_unit_test(repeat_and_rewrapped),
		cmocka_unit_test(close_ends_the_thread),
	};

	return cmocka_run_group_tests_name("desk_round", tests, kit_begin,
	    kit_end);
}
