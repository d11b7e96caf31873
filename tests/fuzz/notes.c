/* notes.c - fuzz the answer to GET /n, as it is and with valid signatures. */

#include "fuzz.h"
#include "notes.h"

static struct notes n;
static struct directory d;
static struct vkey root;
static uint8_t again[NOTES_MAX];
static uint8_t signed_[NOTES_MAX];
static struct sign_seed seed;

enum { DAY = 20665 }; /* 2026-07-31, as in the corpus */

/* The text of ${note}, which may have no valid signature. */
static struct span
text_of(struct span note)
{
	for (size_t i = note.n; i-- > 1;)
		if (note.p[i] == '\n' && note.p[i - 1] == '\n')
			return (struct span){ note.p, i };
	return note;
}

static struct span
sign(struct writer *w, struct span note, unsigned role, const char *name)
{
	size_t start = w->n;

	memset(seed.b, (int)role, sizeof(seed.b));
	if (note_sign(w, text_of(note), &seed, name) != OK)
		return (struct span){ NULL, 0 };
	return (struct span){ w->p + start, w->n - start };
}

/* Sign with the keys of the corpus, by seed: 01 is ROOT, 03 and up the IKs. */
static void
sign_all(void)
{
	static const char *const names[] = { "noord", "zuid", "politie" };
	struct writer w = { signed_, sizeof(signed_), 0, false };

	n.directory = sign(&w, n.directory, 1, "demo");
	for (unsigned i = 0; i < n.count; i++)
		if (n.part[i].schedule.n > 0)
			n.part[i].schedule =
			    sign(&w, n.part[i].schedule, 3 + i, names[i % 3]);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct span in = { data, size };
	struct writer w = { again, sizeof(again), 0, false };
	struct sign_public pk;

	if (root.name[0] == '\0') {
		memset(seed.b, 1, sizeof(seed.b));
		sign_public_of(&pk, &seed);
		must(vkey_set(&root, span_str("demo"), &pk) == OK);
	}
	if (notes_decode(&n, in) != OK) {
		must(sodium_is_zero((const uint8_t *)&n, sizeof(n)));
		return 0;
	}
	notes_encode(&w, &n);
	must(!w.bad && same(w.p, w.n, data, size));
	sign_all();
	w.n = 0;
	notes_encode(&w, &n);
	if (w.bad)
		return 0;
	if (notes_verify(&n, &d, (struct span){ w.p, w.n }, &root, DAY) != OK)
		must(sodium_is_zero((const uint8_t *)&d, sizeof(d)) &&
		    sodium_is_zero((const uint8_t *)&n, sizeof(n)));
	else
		must(n.count == d.holders && d.issued <= DAY + CLOCK_DAYS &&
		    d.expires >= DAY && strcmp(d.srv.name, "demo") == 0);
	return 0;
}
