/* lines.h - read and write the lines of a note, "word value...". */

#ifndef LINES_H
#define LINES_H

#include <stdbool.h>
#include <stdint.h>

#include "err.h"
#include "wire.h"

/*
 * Reads a note's text line by line.  Sticky: after one departure from the
 * grammar every value is zero or empty, and lines_end() returns ERR_FORMAT.
 */
struct lines {
	struct reader r;     /* the lines after this one */
	struct span rest;    /* the values of this line not yet read */
	const uint8_t *stop; /* the beginning of the line that is wrong */
	bool bad;
};

struct lines lines_begin(struct span text);

/* Step to the next line if its first word is ${word}; else false. */
bool lines_next(struct lines *l, const char *word);

/* Step to the next line; its first word must be ${word}. */
void lines_need(struct lines *l, const char *word);

/* Read the next value of this line. */
void lines_hex(struct lines *l, uint8_t *out, size_t n);
void lines_base64(struct lines *l, uint8_t *out, size_t n);
uint32_t lines_decimal(struct lines *l, uint32_t least, uint32_t most);
int32_t lines_date(struct lines *l);
uint16_t lines_week(struct lines *l);
struct span lines_key_name(struct lines *l);
struct span lines_lang(struct lines *l);

/* Take the rest of this line: text for people, as name_check() allows. */
struct span lines_rest(struct lines *l);

/* True if this line has a value left; used to read lists. */
bool lines_more(const struct lines *l);

/* OK if every line and value was read and none was missing. */
MUST_USE enum err lines_end(const struct lines *l);

/* How many bytes of ${text} stand before the first line that is wrong; all of
 * them if none is. */
size_t lines_good(const struct lines *l, struct span text);

/*
 * lines_text(lines, word, sub, lang):
 * The text of the line "word [sub] lang TEXT" in ${lines}, in ${lang} or else
 * of the first such line.  ${sub} is NULL for a ${word} whose lines have none.
 * Empty if there is no such line.
 */
struct span lines_text(struct span lines, const char *word, const char *sub,
    const char *lang);

/* Write one line. */
void lines_put_str(struct writer *w, const char *word, const char *text);
void lines_put_hex(struct writer *w, const char *word, const uint8_t *p,
    size_t n);
void lines_put_decimal(struct writer *w, const char *word, uint64_t v);
void lines_put_date(struct writer *w, const char *word, int32_t day);

#endif
