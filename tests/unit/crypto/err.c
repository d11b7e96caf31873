/* err.c - tests that each error has its own clause for a sentence. */

#include <string.h>

#include "rows.h"

#include "err.h"

static const struct {
	const char *name;
	enum err e;
} rows[] = {
	{ "OK", OK },
	{ "ERR_FORMAT", ERR_FORMAT },
	{ "ERR_TOO_LONG", ERR_TOO_LONG },
	{ "ERR_CHECK", ERR_CHECK },
	{ "ERR_OPEN", ERR_OPEN },
	{ "ERR_KEY", ERR_KEY },
	{ "ERR_SIGNATURE", ERR_SIGNATURE },
	{ "ERR_SERVICE", ERR_SERVICE },
	{ "ERR_EXPIRED", ERR_EXPIRED },
	{ "ERR_CLOCK", ERR_CLOCK },
	{ "ERR_VERSION", ERR_VERSION },
	{ "ERR_MISSING", ERR_MISSING },
	{ "ERR_FULL", ERR_FULL },
	{ "ERR_AGAIN", ERR_AGAIN },
	{ "ERR_IO", ERR_IO },
	{ "ERR_MEMORY", ERR_MEMORY },
};

enum { ROWS_N = sizeof(rows) / sizeof(rows[0]) };

static void
has_its_own_clause(void **state)
{
	const enum err e = *(const enum err *)*state;
	const char *s = err_str(e);
	size_t n = strlen(s);

	assert_true(n > 4 && n < 60);
	assert_true(s[0] >= 'a' && s[0] <= 'z');
	assert_true(s[n - 1] != '.' && s[n - 1] != '\n');
	for (size_t i = 0; i < ROWS_N; i++)
		if (rows[i].e != e)
			assert_string_not_equal(err_str(rows[i].e), s);
	assert_string_not_equal(s, "unknown error");
}

static void
codes_are_0_to_15(void **state)
{
	(void)state;
	assert_int_equal(OK, 0);
	assert_int_equal(ROWS_N, 16);
	assert_int_equal(ERR_MEMORY, ROWS_N - 1);
}

static void
any_other_code_is_unknown(void **state)
{
	volatile unsigned none = 99;

	(void)state;
	assert_string_equal(err_str((enum err)none), "unknown error");
}

int
main(void)
{
	static struct rows all;

	for (size_t i = 0; i < ROWS_N; i++)
		rows_add(&all, "has_its_own_clause", rows[i].name,
		    has_its_own_clause, &rows[i].e);
	ROW(all, codes_are_0_to_15);
	ROW(all, any_other_code_is_unknown);
	return rows_run(&all, __FILE__);
}
