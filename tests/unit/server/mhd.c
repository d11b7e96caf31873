/* mhd.c - tests which versions of libmicrohttpd a server starts with. */

#include "rows.h"

#include "http/inside.h"

static const struct version_row {
	const char *name;
	bool known;
} versions[] = {
	{ "0.9.59", false },
	{ "0.9.74", false },
	{ "0.9.75", true },
	{ "0.9.77", true },
	{ "1.0.1", true },
	{ "1.10.0", true },
	{ "2.0.0", false },
	{ "10.0", false },
};

static void
accepts_or_refuses_version(void **state)
{
	const struct version_row *row = *state;

	assert_int_equal(mhd_known(row->name), row->known);
}

static void
accepts_the_installed_version(void **state)
{
	(void)state;
	assert_true(mhd_known(MHD_get_version()));
}

int
main(void)
{
	static struct rows tests;

	ROWS(tests, accepts_or_refuses_version, versions);
	ROW(tests, accepts_the_installed_version);
	return rows_run(&tests, __FILE__);
}
