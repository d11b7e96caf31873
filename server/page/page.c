/* page.c - the page of GET / in each language, and the files it loads. */

#include "page/page.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include <sodium.h>

#include "fit.h"
#include "hashes.h"
#include "label.h"
#include "page/colour.h"
#include "page/gzip.h"
#include "page/view.h"

#define POLICY                                                         \
	"default-src 'none'; script-src '" HASH_BOOT "' '" HASH_SCRIPT \
	"' '" HASH_COACH "' '" HASH_TIP "' 'wasm-unsafe-eval'; "       \
	"connect-src 'self'; "                                         \
	"img-src data:; form-action 'self'; base-uri 'none'; "         \
	"frame-ancestors 'none'; style-src 'self'"

enum {
	ROUND = 1024,      /* page sizes are multiples of it */
	STYLE_POLICY = 64, /* " 'sha256-...'", for the colour's rules */
};

/* The compressed pages, all of one size. */
struct pages {
	char policy[sizeof(POLICY) + STYLE_POLICY];
	struct languages languages;
	size_t n;
	uint8_t page[LANGS][FORM_ANSWER_SIZE];
};

/* What the pages being made share, and a buffer to make each in. */
struct pages_build {
	struct pages *pages;
	struct view view;
	uint8_t html[FORM_ANSWER_SIZE];
};

/* Make the page of language ${i}, padded to ${size}; ${n} is its size. */
static enum err
page_make(struct pages_build *b, size_t i, size_t size, size_t *n)
{
	struct writer html = { b->html, sizeof(b->html), 0, false };
	struct writer w = { b->pages->page[i], FORM_ANSWER_SIZE, 0, false };
	enum err e;

	b->view.lang = &langs[i];
	view_print(&html, &b->view);
	if (html.bad)
		return ERR_TOO_LONG;
	e = gzip_put(&w, (struct span){ html.p, html.n }, size);
	*n = w.n;
	return e;
}

/* All pages: once to learn the largest size, then with that size. */
static enum err
pages_make(struct pages_build *b)
{
	size_t most = 0, n = 0;
	enum err e = OK;

	for (int round = 0; round < 2; round++) {
		b->pages->n = most == 0 ? 0 : (most / ROUND + 1) * ROUND;
		for (size_t i = 0; i < LANGS && e == OK; i++) {
			if (!languages_have(b->pages->languages, &langs[i]))
				continue;
			e = page_make(b, i, b->pages->n, &n);
			most = n > most ? n : most;
		}
	}
	return e;
}

/* Let the browser use our files and the rules of ${d}'s colour, no others. */
static void
policy_make(char out[static sizeof(POLICY) + STYLE_POLICY],
    const struct directory *d)
{
	struct writer w = { (uint8_t *)out, sizeof(POLICY) + STYLE_POLICY - 1,
		0, false };
	uint8_t css[COLOUR_CSS];
	struct writer rules = { css, sizeof(css), 0, false };
	uint8_t hash[crypto_hash_sha256_BYTES];

	wire_put_str(&w, POLICY);
	colour_css(&rules, d->colour);
	if (rules.n > 0) {
		crypto_hash_sha256(hash, css, rules.n);
		wire_put_str(&w, " 'sha256-");
		wire_put_base64(&w, hash, sizeof(hash));
		wire_put_str(&w, "'");
	}
	out[w.n] = '\0';
}

enum err
pages_new(struct pages **out, const struct directory *d,
    const struct notes *notes, struct languages l)
{
	struct pages *p = calloc(1, sizeof(*p));
	struct pages_build *b = calloc(1, sizeof(*b));
	enum err e = ERR_MEMORY;

	*out = NULL;
	if (p != NULL && b != NULL) {
		p->languages = l;
		policy_make(p->policy, d);
		b->pages = p;
		b->view.languages = l;
		b->view.directory = d;
		b->view.offered = fit_open(d, notes);
		b->view.flags = VIEW_SCRIPT | VIEW_HOME;
		e = pages_make(b);
	}
	free(b);
	if (e == OK)
		*out = p;
	else
		pages_free(p);
	return e;
}

void
pages_free(struct pages *p)
{
	free(p);
}

struct span
pages_get(const struct pages *p, const char *accept_language)
{
	size_t i =
	    (size_t)(languages_accept(p->languages, accept_language) - langs);

	return (struct span){ p->page[i], p->n };
}

const char *
pages_policy(const struct pages *p)
{
	return p->policy;
}

/* The gzipped files that build/gen/web.S embeds. */
#define FILE_OF(name) extern const uint8_t web_##name[], web_##name##_end[];
FILE_OF(style_css_gz)
FILE_OF(plain_css_gz)
FILE_OF(boot_js_gz)
FILE_OF(script_js_gz)
FILE_OF(coach_js_gz)
FILE_OF(tip_js_gz)
FILE_OF(tip_wasm_gz)

#define ASSET(path, type, name)                                  \
	{                                                        \
		path, type, "gzip", web_##name, web_##name##_end \
	}
static const struct asset assets[] = {
	ASSET("/style.css", "text/css; charset=utf-8", style_css_gz),
	ASSET("/plain.css", "text/css; charset=utf-8", plain_css_gz),
	ASSET("/boot.js", "text/javascript; charset=utf-8", boot_js_gz),
	ASSET("/script.js", "text/javascript; charset=utf-8", script_js_gz),
	ASSET("/coach.js", "text/javascript; charset=utf-8", coach_js_gz),
	ASSET("/tip.js", "text/javascript; charset=utf-8", tip_js_gz),
	ASSET("/tip.wasm", "application/wasm", tip_wasm_gz),
};

const struct asset *
asset_find(const char *path)
{
	for (size_t i = 0; i < sizeof(assets) / sizeof(assets[0]); i++)
		if (strcmp(path, assets[i].path) == 0)
			return &assets[i];
	return NULL;
}
