/* snapshot.c - a snapshot of all that is served: notes, board and pages. */

#include "served/snapshot.h"

#include <stdlib.h>

#include "board.h"

static size_t
section_cells(const struct file *f)
{
	return (f->n - SALT_SIZE) / RECORD_SIZE;
}

/*
 * Load the section that ${h} last brought, or ERR_MISSING.  If the board would
 * be too long (${tight}), a section larger than the directory now allows is
 * left out until the desk brings the next.  The caller frees ${f}.
 */
static enum err
section_load(struct file *f, struct store *s, const struct holder *h,
    bool tight)
{
	enum err e = store_get(s, f, STATE_SECTION, &h->id, 0);

	if (e == OK && tight && section_cells(f) > h->cells) {
		file_free(f);
		return ERR_MISSING;
	}
	return e;
}

/* Write a desk's section; without one, n = 0 and a zero salt. */
static enum err
section_put(struct writer *w, struct store *s, const struct holder *h,
    bool tight)
{
	static const struct salt none;
	struct file f;
	enum err e = section_load(&f, s, h, tight);

	if (e != OK && e != ERR_MISSING)
		return e;
	wire_put(w, &h->id, sizeof(h->id));
	if (e == ERR_MISSING) {
		wire_put_u16(w, 0);
		wire_put(w, &none, sizeof(none));
		return OK;
	}
	wire_put_u16(w, (uint16_t)section_cells(&f));
	wire_put(w, f.p, f.n);
	file_free(&f);
	return OK;
}

/* The size of the board with all stored sections, and its ${cells}. */
static size_t
board_size(size_t *cells, struct store *s, const struct directory *d)
{
	size_t n = 2;

	*cells = 0;
	for (size_t i = 0; i < d->desks; i++) {
		struct file f;

		if (store_get(s, &f, STATE_SECTION, &d->holder[i].id, 0) ==
		    OK) {
			n += f.n;
			*cells += section_cells(&f);
		}
		file_free(&f);
		n += SECTION_HEAD_SIZE;
	}
	return n;
}

/* Build the board in memory, and check it as a client would. */
static enum err
board_make(struct file *out, struct store *s, const struct directory *d)
{
	size_t cells;
	struct writer w = { NULL, board_size(&cells, s, d), 0, false };
	enum err e = OK;

	w.p = malloc(w.cap);
	if (w.p == NULL)
		return ERR_MEMORY;
	wire_put_u8(&w, 1);
	wire_put_u8(&w, d->desks);
	for (size_t i = 0; i < d->desks && e == OK; i++)
		e = section_put(&w, s, &d->holder[i], cells > CELLS_MAX);
	*out = (struct file){ w.p, w.n };
	if (e == OK && w.bad)
		e = ERR_AGAIN; /* a section has grown meanwhile */
	return e == OK ? board_check(file_span(out), NULL) : e;
}

enum err
snapshot_new(struct snapshot **out, struct store *s, int32_t day)
{
	struct snapshot *snapshot = calloc(1, sizeof(*snapshot));
	struct languages languages;
	enum err e;

	*out = NULL;
	if (snapshot == NULL)
		return ERR_MEMORY;
	atomic_init(&snapshot->holders, 1);
	snapshot->day = day;
	e = served_notes_new(&snapshot->served_notes, s, day);
	if (e == OK)
		e = board_make(&snapshot->board, s,
		    &snapshot->served_notes->directory);
	if (e == OK)
		e = languages_load(&languages, s);
	if (e == OK)
		e = pages_new(&snapshot->pages,
		    &snapshot->served_notes->directory,
		    &snapshot->served_notes->notes, languages);
	if (e != OK) {
		snapshot_drop(snapshot);
		return e;
	}
	snapshot->served = (struct served){
		.pages = snapshot->pages,
		.directory = &snapshot->served_notes->directory,
		.notes = &snapshot->served_notes->notes,
		.board = file_span(&snapshot->board),
		.week = snapshot->served_notes->week,
		.languages = languages,
	};
	*out = snapshot;
	return OK;
}

void
snapshot_hold(struct snapshot *snapshot)
{
	atomic_fetch_add(&snapshot->holders, 1);
}

void
snapshot_drop(struct snapshot *snapshot)
{
	if (snapshot == NULL || atomic_fetch_sub(&snapshot->holders, 1) != 1)
		return;
	pages_free(snapshot->pages);
	file_free(&snapshot->board);
	served_notes_free(snapshot->served_notes);
	free(snapshot);
}
