/* page.h - the page of GET / in each language, and the files it loads. */

#ifndef PAGE_PAGE_H
#define PAGE_PAGE_H

#include <stddef.h>

#include "directory.h"
#include "err.h"
#include "notes.h"
#include "page/language.h"
#include "wire.h"

/* The pages of GET / in each language, made once for one directory. */
struct pages;

/*
 * pages_new(out, d, notes, l):
 * Fill the templates for the languages ${l}, and compress them.  A desk that
 * has stopped is not offered; without ${notes} all are.  ERR_TOO_LONG if a
 * page would outgrow FORM_ANSWER_SIZE; ERR_MEMORY.
 */
MUST_USE enum err pages_new(struct pages **out, const struct directory *d,
    const struct notes *notes, struct languages l);
void pages_free(struct pages *p);

/*
 * The gzipped page for an Accept-Language value; see languages_accept().  Its
 * size is the same in all languages.
 */
struct span pages_get(const struct pages *p, const char *accept_language);

/* A file that the page loads: /style.css, /script.js, /tip.wasm and so on. */
struct asset {
	const char *path;
	const char *type;     /* Content-Type */
	const char *encoding; /* Content-Encoding, always the same; or NULL */
	const uint8_t *begin;
	const uint8_t *end;
};

/* The file for ${path}; NULL if there is none. */
const struct asset *asset_find(const char *path);

/* The Content-Security-Policy of the pages. */
const char *pages_policy(const struct pages *p);

#endif
