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
	{ "an LF alone", B("\n"), ERR_FORMAT },
	{ "two LFs alone", B("\n\n"), ERR_FORMAT },
	{ "no text", B("\n" LINE), ERR_FORMAT },
	{ "a text of one LF", B("\n\n" LINE), ERR_SIGNATURE },
	{ "no signature", B("hello\n"), ERR_FORMAT },
	{ "an empty line and no signature", B("hello\n\n"), ERR_FORMAT },
	{ "an empty signature line", B("hello\n\n\n"), ERR_FORMAT },
	{ "no empty line before the signature", B("hello\n" LINE), ERR_FORMAT },
	{ "two empty lines before the signature", B("hello\n\n\n" LINE),
	    ERR_SIGNATURE },
	{ "no LF at the end", B("hello\n\n" DASH "demo " SIG), ERR_FORMAT },
	{ "one LF too many", B(NOTE "\n"), ERR_FORMAT },
	{ "two signatures", B(NOTE LINE), ERR_FORMAT },
	{ "a line after the signature", B(NOTE "x\n"), ERR_FORMAT },
	{ "a changed letter in the text", B("hellO\n\n" LINE), ERR_SIGNATURE },
	{ "an added line in the text", B("hello\nworld\n\n" LINE),
	    ERR_SIGNATURE },
	{ "a whole note as the text", B(NOTE "\n" LINE), ERR_SIGNATURE },
	{ "a hyphen instead of the dash", B("hello\n\n- demo " SIG "\n"),
	    ERR_FORMAT },
	{ "no space after the dash",
	    B("hello\n\n\xe2\x80\x94"
	      "demo " SIG "\n"),
	    ERR_FORMAT },
	{ "a dash alone", B("hello\n\n\xe2\x80\x94\n"), ERR_FORMAT },
	{ "a different name", B("hello\n\n" DASH "dem0 " SIG "\n"),
	    ERR_SIGNATURE },
	{ "no name", B("hello\n\n" DASH SIG "\n"), ERR_FORMAT },
	{ "a space at the end", B("hello\n\n" DASH "demo " SIG " \n"),
	    ERR_FORMAT },
	{ "two spaces before the signature",
	    B("hello\n\n" DASH "demo  " SIG "\n"), ERR_FORMAT },
	{ "base64 cut short", B("hello\n\n" DASH "demo AAAA\n"), ERR_FORMAT },
	{ "a letter too many in the signature",
	    B("hello\n\n" DASH "demo Z" SIG "\n"), ERR_FORMAT },
	{ "CR LF", B("hello\r\n\r\n" DASH "demo " SIG "\r\n"), ERR_FORMAT },
	{ "a control character in the text", B("hel\001lo\n\n" LINE),
	    ERR_FORMAT },
	{ "broken UTF-8 in the text", B("hel\377lo\n\n" LINE), ERR_FORMAT },
};

static struct span
span_of(const char *p, size_t n)
{
	return (struct span){ (const uint8_t *)p, n };
}

static void
verifies(void **state)
{
	const struct note_row *row = *state;
	const struct vkey key = signed_vkey(SIGNED_ROOT, "demo");
	struct span text = { (const uint8_t *)"x", 1 };

	assert_int_equal(note_verify(&text, span_of(row->in, row->n), &key),
	    row->want);
	assert_true(span_is(text, row->want == OK ? "hello\n" : ""));
}

static void
any_flipped_bit_is_refused(void **state)
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
refuses_other_key_and_other_name(void **state)
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
signs_as_node_does_if_it_fits(void **state)
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
	{ "a name with a capital", "hello\n", "Demo" },
	{ "no name", "hello\n", "" },
	{ "a name with a space", "hello\n", "de mo" },
};

static void
sign_refuses(void **state)
{
	const struct bad_row *row = *state;
	struct writer w = { out, sizeof(out), 0, false };

	assert_int_equal(note_sign(&w, span_str(row->text),
			     signed_seed(SIGNED_ROOT), row->signer),
	    ERR_FORMAT);
	assert_int_equal(w.n, 0);
}

static void
longest_note_is_signed_and_verified(void **state)
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
sign_counts_the_note_alone(void **state)
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
note_hash_is_labelled(void **state)
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
	{ "a name only", B("demo"), ERR_FORMAT },
	{ "a name and a plus", B("demo+"), ERR_FORMAT },
	{ "no name",
	    B("+630b4ffd+AYqI4910CfGV/VLbLTy6XXLKZwm/HZQSG/"
	      "N0iAG0D29c"),
	    ERR_FORMAT },
	{ "a name with a capital",
	    B("Demo+630b4ffd+AYqI4910CfGV/VLbLTy6XXLKZwm/"
	      "HZQSG/N0iAG0D29c"),
	    ERR_FORMAT },
	{ "a different name",
	    B("dem0+630b4ffd+AYqI4910CfGV/VLbLTy6XXLKZwm/"
	      "HZQSG/N0iAG0D29c"),
	    ERR_FORMAT },
	{ "a different id",
	    B("demo+630b4ffe+AYqI4910CfGV/VLbLTy6XXLKZwm/"
	      "HZQSG/N0iAG0D29c"),
	    ERR_FORMAT },
	{ "an id in capitals",
	    B("demo+630B4FFD+AYqI4910CfGV/VLbLTy6XXLKZwm/"
	      "HZQSG/N0iAG0D29c"),
	    ERR_FORMAT },
	{ "an id of seven digits",
	    B("demo+630b4ff+AYqI4910CfGV/VLbLTy6XXLKZwm/"
	      "HZQSG/N0iAG0D29c"),
	    ERR_FORMAT },
	{ "a different key type",
	    B("demo+630b4ffd+AoqI4910CfGV/VLbLTy6XXLKZwm/"
	      "HZQSG/N0iAG0D29c"),
	    ERR_FORMAT },
	{ "no second plus",
	    B("demo+630b4ffd-AYqI4910CfGV/VLbLTy6XXLKZwm/"
	      "HZQSG/N0iAG0D29c"),
	    ERR_FORMAT },
	{ "an LF at the end", B(VKEY "\n"), ERR_FORMAT },
	{ "cut short", B("demo+630b4ffd+AYqI4910"), ERR_FORMAT },
};

static void
parses_vkey(void **state)
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
longest_vkey_is_printed_and_parsed(void **state)
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
	ROWS(all, verifies, notes);
	ROWS(all, sign_refuses, bads);
	ROWS(all, parses_vkey, vkeys);
	ROW(all, any_flipped_bit_is_refused);
	ROW(all, refuses_other_key_and_other_name);
	ROW(all, signs_as_node_does_if_it_fits);
	ROW(all, longest_note_is_signed_and_verified);
	ROW(all, sign_counts_the_note_alone);
	ROW(all, note_hash_is_labelled);
	ROW(all, longest_vkey_is_printed_and_parsed);
	return rows_run(&all, __FILE__);
}
