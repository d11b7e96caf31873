/* desk_inbox.c - fuzz the desk's reading of an inbox, also signed by a server.
 */

#include "core/inbox.h"
#include "fuzz_clock.h"
#include "fuzz_folder.h"
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

/* A casebook with keys, made once; what is read never changes it. */
static struct book *
book_once(void)
{
	static struct book *book;
	static struct deskkey first;
	static struct staff_secret secret;
	static struct staff_public public;
	char path[] = "/tmp/zegel-fuzz-desk-XXXXXX";
	int dir;

	if (book != NULL)
		return book;
	must(sodium_init() >= 0 && mkdtemp(path) != NULL);
	dir = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	must(staff_draw(&secret, &public) == OK);
	must(person_make(&first.person[0], 1, "AB", &secret) == OK);
	first.persons = 1;
	first.ops = *signed_seed(SIGNED_OPS);
	must(book_make(&book, dir, &first) == OK);
	book_unmake(dir);
	must(rmdir(path) == 0);
	return book;
}

/* Make the first desk of signed.h, which has seen its directory. */
static void
desk_make(struct desk *d)
{
	static struct state state;
	const struct schedule s = signed_schedule(0);

	memset(&state, 0, sizeof(state));
	state.service = s.service;
	state.desk = s.desk;
	state.root = signed_vkey(SIGNED_ROOT, "demo");
	state.pinned = true;
	state.directory = 7;
	*d = (struct desk){ .dir = -1, .book = book_once(), .state = &state };
}

/* The envelopes that come out are those of the file. */
static void
envelopes_compare(struct envelopes *v, struct span want)
{
	static uint8_t one[ENVELOPE_SIZE];
	size_t done = 0;
	size_t n = 1;

	while (n > 0) {
		must(envelopes_next(v, one, 1, &n) == OK);
		must(n == 0 ||
		    (want.n - done >= sizeof(one) &&
			memcmp(one, want.p + done, sizeof(one)) == 0));
		done += n * sizeof(one);
	}
	must(done == want.n);
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
	struct envelopes v = ENVELOPES_NONE;
	struct inbox *list = NULL;
	static struct desk d;
	size_t count;

	if (r.bad)
		return 0;
	if (served.n == 0)
		served = signed_notes(good, sizeof(good));
	if ((how & SERVED) != 0)
		n = served;
	desk_make(&d);
	fuzz_write(folder, "001.inbox.note", note_of(how, t, n, envelopes));
	fuzz_write(folder, "001.n", n);
	fuzz_write(folder, "001.inbox", envelopes);
	must(inboxes_find(&list, &count, folder, &d.detail) == FAULT_NONE &&
	    count == 1);
	if (inbox_read(&list[0], folder, &d, &d.state->root) == FAULT_NONE &&
	    inbox_envelopes(&v, &list[0], folder, &d) == FAULT_NONE) {
		must((how & SIGNED) != 0);
		envelopes_compare(&v, envelopes);
	}
	envelopes_close(&v);
	free(list);
	return 0;
}
