/* page.c - the pages of GET /, made once; and the files that they load. */

#include "page.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "label.h"
#include "page_view.h"

const char page_policy[] =
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; "
    "style-src 'self'; connect-src 'self'; img-src 'self' data:; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

struct pages {
	struct languages languages;
	size_t n[LANGS];
	uint8_t page[LANGS][FORM_ANSWER_SIZE];
};

enum err
pages_new(struct pages **out, const struct directory *d, struct languages l)
{
	struct pages *p = calloc(1, sizeof(*p));
	enum err e = OK;

	*out = NULL;
	if (p == NULL)
		return ERR_MEMORY;
	p->languages = l;
	for (size_t i = 0; i < LANGS && e == OK; i++) {
		struct writer w = { p->page[i], sizeof(p->page[i]), 0, false };
		const struct view v = {
			.lang = &langs[i],
			.languages = l,
			.directory = d,
			.flags = VIEW_SCRIPT | VIEW_HOME,
		};

		if (!languages_have(l, v.lang))
			continue;
		view_print(&w, &v);
		p->n[i] = w.n;
		if (w.bad)
			e = ERR_TOO_LONG;
	}
	if (e == OK) {
		*out = p;
		p = NULL;
	}
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

	return (struct span){ p->page[i], p->n[i] };
}

/* What build/gen/web.S brings in, gzipped. */
#define FILE_OF(name) extern const uint8_t web_##name[], web_##name##_end[];
FILE_OF(style_css_gz)
FILE_OF(plain_css_gz)
FILE_OF(script_js_gz)
FILE_OF(tip_js_gz)
FILE_OF(tip_wasm_gz)

#define ASSET(path, type, name)                                  \
	{                                                        \
		path, type, "gzip", web_##name, web_##name##_end \
	}
static const struct asset assets[] = {
	ASSET("/style.css", "text/css; charset=utf-8", style_css_gz),
	ASSET("/plain.css", "text/css; charset=utf-8", plain_css_gz),
	ASSET("/script.js", "text/javascript; charset=utf-8", script_js_gz),
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
