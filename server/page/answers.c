/* answers.c - page parts: the desks' answers to a code, in the form lane. */

#include "page/view.h"
#include "template.h"

#include "client.h"

bool
view_cell(struct cell_body *out, const struct view *v, size_t i)
{
	return client_read(out, v->cell, v->board, v->root,
		   &v->directory->holder[i].id) == OK;
}

/*
 * Step to the answer of each desk.  Where there is none, a dummy is written
 * and taken back, so that the time a page takes tells nothing about the code.
 */
enum turn
each_cells(struct at *a, bool first)
{
	static const uint8_t texts[] =
	    "\0\0\x30" /* a text of 48 bytes */
	    "................................................";
	const struct directory *d = a->v->directory;
	size_t i = first ? 0 : (size_t)(a->desk - d->holder) + 1;

	if (a->v->root == NULL || i >= d->desks) /* no code was read */
		return TURN_END;
	a->desk = &d->holder[i];
	if (view_cell(&a->cell, a->v, i))
		return TURN_ITEM;
	a->cell = (struct cell_body){ .status = STATUS_RECEIVED,
		.week = a->v->week,
		.opened = 1,
		.texts = { texts, sizeof(texts) - 1 } };
	return TURN_UNSEEN;
}

/* Step to the newest text of each desk that can be written to. */
enum turn
each_asked(struct at *a, bool first)
{
	enum turn turn = each_cells(a, first);
	struct reader r;
	size_t i;

	if (turn == TURN_END)
		return TURN_END;
	i = (size_t)(a->desk - a->v->directory->holder);
	r = (struct reader){ a->cell.texts.p, a->cell.texts.n, false };
	a->text = (struct cell_text){ 0 };
	return texts_next(&a->text, &r) && (a->v->offered >> i & 1) != 0
	    ? turn
	    : TURN_UNSEEN;
}

void
part_cell_status(struct writer *w, const struct at *a)
{
	view_text(w, a->v,
	    (enum text_id)((int)T_w_status_1 + (int)a->cell.status - 1));
}

void
part_cell_week(struct writer *w, const struct at *a)
{
	view_week(w, a->v, T_w_asof, a->cell.week);
}

void
part_cell_count(struct writer *w, const struct at *a)
{
	view_number(w, a->v, T_w_count, a->cell.opened);
}

bool
is_cell_future(const struct at *a)
{
	return a->cell.week > a->v->week;
}

bool
is_cell_stale(const struct at *a)
{
	return !is_cell_future(a) &&
	    a->v->week - a->cell.week > 2 * a->v->directory->rhythm + 1;
}

enum turn
each_cell_texts(struct at *a, bool first)
{
	if (first)
		a->texts =
		    (struct reader){ a->cell.texts.p, a->cell.texts.n, false };
	return texts_next(&a->text, &a->texts) ? TURN_ITEM : TURN_END;
}

void
part_cell_text_week(struct writer *w, const struct at *a)
{
	view_week(w, a->v, T_w_text_week,
	    a->cell.week > a->text.weeks_ago ? a->cell.week - a->text.weeks_ago
					     : 0);
}

void
part_cell_text(struct writer *w, const struct at *a)
{
	view_escape(w, a->text.text);
}
