/* page_view.h - what one page shows, and how its pieces are written. */

#ifndef PAGE_VIEW_H
#define PAGE_VIEW_H

#include <stdbool.h>
#include <stdint.h>

#include "body.h"
#include "directory.h"
#include "fields.h"
#include "language.h"
#include "receipt.h"
#include "wire.h"

/*
 * The attributes of each control that holds words or a code, so that nothing
 * keeps, spells, improves or translates them.  The controls that hold choices
 * are kept from the browser's memory by their form.
 */
#define UNKEPT                                       \
	" autocomplete=\"off\" spellcheck=\"false\"" \
	" translate=\"no\" writingsuggestions=\"false\""

/* What {{?name}} in web/page.html asks. */
enum view_flag {
	VIEW_SCRIPT = 1,   /* for GET /: the forms stand in noscript */
	VIEW_PLAIN = 2,    /* an answer to a form: the forms are real */
	VIEW_HOME = 4,     /* start, questions and code field */
	VIEW_ANSWERS = 8,  /* what a code found */
	VIEW_CODE = 16,    /* there is a code to carry along */
	VIEW_FOUND = 32,   /* and a desk that answered it */
	VIEW_PICK = 64,    /* a follow-up needs its desks picked */
	VIEW_ERROR = 128,  /* something to put right */
	VIEW_ANYWAY = 256, /* or to be sent as it is */
};

/* One page; everything in it is borrowed. */
struct view {
	const struct lang *lang;
	struct languages languages; /* those to choose from */
	const struct directory *directory;
	uint32_t offered; /* bit i: desk i takes tips now */
	unsigned flags;   /* enum view_flag */
	enum text_id error;
	uint8_t error_field; /* the answer that it is about; 0: the text */
	const struct fields *fields; /* what was typed; NULL: nothing */
	bool keep;                   /* show it again */
	char code[RECEIPT_TEXT];     /* drawn or found; "" else */

	/* For VIEW_ANSWERS: what the code may read. */
	uint32_t found; /* bit i: desk i has a cell */
	const struct root *root;
	struct span board;
	uint16_t week;
	uint8_t *cell; /* CELL_BODY_SIZE to work in */
};

/* Write the whole page; ${w} is bad if it did not fit. */
void view_print(struct writer *w, const struct view *v);

/* For the parts: text for people, with what HTML would misread escaped. */
void view_escape(struct writer *w, struct span s);
void view_attribute(struct writer *w, struct span s);
void view_text(struct writer *w, const struct view *v, enum text_id t);

/*
 * view_say(w, v, s):
 * A text of the operator in the page's language.  In one that is written from
 * right to left, a run of ASCII in it (a number, an address) is isolated:
 * else 0800-0188 would be shown as 0188-0800.
 */
void view_say(struct writer *w, const struct view *v, struct span s);

/* " lang=... dir=...", for text in a language that may not be the page's. */
void view_lang(struct writer *w, const struct lang *lang);

/* A text in which {n} and {year} stand for numbers. */
void view_numbers(struct writer *w, const struct view *v, enum text_id t,
    unsigned n, unsigned year);

/* A text in which {n} is the ISO week of ${week}, and {year} its year. */
void view_week(struct writer *w, const struct view *v, enum text_id t,
    uint16_t week);

/* The cell of desk ${i} for the view's code; false if there is none. */
bool view_cell(struct cell_body *out, const struct view *v, size_t i);

/* What was typed into the field ${name}, if it is to be shown again. */
struct span view_typed(const struct view *v, const char *name);

#endif
