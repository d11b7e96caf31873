/* note.c - fuzz signed notes and printed keys. */

#include "fuzz.h"
#include "note.h"

static struct sign_seed seed;
static struct vkey key;
static uint8_t note[NOTE_MAX + SIGNATURE_TEXT];

/* Sign ${in} as a text: the note verifies, and no longer once changed. */
static void
as_text(struct span in)
{
	struct writer w = { note, sizeof(note), 0, false };
	struct span text;
	enum err e = note_sign(&w, in, &seed, key.name);

	if (e != OK)
		return;
	must(w.n <= NOTE_MAX);
	must((note_verify(&text, (struct span){ note, w.n }, &key) == OK) ==
	    (text_check(in) == OK));
	if (text_check(in) != OK)
		return;
	must(same(text.p, text.n, in.p, in.n));
	note[in.n / 2] ^= 1;
	must(note_verify(&text, (struct span){ note, w.n }, &key) != OK);
}

/* If ${in} verifies as a note, signing its text must give the same note. */
static void
as_note(struct span in)
{
	struct writer w = { note, sizeof(note), 0, false };
	struct span text;

	if (note_verify(&text, in, &key) != OK) {
		must(text.p == NULL && text.n == 0);
		return;
	}
	must(within(text, in.p, in.n) && showable(text));
	must(note_sign(&w, text, &seed, key.name) == OK);
	must(same(w.p, w.n, in.p, in.n));
}

static void
as_vkey(struct span in)
{
	struct vkey k;
	char text[VKEY_TEXT];

	if (vkey_parse(&k, in) != OK) {
		must(sodium_is_zero((const uint8_t *)&k, sizeof(k)));
		return;
	}
	vkey_print(text, &k);
	must(same(text, strlen(text), in.p, in.n));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct span in = { data, size };
	struct sign_public pk;

	if (key.name[0] == '\0') {
		memset(seed.b, 1, sizeof(seed.b)); /* as in the corpus */
		sign_public_of(&pk, &seed);
		must(vkey_set(&key, span_str("demo"), &pk) == OK);
	}
	as_text(in);
	as_note(in);
	as_vkey(in);
	return 0;
}
