/* server_import.c - fuzz the import of schedules and outboxes, also signed. */

#include "fuzz_clock.h"
#include "fuzz_folder.h"

#include "board.h"
#include "bundle/take.h"
#include "signed.h"

/*
 * One input: u8 how, u16 length and bytes of the note or its text, the file
 * that goes with it.
 */
enum {
	OUTBOX = 1, /* else a schedule */
	SIGNED = 2, /* sign the text of a note with the right key */
	MATCH = 4,  /* and put the hashes of the file in it */
	PLACES = 4, /* cells of the desk: few, to keep inputs short */
};

static struct import in;
static struct served_notes served_notes;
static char text[16384];
static uint8_t note[65536];

static void
begin(void)
{
	char path[64];

	(void)fuzz_folder();
	(void)snprintf(path, sizeof(path), "%s/data", fuzz_path);
	must(store_create(path) == OK && store_open(&in.store, path) == OK);
	signed_directory_text(text, sizeof(text));
	must(directory_parse(&served_notes.directory, span_str(text)) == OK);
	served_notes.directory.holder[0].cells = PLACES;
	in.served_notes = &served_notes;
}

/* Give the first desk its schedule and no outbox. */
static void
state_reset(void)
{
	static uint8_t first[4 + 8192 + BUNDLE_KEYS_SIZE];
	const struct schedule s = signed_schedule(0);
	struct writer w = { (uint8_t *)text, sizeof(text), 0, false };
	struct writer b = { first, sizeof(first), 0, false };
	struct span n;
	struct state_item items[] = {
		{ .kind = STATE_SCHEDULE, .holder = signed_id(0), .number = 0 },
		{ .kind = STATE_SCHEDULE, .holder = signed_id(0), .number = 1 },
		{ .kind = STATE_OUTBOX, .holder = signed_id(0) },
		{ .kind = STATE_SECTION, .holder = signed_id(0) },
	};

	schedule_print(&w, &s);
	n = signed_note(note, sizeof(note), (struct span){ w.p, w.n },
	    SIGNED_IK, signed_name(0));
	memset(first, 0, sizeof(first));
	wire_put_u32(&b, s.version);
	wire_put(&b, n.p, n.n);
	b.n += BUNDLE_KEYS_SIZE;
	items[0].value = (struct span){ first, b.n };
	must(!b.bad && b.n <= sizeof(first));
	must(store_put(in.store, items, 4) == OK);
}

static struct span
match_schedule(struct span t, struct span file)
{
	static struct schedule s;
	struct writer w = { (uint8_t *)text, sizeof(text), 0, false };

	if (schedule_parse(&s, t) != OK || file.n != BUNDLE_KEYS_SIZE)
		return t;
	for (size_t i = 0; i < EPOCHS; i++)
		pk_name_of(&s.epoch[i].name, file.p + i * DESK_PUBLIC_SIZE,
		    DESK_PUBLIC_SIZE);
	schedule_print(&w, &s);
	return (struct span){ w.p, w.n };
}

static struct span
match_outbox(struct span t, struct span file)
{
	static struct outbox_manifest m;
	struct writer w = { (uint8_t *)text, sizeof(text), 0, false };

	if (outbox_parse(&m, t) != OK)
		return t;
	file_hash(&m.file, file.p, file.n);
	outbox_print(&w, &m);
	return (struct span){ w.p, w.n };
}

/* Match and sign ${t} as ${how} says. */
static struct span
note_of(uint8_t how, struct span t, struct span file)
{
	const unsigned role = (how & OUTBOX) != 0 ? SIGNED_OPS : SIGNED_IK;
	struct writer w = { note, sizeof(note), 0, false };

	if ((how & SIGNED) == 0)
		return t;
	if ((how & MATCH) != 0)
		t = (how & OUTBOX) != 0 ? match_outbox(t, file)
					: match_schedule(t, file);
	if (note_sign(&w, t, signed_seed(role), signed_name(0)) != OK)
		return t;
	return (struct span){ w.p, w.n };
}

/* The section in the state must be a valid section of a board. */
static void
section_look(void)
{
	static uint8_t board[2 + SECTION_HEAD_SIZE + CELLS_MAX * RECORD_SIZE];
	const struct desk_id id = signed_id(0);
	struct writer w = { board, sizeof(board), 0, false };
	struct file f;

	must(store_get(in.store, &f, STATE_SECTION, &id, 0) == OK);
	wire_put_u8(&w, 1);
	wire_put_u8(&w, 1);
	wire_put(&w, &id, sizeof(id));
	wire_put_u16(&w, (uint16_t)((f.n - SALT_SIZE) / RECORD_SIZE));
	wire_put(&w, f.p, f.n);
	must(!w.bad && board_check((struct span){ w.p, w.n }, NULL) == OK);
	file_free(&f);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct reader r = { data, size, false };
	uint8_t how = wire_u8(&r);
	struct span t = wire_span(&r, wire_u16(&r));
	struct span file = wire_span(&r, r.n);
	const struct holder *h = &served_notes.directory.holder[0];
	enum err e;

	if (r.bad)
		return 0;
	if (in.store == NULL)
		begin();
	state_reset();
	t = note_of(how, t, file);
	/* outbox_take() and schedule_take() only read these */
	in.note = (struct file){ (uint8_t *)(uintptr_t)t.p, t.n };
	in.file = (struct file){ (uint8_t *)(uintptr_t)file.p, file.n };
	e = (how & OUTBOX) != 0 ? outbox_take(&in, h) : schedule_take(&in, h);
	if (e == OK && (how & OUTBOX) != 0)
		section_look();
	must(e != OK || (how & SIGNED) != 0);
	file_free(&in.joined);
	return 0;
}
