/* language.h - which of the build's languages a service offers. */

#ifndef PAGE_LANGUAGE_H
#define PAGE_LANGUAGE_H

#include <stdbool.h>
#include <stdint.h>

#include "directory.h"
#include "gap.h"
#include "err.h"
#include "lang.h"
#include "wire.h"

struct store;

/* Bit i stands for langs[i]. */
struct languages {
	uint32_t set;
};

enum {
	LANGUAGES_TEXT = 4 * LANGS, /* most bytes of languages_put() */
};

/* The languages that every service offers, the first LANGS_ALWAYS; and all. */
struct languages languages_always(void);
struct languages languages_all(void);

bool languages_have(struct languages l, const struct lang *lang);

/* Add the one with ${code}; false if this build has none. */
bool languages_add(struct languages *l, struct span code);

/* Write the codes of ${l}, separated by spaces. */
void languages_put(struct writer *w, struct languages l);

/*
 * The language of ${l} for an Accept-Language value: English if it names none
 * of ${l}, and the first language for "" or NULL.
 */
const struct lang *languages_accept(struct languages l,
    const char *accept_language);

/* The one of ${l} with ${code}, or NULL. */
const struct lang *languages_find(struct languages l, struct span code);

/* Load the enabled languages, with languages_always(), from the state. */
MUST_USE enum err languages_load(struct languages *out, struct store *s);

/*
 * languages_gap(lang, out, d, l):
 * The first line of ${d} that a language of ${l} lacks, and that language in
 * ${lang}; false if there is none.  gap_find() says what a gap is.
 */
bool languages_gap(const struct lang **lang, struct gap_line *out,
    const struct directory *d, struct languages l);

#endif
