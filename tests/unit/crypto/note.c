/* note.c - tests signed notes and printed keys against Node's Ed25519.
 */

#include <string.h>

#include "rows.h"

#include "hash.h"
#include "note.h"
#include "signed.h"

/* Seed 01 01 .. 01, made with Node's crypto.sign(). */
#define VKEY "demo+630b4ffd+AYqI4910CfGV/VLbLTy6XXLKZwm/HZQSG/N0iAG0D29c"
#define DASH "\xe2\x80\x94 "
#define SIG                                                                   \
	"YwtP/YL3LVihtloTBAguJo0tpwXhAo86oYa3y7p3R3XkNSmhJp+qi4I0m7IhemUcGBO" \
	"++44k34xTV96B8tOLt8JcvQ0="
#define LINE DASH "demo " SIG "\n"
#define NOTE "hello\n\n" LINE

static const struct note_row {
	const char *name;
	const char *in;
	size_t n;
	enum err want;
} notes[] = {
	{ "good", B(NOTE), OK },
	{ "empty", B(""), ERR_FORMAT },
	{ "a LF", B("\n"), ERR_FORMAT },
	{ "two LF", B("\n\n"), ERR_FORMAT },
	{ "no text", B("\n" LINE), ERR_FORMAT },
	{ "text of one LF", B("\n\n" LINE), ERR_SIGNATURE },
	{ "no signature", B("hello\n"), ERR_FORMAT },
	{ "no signature line", B("hello\n\n"), ERR_FORMAT },
	{ "an empty signature line", B("hello\n\n\n"), ERR_FORMAT },
	{ "no empty line", B("hello\n" LINE), ERR_FORMAT },
	{ "two empty lines", B("hello\n\n\n" LINE), ERR_SIGNATURE },
	{ "no last LF", B("hello\n\n" DASH "demo " SIG), ERR_FORMAT },
	{ "one more LF", B(NOTE "\n"), ERR_FORMAT },
	{ "signed twice", B(NOTE LINE), ERR_FORMAT },
	{ "more behind", B(NOTE "x\n"), ERR_FORMAT },
	{ "another text", B("hellO\n\n" LINE), ERR_SIGNATURE },
	{ "another text line", B("hello\nworld\n\n" LINE), ERR_SIGNATURE },
	{ "a note in the text", B(NOTE "\n" LINE), ERR_SIGNATURE },
	{ "a hyphen for the dash", B("hello\n\n- demo " SIG "\n"), ERR_FORMAT },
	{ "no space behind the dash",
	    B("hello\n\n\xe2\x80\x94"
	      "demo " SIG "\n"),
	    ERR_FORMAT },
	{ "a dash only", B("hello\n\n\xe2\x80\x94\n"), ERR_FORMAT },
	{ "another name", B("hello\n\n" DASH "dem0 " SIG "\n"), ERR_SIGNATURE },
	{ "no name", B("hello\n\n" DASH SIG "\n"), ERR_FORMAT },
	{ "a space behind", B("hello\n\n" DASH "demo " SIG " \n"), ERR_FORMAT },
	{ "two spaces", B("hello\n\n" DASH "demo  " SIG "\n"), ERR_FORMAT },
	{ "cut base64", B("hello\n\n" DASH "demo AAAA\n"), ERR_FORMAT },
	{ "another id", B("hello\n\n" DASH "demo Z" SIG "\n"), ERR_FORMAT },
	{ "CR LF", B("hello\r\n\r\n" DASH "demo " SIG "\r\n"), ERR_FORMAT },
	{ "a control in the text", B("hel\001lo\n\n" LINE), ERR_FORMAT },
	{ "broken UTF-8", B("hel\377lo\n\n" LINE), ERR_FORMAT },
};

static struct span
span_of(const char *p, size_t n)
{
	return (struct span){ (const uint8_t *)p, n };
}

static void
verify(void **state)
{
	const struct note_row *row = *state;
	const struct vkey key = signed_vkey(SIGNED_ROOT, "demo");
	struct span text = { (const uint8_t *)"x", 1 };

	assert_int_equal(note_verify(&text, span_of(row->in, row->n), &key),
	    row->want);
	assert_true(span_is(text, row->want == OK ? "hello\n" : ""));
}

static void
verify_flipped(void **state)
{
	const struct vkey key = signed_vkey(SIGNED_ROOT, "demo");
	uint8_t note[sizeof(NOTE) - 1];
	struct span text;

	(void)state;
	memcpy(note, NOTE, sizeof(note));
	for (size_t at = 0; at < sizeof(note); at++)
		for (unsigned bit = 0; bit < 8; bit++) {
			note[at] ^= (uint8_t)(1U << bit);
			assert_int_not_equal(
			    note_verify(&text,
				(struct span){ note, sizeof(note) }, &key),
			    OK);
			note[at] ^= (uint8_t)(1U << bit);
		}
}

static void
verify_other_key(void **state)
{
	struct vkey key = signed_vkey(SIGNED_SPARE, "demo");
	struct span text;

	(void)state;
	assert_int_equal(note_verify(&text, span_of(B(NOTE)), &key),
	    ERR_SIGNATURE);
	key = signed_vkey(SIGNED_ROOT, "other");
	assert_int_equal(note_verify(&text, span_of(B(NOTE)), &key),
	    ERR_SIGNATURE);
}

static uint8_t big[NOTE_MAX + 1];
static uint8_t out[NOTE_MAX + SIGNATURE_TEXT];

static void
sign(void **state)
{
	uint8_t note[sizeof(NOTE)];

	(void)state;
	for (size_t cap = 0; cap < sizeof(note); cap++) {
		struct writer w = { note, cap, 0, false };

		assert_int_equal(note_sign(&w, span_str("hello\n"),
				     signed_seed(SIGNED_ROOT), "demo"),
		    cap < sizeof(NOTE) - 1 ? ERR_TOO_LONG : OK);
	}
	assert_memory_equal(note, NOTE, sizeof(NOTE) - 1);
}

static const struct bad_row {
	const char *name;
	const char *text;
	const char *signer;
} bads[] = {
	{ "an empty text", "", "demo" },
	{ "a text without LF", "hello", "demo" },
	{ "a name in capitals", "hello\n", "Demo" },
	{ "no name", "hello\n", "" },
	{ "a name with a space", "hello\n", "de mo" },
};

static void
sign_refused(void **state)
{
	const struct bad_row *row = *state;
	struct writer w = { out, sizeof(out), 0, false };

	assert_int_equal(note_sign(&w, span_str(row->text),
			     signed_seed(SIGNED_ROOT), row->signer),
	    ERR_FORMAT);
	assert_int_equal(w.n, 0);
}

static void
longest(void **state)
{
	const size_t tail = sizeof(NOTE) - sizeof("hello\n");
	const struct vkey key = signed_vkey(SIGNED_ROOT, "demo");
	struct span text;

	(void)state;
	memset(big, 'a', sizeof(big));
	for (size_t over = 0; over < 2; over++) {
		struct span in = { big, NOTE_MAX - tail + over };
		struct writer w = { out, sizeof(out), 0, false };

		big[in.n - 1] = '\n';
		assert_int_equal(
		    note_sign(&w, in, signed_seed(SIGNED_ROOT), "demo"),
		    over == 0 ? OK : ERR_TOO_LONG);
		big[in.n - 1] = 'a';
		assert_int_equal(
		    note_verify(&text, (struct span){ out, w.n }, &key),
		    over == 0 ? OK : ERR_FORMAT);
	}
}

/* The limit counts the note alone, not what the writer held before. */
static void
sign_behind(void **state)
{
	struct writer w = { out, sizeof(out), 0, false };

	(void)state;
	wire_put(&w, big, SIGNATURE_TEXT - 10);
	memset(big, 'a', sizeof(big));
	big[NOTE_MAX - 201] = '\n';
	assert_int_equal(note_sign(&w, (struct span){ big, NOTE_MAX - 200 },
			     signed_seed(SIGNED_ROOT), "demo"),
	    OK);
}

static void
hash(void **state)
{
	struct note_hash got;
	uint8_t want[HASH_SIZE];

	(void)state;
	uh(want, "tip1/note", NOTE, sizeof(NOTE) - 1);
	note_hash(&got, span_of(B(NOTE)));
	assert_memory_equal(got.b, want, sizeof(want));
}

static const struct vkey_row {
	const char *name;
	const char *in;
	size_t n;
	enum err want;
} vkeys[] = {
	{ "good", B(VKEY), OK },
	{ "empty", B(""), ERR_FORMAT },
	{ "name only", B("demo"), ERR_FORMAT },
	{ "name and plus", B("demo+"), ERR_FORMAT },
	{ "no name",
	    B("+630b4ffd+AYqI4910CfGV/VLbLTy6XXLKZwm/HZQSG/"
	      "N0iAG0D29c"),
	    ERR_FORMAT },
	{ "a bad name",
	    B("Demo+630b4ffd+AYqI4910CfGV/VLbLTy6XXLKZwm/"
	      "HZQSG/N0iAG0D29c"),
	    ERR_FORMAT },
	{ "another name",
	    B("dem0+630b4ffd+AYqI4910CfGV/VLbLTy6XXLKZwm/"
	      "HZQSG/N0iAG0D29c"),
	    ERR_FORMAT },
	{ "another id",
	    B("demo+630b4ffe+AYqI4910CfGV/VLbLTy6XXLKZwm/"
	      "HZQSG/N0iAG0D29c"),
	    ERR_FORMAT },
	{ "an id in capitals",
	    B("demo+630B4FFD+AYqI4910CfGV/VLbLTy6XXLKZwm/"
	      "HZQSG/N0iAG0D29c"),
	    ERR_FORMAT },
	{ "an id of seven",
	    B("demo+630b4ff+AYqI4910CfGV/VLbLTy6XXLKZwm/"
	      "HZQSG/N0iAG0D29c"),
	    ERR_FORMAT },
	{ "another type",
	    B("demo+630b4ffd+AoqI4910CfGV/VLbLTy6XXLKZwm/"
	      "HZQSG/N0iAG0D29c"),
	    ERR_FORMAT },
	{ "no second plus",
	    B("demo+630b4ffd-AYqI4910CfGV/VLbLTy6XXLKZwm/"
	      "HZQSG/N0iAG0D29c"),
	    ERR_FORMAT },
	{ "a LF behind", B(VKEY "\n"), ERR_FORMAT },
	{ "cut", B("demo+630b4ffd+AYqI4910"), ERR_FORMAT },
};

static void
vkey(void **state)
{
	const struct vkey_row *row = *state;
	char text[VKEY_TEXT];
	struct vkey k;

	memset(&k, 9, sizeof(k));
	assert_int_equal(vkey_parse(&k, span_of(row->in, row->n)), row->want);
	if (row->want != OK) {
		assert_true(sodium_is_zero((const uint8_t *)&k, sizeof(k)));
		return;
	}
	assert_hex(k.key.b, sizeof(k.key.b),
	    "8a88e3dd7409f195fd52db2d3cba5d72"
	    "ca6709bf1d94121bf3748801b40f6f5c");
	vkey_print(text, &k);
	assert_string_equal(text, VKEY);
}

static void
vkey_longest(void **state)
{
	const struct vkey k =
	    signed_vkey(SIGNED_ROOT, "abcdefghijklmnopqrstuvwxyz012345");
	char text[VKEY_TEXT];
	struct vkey again;

	(void)state;
	vkey_print(text, &k);
	assert_int_equal(strlen(text), VKEY_TEXT - 1);
	assert_int_equal(vkey_parse(&again, span_str(text)), OK);
	assert_memory_equal(&again, &k, sizeof(k));
}

int
main(void)
{
	static struct rows all;

	if (sodium_init() < 0)
		return 1;
	ROWS(all, verify, notes);
	ROWS(all, sign_refused, bads);
	ROWS(all, vkey, vkeys);
	ROW(all, verify_flipped);
	ROW(all, verify_other_key);
	ROW(all, sign);
	ROW(all, longest);
	ROW(all, sign_behind);
	ROW(all, hash);
	ROW(all, vkey_longest);
	return rows_run(&all, "crypto_note");
}
