/* questions.h - the table of questions, as web/questions.def has it. */

#ifndef PAGE_QUESTIONS_H
#define PAGE_QUESTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lang.h"

enum item_kind {
	ITEM_SCREEN, /* ${text} is the heading */
	ITEM_HINT,
	ITEM_ONE, /* ${text} is the first of ${n} choices */
	ITEM_MANY,
	ITEM_TEXT, /* labelled by the heading */
	ITEM_NOTE, /* ${text} is the label */
	ITEM_CARDS,
};

struct item {
	enum item_kind kind;
	const char *name; /* of the screen */
	enum text_id text;
	uint8_t field;
	uint8_t n;  /* choices */
	bool trade; /* a screen only for sex and labour */
};

extern const struct item items[];
extern const size_t items_n;

/* The item of ${field}, or NULL. */
const struct item *item_find(unsigned field);

/* The longest name of a posted field: q11.11 and NUL. */
enum { FIELD_NAME = 16 };

/* The name of ${field} in a form; of its choice ${k}, if that is not 0. */
void field_name(char out[static FIELD_NAME], unsigned field, unsigned k);

#endif
