/* form.c - a posted form, from its bytes to the page that answers it. */

#include "form/form.h"

#include <stdio.h>
#include <string.h>

#include "fit.h"
#include "form/inside.h"

/* Read which button was pressed: its name, and what follows its dot. */
static void
act_read(struct post *p)
{
	struct span s = urlencoded_get(&p->w->fields, "do");
	const uint8_t *dot = s.n > 0 ? memchr(s.p, '.', s.n) : NULL;

	p->act = s;
	if (dot == NULL)
		return;
	p->act.n = (size_t)(dot - s.p);
	p->with.p = dot + 1;
	p->with.n = s.n - p->act.n - 1;
}

static void
post_begin(struct post *p, struct form_work *w, const struct served *served,
    const char *accept_language)
{
	const struct lang *lang;

	memset(p, 0, sizeof(*p));
	p->w = w;
	p->served = served;
	act_read(p);
	lang = languages_find(served->languages,
	    span_is(p->act, "lang") ? p->with
				    : urlencoded_get(&w->fields, "lang"));
	p->view.languages = served->languages;
	p->view.lang = lang != NULL
	    ? lang
	    : languages_accept(served->languages, accept_language);
	(void)snprintf(w->sent, sizeof(w->sent), "/#s-%s", p->view.lang->code);
	p->view.directory = served->directory;
	p->view.offered = fit_open(served->directory, served->notes);
	p->view.flags = VIEW_PLAIN | VIEW_HOME;
	p->view.fields = &w->fields;
	p->view.keep = true;
}

/* True if the last bytes of ${in} are %XX, the first X from ${a} to ${b}. */
static bool
ends_in(const struct form_work *w, char a, char b)
{
	return w->in_n >= 3 && w->in[w->in_n - 3] == '%' &&
	    w->in[w->in_n - 2] >= a && w->in[w->in_n - 2] <= b;
}

/* The form was cut at any byte: drop an escape or letter that may be half. */
static void
in_trim(struct form_work *w)
{
	for (size_t i = 0; i < 2 && w->in_n > i; i++)
		if (w->in[w->in_n - 1 - i] == '%')
			w->in_n -= i + 1;
	while (ends_in(w, '8', 'B'))
		w->in_n -= 3;
	if (ends_in(w, 'C', 'F'))
		w->in_n -= 3;
}

enum form_result
form_post(struct form_work *w, const struct served *served,
    const char *accept_language)
{
	struct writer out = { w->scratch, sizeof(w->scratch), 0, false };
	WIPED(post) p;
	enum err e;

	if (w->over)
		in_trim(w);
	e = urlencoded_parse(&w->fields, &out, (struct span){ w->in, w->in_n });
	post_begin(&p, w, served, accept_language);
	if (w->over)
		return form_over(&p);
	return form_act(&p, e);
}

void
form_refused(struct form_work *w, const struct served *served,
    const char *accept_language, enum err why)
{
	WIPED(post) p;

	post_begin(&p, w, served, accept_language);
	(void)form_again(&p,
	    why == ERR_FULL        ? T_w_e_full
		: why == ERR_AGAIN ? T_w_e_again
				   : T_w_e_server);
}
