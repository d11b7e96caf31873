/* form_inside.h - one posted form, between form.c and what each button does.
 */

#ifndef FORM_INSIDE_H
#define FORM_INSIDE_H

#include "form.h"
#include "page_view.h"

/* One posted form being answered. */
struct post {
	struct form_work *w;
	const struct form_world *world;
	struct span act;  /* what the button does: send, lang */
	struct span with; /* behind its dot: lang.nl, send.code */
	struct view view; /* holds the code that it shows */
};
WIPE_FUNCTION(post);

/* Write the page of ${p->view}, and fill it up to its one size. */
enum form_result form_page(struct post *p);

/* The same page with what is to be put right. */
enum form_result form_mistake(struct post *p, enum text_id t);

/*
 * form_act(p, parsed):
 * Do what the button ${p->act} says, if the form was ${parsed} OK; else, or
 * for a button that is not ours, show again what was read.
 */
enum form_result form_act(struct post *p, enum err parsed);

/* The rest of the form did not fit in: show what did, if anything was read. */
enum form_result form_over(struct post *p);

/* The page again, as after that button, for an envelope not stored. */
enum form_result form_again(struct post *p, enum text_id t);

#endif
