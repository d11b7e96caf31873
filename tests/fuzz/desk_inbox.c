/* desk_inbox.c - fuzz the desk's reading of an inbox, also signed by a server.
 */

#include "fuzz_clock.h"
#include "fuzz_folder.h"
#include "inbox.h"
#include "signed.h"

/*
 * One input: u8 how, u16 length and bytes of the manifest's note or text, u16
 * length and bytes of the notes that a server serves, the envelopes.
 */
enum {
	SIGNED = 1, /* sign the text of a manifest as SRV */
	MATCH = 2,  /* and put the hashes of the files in it */
	SERVED = 4, /* use valid notes instead of those in the input */
};

static uint8_t good[NOTES_MAX];
static struct span served;

/* Drop messages to a person; a sanitizer does not print through stderr. */
static void
quiet(void)
{
	FILE *f = fopen("/dev/null", "w");

	must(f != NULL);
	stderr = f;
}

static struct span
note_of(uint8_t how, struct span t, struct span n, struct span envelopes)
{
	static struct inbox_manifest m;
	static uint8_t text[8192];
	static uint8_t note[16384];
	struct writer w = { text, sizeof(text), 0, false };
	struct writer out = { note, sizeof(note), 0, false };

	if ((how & SIGNED) == 0)
		return t;
	if ((how & MATCH) != 0 && inbox_parse(&m, t) == OK) {
		file_hash(&m.notes, n.p, n.n);
		file_hash(&m.file, envelopes.p, envelopes.n);
		inbox_print(&w, &m);
		t = (struct span){ w.p, w.n };
	}
	if (note_sign(&out, t, signed_seed(SIGNED_SRV), "demo") != OK)
		return t;
	return (struct span){ out.p, out.n };
}

/* Make the first desk of signed.h, which has seen its directory. */
static void
desk_make(struct desk *d)
{
	static struct state state;
	static struct desk_keys keys;
	const struct schedule s = signed_schedule(0);

	memset(&state, 0, sizeof(state));
	state.service = s.service;
	state.desk = s.desk;
	state.root = signed_vkey(SIGNED_ROOT, "demo");
	state.pinned = true;
	state.directory = 7;
	keys.ops = *signed_seed(SIGNED_OPS);
	*d = (struct desk){ .dir = -1, .keys = &keys, .state = &state };
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const int folder = fuzz_folder();
	struct reader r = { data, size, false };
	uint8_t how = wire_u8(&r);
	struct span t = wire_span(&r, wire_u16(&r));
	struct span n = wire_span(&r, wire_u16(&r));
	struct span envelopes = wire_span(&r, r.n);
	struct inbox *list = NULL;
	struct file f = { NULL, 0 };
	struct desk d;
	size_t count;

	if (r.bad)
		return 0;
	if (served.n == 0) {
		served = signed_notes(good, sizeof(good));
		quiet();
	}
	if ((how & SERVED) != 0)
		n = served;
	desk_make(&d);
	fuzz_write(folder, "001.inbox.note", note_of(how, t, n, envelopes));
	fuzz_write(folder, "001.n", n);
	fuzz_write(folder, "001.inbox", envelopes);
	must(inboxes_find(&list, &count, folder) == 0 && count == 1);
	if (inbox_read(&list[0], folder, &d) == 0 &&
	    inbox_envelopes(&f, &list[0], folder) == 0)
		must((how & SIGNED) != 0 &&
		    same(f.p, f.n, envelopes.p, envelopes.n));
	file_free(&f);
	free(list);
	return 0;
}
