/* inside.h - private to this folder: a form being answered. */

#ifndef FORM_INSIDE_H
#define FORM_INSIDE_H

#include "form/form.h"
#include "page/view.h"

/* One posted form being answered. */
struct post {
	struct form_work *w;
	const struct served *served;
	struct span act;  /* name of the button: send, lang */
	struct span with; /* what follows its dot: nl of lang.nl */
	struct view view; /* has the code, so it is wiped too */
};
WIPE_FUNCTION(post);

/* Write the page of ${p->view}, padded to FORM_ANSWER_SIZE. */
enum form_result form_page(struct post *p);

/* Write the same page with the mistake ${t} to correct. */
enum form_result form_mistake(struct post *p, enum text_id t);

/*
 * form_act(p, parsed):
 * Do what the button ${p->act} asks for.  If ${parsed} is not OK, or the button
 * is unknown, show again what was read.
 */
enum form_result form_act(struct post *p, enum err parsed);

/* Answer a form that did not fit: show the part that was read, if any. */
enum form_result form_over(struct post *p);

/* Show the page again, with the reason ${t} why the tip was not stored. */
enum form_result form_again(struct post *p, enum text_id t);

#endif
