/* faults.c - page parts: what is wrong, where, and the fields it marks. */

#include <string.h>

#include "page/view.h"
#include "template.h"

/* The id of the place to correct ${f}, on the home or answers page. */
static const char *
fault_place(const struct view *v, const struct fault *f)
{
	static const struct {
		enum text_id text;
		const char *at[2]; /* on the home page, on that of answers */
	} links[] = {
		{ T_w_e_empty, { "text", "more-text" } },
		{ T_w_e_long, { "text", "more-text" } },
		{ T_w_e_text, { "text", "more-text" } },
		{ T_w_e_half, { "text", "more-text" } },
		{ T_w_e_secret, { "text", "more-text" } },
		{ T_e_cut, { "text", "more-text" } },
		{ T_w_e_desk, { "desks", "more-desks" } },
		{ T_w_e_desks, { "desks", "more-desks" } },
		{ T_w_e_stopped, { "desks", "more-desks" } },
		{ T_w_e_code, { "code-in", "code-in" } },
		{ T_w_e_check, { "code-in", "code-in" } },
		{ T_e_unsent, { "tip-send", "more-send" } },
	};

	for (size_t i = 0; i < sizeof(links) / sizeof(links[0]); i++)
		if (links[i].text == f->text)
			return links[i].at[(v->flags & VIEW_ANSWERS) != 0];
	return NULL;
}

bool
is_error(const struct at *a)
{
	return a->v->faults > 0;
}

/* True if what is wrong may also be sent as it is. */
bool
is_anyway(const struct at *a)
{
	size_t n = 0;

	while (n < a->v->faults && a->v->fault[n].text == T_w_e_secret)
		n++;
	return n > 0 && n == a->v->faults;
}

enum turn
each_errors(struct at *a, bool first)
{
	a->fault = first ? a->v->fault : a->fault + 1;
	if (a->fault == a->v->fault + a->v->faults)
		return TURN_END;
	a->item = item_find(a->fault->field);
	return TURN_ITEM;
}

void
part_error(struct writer *w, const struct at *a)
{
	view_text(w, a->v, a->fault->text);
}

/* True if it is about one of the questions, which is then ${a->item}. */
bool
is_error_item(const struct at *a)
{
	return a->fault->field != 0;
}

bool
is_error_at(const struct at *a)
{
	return fault_place(a->v, a->fault) != NULL;
}

/* The id of the place to correct the error; for a question, of its field. */
struct span
attr_error_at(struct at *a)
{
	struct writer w = { a->attr, sizeof(a->attr), 0, false };

	if (a->fault->field == 0)
		return attr_str(fault_place(a->v, a->fault));
	wire_put_str(&w, "f");
	wire_put_decimal(&w, a->fault->field);
	return (struct span){ a->attr, w.n };
}

/* True if something is wrong with ${field}; if that is 0, at ${place}. */
static bool
is_wrong(const struct at *a, unsigned field, const char *place)
{
	for (size_t i = 0; i < a->v->faults; i++) {
		const struct fault *f = &a->v->fault[i];
		const char *at = fault_place(a->v, f);

		if (f->field == field &&
		    (field != 0 || (at != NULL && strcmp(at, place) == 0)))
			return true;
	}
	return false;
}

bool
is_text_wrong(const struct at *a)
{
	return is_wrong(a, 0, is_answers(a) ? "more-text" : "text");
}

bool
is_desks_wrong(const struct at *a)
{
	return is_wrong(a, 0, is_answers(a) ? "more-desks" : "desks");
}

bool
is_code_wrong(const struct at *a)
{
	return is_wrong(a, 0, "code-in");
}

bool
is_item_wrong(const struct at *a)
{
	return is_wrong(a, a->item->field, "");
}

/* The button that sends the text despite the warning. */
struct span
attr_act_anyway(struct at *a)
{
	return attr_str(is_answers(a) ? "more.code" : "send.code");
}
