/* view.h - one page: its content, and the pieces of its template. */

#ifndef PAGE_VIEW_H
#define PAGE_VIEW_H

#include <stdbool.h>
#include <stdint.h>

#include "body.h"
#include "directory.h"
#include "page/language.h"
#include "page/questions.h"
#include "page/urlencoded.h"
#include "receipt.h"
#include "wire.h"

enum { ATTR_MAX = 1024 }; /* bytes of an attribute: 255 regions, and spaces */

/* What kind of page it is, and what there is to show. */
enum view_flag {
	VIEW_SCRIPT = 1,  /* for GET /: the forms are in noscript */
	VIEW_PLAIN = 2,   /* an answer to a form: the forms are real */
	VIEW_HOME = 4,    /* start, questions and code field */
	VIEW_ANSWERS = 8, /* what a code found */
	VIEW_CODE = 16,   /* the page carries a code along */
	VIEW_FOUND = 32,  /* some desk answered the code */
	VIEW_PICK = 64,   /* a follow-up needs its desks picked */
};

enum { FAULTS_MAX = 24 }; /* two in each text, and those of code and desks */

/* Something to correct. */
struct fault {
	enum text_id text;
	uint8_t field; /* the answer that it is about; 0: ${text} tells */
};

/* One page; everything in it is borrowed. */
struct view {
	const struct lang *lang;
	struct languages languages; /* those to choose from */
	const struct directory *directory;
	uint32_t offered; /* bit i: desk i takes tips now */
	unsigned flags;   /* enum view_flag */
	struct fault fault[FAULTS_MAX];
	size_t faults;
	const struct urlencoded *fields; /* what was typed; NULL: nothing */
	bool keep;                       /* show the fields again */
	char code[RECEIPT_TEXT];         /* drawn or found; "" else */

	/* For VIEW_ANSWERS: what the code may read. */
	uint32_t found; /* bit i: desk i has a cell */
	const struct root *root;
	struct span board;
	uint16_t week;
	uint8_t *cell; /* CELL_BODY_SIZE to work in */
};

/*
 * The position in a page being written: the current items of the loops of the
 * template, {{#name}} in web/page.html.
 */
struct at {
	const struct view *v;
	const struct lang *language;
	const struct fault *fault;
	enum text_id word;
	const struct holder *desk;
	unsigned region; /* 0: not known */
	const char *card_when;
	const struct lang *card_lang;
	struct span card;
	struct reader lines; /* of cards or regions, those left */
	struct reader words; /* of a card or the phone, those left */
	const struct lang *said_lang;
	struct span said; /* a phone number, or the words between two */
	bool number;
	const struct item *screen;
	const struct item *item;
	unsigned choice;
	struct cell_body cell;
	struct reader texts; /* of the cell, those left */
	struct cell_text text;
	uint8_t attr[ATTR_MAX]; /* buffer for an attribute */
};

/* What a loop gets when it steps to its next item. */
enum turn {
	TURN_END,
	TURN_ITEM,
	TURN_UNSEEN, /* write it, then take it back: see answers.c */
};

/*
 * A piece of the template: first its HTML, then the action of its kind.
 * page.html names the functions.
 */
enum piece_kind {
	PIECE_HTML,
	PIECE_TEXT,
	PIECE_WARNING,
	PIECE_PART,   /* {{@name}}: writes text, escaped */
	PIECE_ATTR,   /* {{=name}}: returns text, borrowed from ${at} */
	PIECE_IF,     /* {{?name}} */
	PIECE_UNLESS, /* {{!name}} */
	PIECE_EACH,   /* {{#name}} */
	PIECE_AGAIN,  /* the end of a loop's turn */
};

struct piece {
	const char *html;
	enum piece_kind kind;
	enum text_id text;
	void (*part)(struct writer *w, const struct at *a);
	struct span (*attr)(struct at *a);
	bool (*is)(const struct at *a);
	enum turn (*each)(struct at *a, bool first);
	size_t level; /* EACH, AGAIN: how many loops surround them */
	/* EACH, IF, UNLESS: the piece after the block; AGAIN: its EACH */
	size_t skip;
};

/* Write the whole page; ${w} is bad if it did not fit. */
void view_print(struct writer *w, const struct view *v);

/* Add the mistake ${t} in the answer ${field}, or 0; no more than fit. */
void view_fault(struct view *v, enum text_id t, uint8_t field);

/* For the parts: write text for people, escaped for HTML. */
void view_escape(struct writer *w, struct span s);
void view_text(struct writer *w, const struct view *v, enum text_id t);

/*
 * view_say(w, lang, s):
 * Write the text ${s} of the language ${lang}.  In one written from right to
 * left, isolate each run of ASCII (a number, an address): otherwise 0800-0188
 * would be shown as 0188-0800.
 */
void view_say(struct writer *w, const struct lang *lang, struct span s);

/* A string, and a number, as the text of an attribute. */
struct span attr_str(const char *s);
struct span attr_number(struct at *a, unsigned n);

/* " lang=... dir=...", for text in a language that may not be the page's. */
void view_lang(struct writer *w, const struct lang *lang);

/* Write text ${t} with ${n} for {n}. */
void view_number(struct writer *w, const struct view *v, enum text_id t,
    unsigned n);

/* Write text ${t} with the Monday of ${week}, month in words, for {n}. */
void view_week(struct writer *w, const struct view *v, enum text_id t,
    uint16_t week);

/* The cell of desk ${i} for the view's code; false if there is none. */
bool view_cell(struct cell_body *out, const struct view *v, size_t i);

/* What was typed into the field ${name}, if it is to be shown again. */
struct span view_typed(const struct view *v, const char *name);

#endif
