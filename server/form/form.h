/* form.h - the form lane: a posted form becomes a page or an envelope. */

#ifndef FORM_FORM_H
#define FORM_FORM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "client.h"
#include "directory.h"
#include "label.h"
#include "notes.h"
#include "page/language.h"
#include "page/urlencoded.h"
#include "receipt.h"
#include "served/snapshot.h"
#include "wire.h"

/*
 * One request's memory: made by locked_new(), wiped before reuse.  The request
 * sets ${in}, ${in_n} and ${over}, workers.c the day; form/ the rest.
 */
struct form_work {
	size_t in_n;
	bool over;                   /* more was posted than fits into ${in} */
	int32_t day;                 /* today */
	char sent[sizeof("/#s-xx")]; /* Location after a deposit */
	uint8_t in[FORM_POST_MAX];
	struct client_work seal;
	uint8_t envelope[ENVELOPE_SIZE];
	uint8_t page[FORM_ANSWER_SIZE];
	uint8_t scratch[FORM_POST_MAX]; /* decoded fields */
	struct urlencoded fields;       /* spans of ${scratch} */
	uint8_t answers[BODY_SIZE];
	uint8_t cell[CELL_BODY_SIZE];
	struct receipt receipt;
	struct root root;
};

enum form_result {
	FORM_PAGE,    /* answer 200 with ${page} */
	FORM_DEPOSIT, /* deposit; then 303 to ${sent}, or form_refused() */
};

/*
 * form_post(w, served, accept_language):
 * Do what a client would do, for the form in ${w->in}.  A form that no page of
 * ours sends, and every mistake of a person, ends in a page that says what to
 * do and keeps what was typed.
 */
enum form_result form_post(struct form_work *w, const struct served *served,
    const char *accept_language);

/*
 * Make the page for an envelope that was not stored.  ${why}: ERR_FULL,
 * ERR_AGAIN, or anything else for a fault of the server.  Call it after
 * form_post() with the same ${w}.
 */
void form_refused(struct form_work *w, const struct served *served,
    const char *accept_language, enum err why);

#endif
