/* server_language.c - fuzz Accept-Language headers and language codes. */

#include "fuzz.h"
#include "page/language.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *header = malloc(size + 1);
	const struct span code = { data, size };
	uint8_t codes[LANGUAGES_TEXT];
	struct writer w = { codes, sizeof(codes), 0, false };
	struct languages l = languages_always();
	const struct languages all = languages_all();
	const struct lang *lang;
	bool added;

	must(header != NULL);
	memcpy(header, data, size);
	header[size] = '\0';
	lang = languages_accept(l, header);
	must(lang != NULL && languages_have(l, lang));
	lang = languages_accept(all, header);
	must(lang != NULL && languages_have(all, lang));
	lang = languages_find(all, code);
	added = languages_add(&l, code);
	must(added == (lang != NULL));
	must(lang == NULL || languages_have(l, lang));
	languages_put(&w, l);
	must(!w.bad);
	free(header);
	return 0;
}
