/* page_answers.c - what the desks answered to a code, for the form lane. */

#include "page_view.h"

#include "board.h"

static void
put_texts(struct writer *w, const struct view *v, const struct cell_body *c)
{
	struct reader r = { c->texts.p, c->texts.n, false };
	struct cell_text t;

	while (texts_next(&t, &r)) {
		uint16_t week =
		    c->week > t.weeks_ago ? c->week - t.weeks_ago : 0;

		wire_put_str(w, "<p class=\"note\">");
		view_week(w, v, T_w_text_week, week);
		wire_put_str(w, "</p>\n<p class=\"a-text\" dir=\"auto\">");
		view_escape(w, t.text);
		wire_put_str(w, "</p>\n");
	}
}

/* A sentence of the page's own about the cell. */
static void
put_said(struct writer *w, const struct view *v, enum text_id t)
{
	wire_put_str(w, "<p class=\"error a-stale\">");
	view_text(w, v, t);
	wire_put_str(w, "</p>\n");
}

static void
put_cell(struct writer *w, const struct view *v, const struct holder *h,
    const struct cell_body *c)
{
	wire_put_str(w,
	    "<article class=\"answer\" translate=\"no\">\n<h2 "
	    "class=\"a-desk\">");
	view_say(w, v, lines_text(h->lines, "title", NULL, v->lang->code));
	wire_put_str(w, "</h2>\n<p class=\"a-status\">");
	view_text(w, v, (enum text_id)((int)T_w_status_1 + (int)c->status - 1));
	wire_put_str(w, "</p>\n<div class=\"a-texts\">\n");
	put_texts(w, v, c);
	wire_put_str(w, "</div>\n<p class=\"note a-asof\">");
	view_week(w, v, T_w_asof, c->week);
	wire_put_str(w, "</p>\n<p class=\"note a-count\">");
	view_numbers(w, v, T_w_count, c->opened, 0);
	wire_put_str(w, "</p>\n");
	if (c->week > v->week)
		put_said(w, v, T_w_future);
	else if (v->week - c->week > 2 * v->directory->rhythm + 1)
		put_said(w, v, T_w_stale);
	wire_put_str(w, "</article>\n");
}

bool
view_cell(struct cell_body *out, const struct view *v, size_t i)
{
	const struct desk_id *id = &v->directory->holder[i].id;
	WIPED(thread_secret) secret;
	WIPED(thread) thread;

	thread_derive(&secret, v->root, id);
	thread_keys(&thread, &secret, id);
	return board_read(v->cell, v->board, &thread, id) == OK &&
	    cell_body_decode(out, v->cell) == OK;
}

/* Write what is not shown: how long a page takes tells nothing of the code. */
static void
put_nothing(struct writer *w, const struct view *v, const struct holder *h)
{
	static const uint8_t texts[] =
	    "\0\0\x30" /* one of 48 bytes */
	    "................................................";
	const struct writer before = *w;
	const struct cell_body c = { .status = STATUS_RECEIVED,
		.week = v->week,
		.opened = 1,
		.texts = { texts, sizeof(texts) - 1 } };

	put_cell(w, v, h, &c);
	*w = before;
}

void
part_answers(struct writer *w, const struct view *v)
{
	struct cell_body c;

	if (v->root == NULL) /* no code was read */
		return;
	for (size_t i = 0; i < v->directory->desks; i++) {
		const struct holder *h = &v->directory->holder[i];

		if (view_cell(&c, v, i))
			put_cell(w, v, h, &c);
		else
			put_nothing(w, v, h);
	}
}
