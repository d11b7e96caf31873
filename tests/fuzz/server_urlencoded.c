/* server_urlencoded.c - fuzz the parser of urlencoded forms. */

#include "fuzz.h"
#include "page/urlencoded.h"

static struct urlencoded f;

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	uint8_t *out = malloc(size + 1);
	struct writer w = { out, size, 0, false };
	enum err e;

	must(out != NULL);
	memset(&f, 0, sizeof(f));
	e = urlencoded_parse(&f, &w, (struct span){ data, size });
	must(!w.bad && w.n <= size && f.n <= FIELDS_MAX);
	for (size_t i = 0; i < f.n; i++) {
		must(within(f.f[i].name, out, w.n));
		must(within(f.f[i].value, out, w.n));
		for (size_t j = 0; e == OK && j < i; j++)
			must(!same(f.f[i].name.p, f.f[i].name.n, f.f[j].name.p,
			    f.f[j].name.n));
	}
	free(out);
	return 0;
}
