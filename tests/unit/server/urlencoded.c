/* urlencoded.c - tests the urlencoded parser and what it must refuse. */

#include "rows.h"

#include <string.h>

#include "page/urlencoded.h"

static const struct row {
	const char *name;
	const char *in;
	enum err want;
	const char *a; /* the value of the field a */
} rows[] = {
	{ "an empty form", "", OK, "" },
	{ "one field", "a=1", OK, "1" },
	{ "a plus and escapes", "b=&a=x+y%2Bz%26%3d", OK, "x y+z&=" },
	{ "an equals sign in a value", "a=b=c", OK, "b=c" },
	{ "a name without an equals sign", "a", OK, "" },
	{ "an escaped name", "%61=1", OK, "1" },
	{ "empty pairs", "&&a=1&", OK, "1" },
	{ "UTF-8", "a=%C3%A9\303\251", OK, "\303\251\303\251" },
	{ "the same name twice", "a=1&b=2&a=1", ERR_FORMAT, "1" },
	{ "the same name twice, once escaped", "a=1&%61=2", ERR_FORMAT, "1" },
	{ "half an escape at the end", "a=1&b=%4", ERR_FORMAT, "1" },
	{ "an escape that crosses the end of a pair", "a=%4&1=2", ERR_FORMAT,
	    "" },
	{ "a broken escape", "a=%zz", ERR_FORMAT, "" },
	{ "a broken escape before another digit", "a=1&b%x1=2", ERR_FORMAT,
	    "1" },
	{ "a broken escape in a name", "a=1&%zz=2&b=3", ERR_FORMAT, "1" },
	{ "a percent sign alone", "a=%", ERR_FORMAT, "" },
};

static void
parses(void **state)
{
	const struct row *row = *state;
	static struct urlencoded f;
	uint8_t buffer[256];
	struct writer w = { buffer, strlen(row->in), 0, false };
	struct span got;

	assert_int_equal(urlencoded_parse(&f, &w, span_str(row->in)),
	    row->want);
	got = urlencoded_get(&f, "a");
	assert_int_equal(got.n, strlen(row->a));
	assert_true(got.n == 0 || memcmp(got.p, row->a, got.n) == 0);
	assert_int_equal(urlencoded_get(&f, "absent").n, 0);
}

/* One field more than there may be. */
static void
refuses_one_field_too_many(void **state)
{
	static uint8_t in[16 * FIELDS_MAX], buffer[sizeof(in)];
	struct writer make = { in, sizeof(in), 0, false };
	static struct urlencoded f;

	(void)state;
	for (unsigned i = 0; i <= FIELDS_MAX; i++) {
		struct writer w = { buffer, sizeof(buffer), 0, false };

		assert_int_equal(
		    urlencoded_parse(&f, &w, (struct span){ in, make.n }), OK);
		assert_int_equal(f.n, i);
		wire_put_str(&make, "&n");
		wire_put_decimal(&make, i);
	}
	make = (struct writer){ buffer, sizeof(buffer), 0, false };
	assert_int_equal(urlencoded_parse(&f, &make,
			     (struct span){ in, strlen((char *)in) }),
	    ERR_FORMAT);
}

int
main(void)
{
	static struct rows set;

	ROWS(set, parses, rows);
	ROW(set, refuses_one_field_too_many);
	return rows_run(&set, __FILE__);
}
