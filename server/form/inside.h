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

/* Write the same page with one more mistake to correct, ${t}. */
enum form_result form_mistake(struct post *p, enum text_id t);

/*
 * form_check_texts(p):
 * Normalise all texts of the form, and add to ${p->view} each mistake in them.
 * A receipt in a text is none if the button says to send it all the same.
 */
void form_check_texts(struct post *p);

/* The same for the desks to send to, bit i of ${desks} for desk i. */
void form_check_desks(struct post *p, uint32_t desks);

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
