/* check.c - finds all that a person has to correct in a posted form. */

#include <string.h>

#include "fit.h"
#include "form/inside.h"
#include "form/seal.h"
#include "page/questions.h"
#include "text.h"

/* Normalise the text of a field in place, and return it. */
static struct span
normalised(struct form_work *w, const char *name)
{
	struct span s = urlencoded_get(&w->fields, name);

	if (s.n > 0) {
		s.n = text_normalise(w->scratch + (s.p - w->scratch), s.n);
		urlencoded_cut(&w->fields, name, s.n); /* as pages show it */
	}
	return s;
}

/* True if the browser replaced a character by U+FFFD. */
static bool
is_lost(struct span s)
{
	static const uint8_t sign[] = { 0xef, 0xbf, 0xbd };

	return s.n > 0 && memmem(s.p, s.n, sign, sizeof(sign)) != NULL;
}

/* Check one text, of ${field} or of the tip; return its length. */
static size_t
check_text(struct post *p, const char *name, uint8_t field)
{
	struct span s = normalised(p->w, name);
	WIPED(receipt) r;

	if (is_lost(s))
		view_fault(&p->view, T_w_e_half, field);
	else if (text_check(s) != OK)
		view_fault(&p->view, T_w_e_text, field);
	if (!span_is(p->with, "code") && receipt_find(&r, s))
		view_fault(&p->view, T_w_e_secret, field);
	return form_is_blank(s) ? 0 : s.n;
}

void
form_check_texts(struct post *p)
{
	size_t n = check_text(p, "text", 0);

	if (n == 0)
		view_fault(&p->view, T_w_e_empty, 0);
	for (size_t i = 0; i < items_n; i++) {
		char name[FIELD_NAME];

		if (items[i].field < 128)
			continue;
		field_name(name, items[i].field, 0);
		n += check_text(p, name, items[i].field);
	}
	if (n > TEXT_MAX)
		view_fault(&p->view, T_w_e_long, 0);
}

void
form_check_desks(struct post *p, uint32_t desks)
{
	if (desks == 0)
		view_fault(&p->view, T_w_e_desk, 0);
	else if (fit_count(desks) > SLOTS)
		view_fault(&p->view, T_w_e_desks, 0);
	else if ((desks & ~p->view.offered) != 0)
		view_fault(&p->view, T_w_e_stopped, 0);
}
