/* receipt.c - fuzz the parsing of a receipt, and the search for one in a text.
 */

#include "fuzz.h"
#include "receipt.h"

/* The 24 digits modulo 97, digit by digit. */
static unsigned
modulo(const struct receipt *r)
{
	unsigned v = 0;

	for (size_t i = 0; i < sizeof(r->b); i++)
		v = (v * 10 + (unsigned)(r->b[i] - '0')) % 97;
	return v;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct receipt r;
	struct receipt again;
	char text[RECEIPT_TEXT];
	bool found = receipt_find(&again, (struct span){ data, size });

	if (found)
		must(modulo(&again) == 1);
	else
		must(sodium_is_zero(again.b, sizeof(again.b)));
	if (receipt_parse(&r, (const char *)data, size) != OK) {
		must(sodium_is_zero(r.b, sizeof(r.b)));
		return 0;
	}
	/* only receipt_parse() skips words between groups */
	must(!found || memcmp(r.b, again.b, sizeof(r.b)) == 0);
	for (size_t i = 0; i < sizeof(r.b); i++)
		must(r.b[i] >= '0' && r.b[i] <= '9');
	must(modulo(&r) == 1);
	receipt_print(text, &r);
	must(strlen(text) == RECEIPT_TEXT - 1);
	must(receipt_parse(&again, text, RECEIPT_TEXT - 1) == OK);
	must(memcmp(r.b, again.b, sizeof(r.b)) == 0);
	must(receipt_find(&again, span_str(text)));
	must(memcmp(r.b, again.b, sizeof(r.b)) == 0);
	return 0;
}
