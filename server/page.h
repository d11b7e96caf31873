/* page.h - the one page, per language, filled from the signed directory. */

#ifndef PAGE_H
#define PAGE_H

#include <stddef.h>

#include "directory.h"
#include "err.h"
#include "language.h"
#include "wire.h"

/* The pages of GET / in each language, made once for one directory. */
struct pages;

/*
 * pages_new(out, d, l):
 * Fill the templates for the languages ${l}.  ERR_TOO_LONG if a page would
 * outgrow FORM_ANSWER_SIZE; ERR_MEMORY.
 */
MUST_USE enum err pages_new(struct pages **out, const struct directory *d,
    struct languages l);
void pages_free(struct pages *p);

/* The page for an Accept-Language value: see languages_accept(). */
struct span pages_get(const struct pages *p, const char *accept_language);

/* A file that the page loads: /style.css, /script.js, /tip.wasm and so on. */
struct asset {
	const char *path;
	const char *type;     /* Content-Type */
	const char *encoding; /* Content-Encoding, always the same; or NULL */
	const uint8_t *begin;
	const uint8_t *end;
};

/* NULL if there is none. */
const struct asset *asset_find(const char *path);

/* The value of Content-Security-Policy for the page and everything else. */
extern const char page_policy[];

#endif
