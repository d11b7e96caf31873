/* rows.h - runs every row of a table as a test with its own name. */

#ifndef ROWS_H
#define ROWS_H

#include <assert.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "err.h"

enum { ROWS_MAX = 512 };

struct rows {
	struct CMUnitTest test[ROWS_MAX];
	char name[ROWS_MAX][96];
	size_t n;
};

static inline void
rows_add(struct rows *r, const char *group, const char *name,
    CMUnitTestFunction run, const void *row)
{
	char *to = r->name[r->n];

	assert(r->n < ROWS_MAX);
	(void)snprintf(to, sizeof(r->name[0]), "%s%s%s", group,
	    name == NULL ? "" : ": ", name == NULL ? "" : name);
	r->test[r->n++] =
	    (struct CMUnitTest){ to, run, NULL, NULL, (void *)(uintptr_t)row };
}

/* ROWS(set, run, table): run(state) for each row; *state is the row. */
#define ROWS(set, run, table)                                              \
	for (size_t i_ = 0; i_ < sizeof(table) / sizeof((table)[0]); i_++) \
	rows_add(&(set), #run, (table)[i_].name, run, &(table)[i_])

/* ROW(set, run): a test that needs no table. */
#define ROW(set, run) rows_add(&(set), #run, NULL, run, NULL)

static inline int
rows_run(const struct rows *r, const char *file)
{
	return _cmocka_run_group_tests(file, r->test, r->n, NULL, NULL);
}

/* The ${n} bytes at ${p} are those in ${hex}. */
static inline void
assert_hex(const uint8_t *p, size_t n, const char *hex)
{
	char pair[3];

	for (size_t i = 0; i < n; i++) {
		(void)snprintf(pair, sizeof(pair), "%02x", p[i]);
		if (pair[0] != hex[2 * i] || pair[1] != hex[2 * i + 1])
			fail_msg("byte %zu is %s, not %.2s", i, pair,
			    hex + 2 * i);
	}
	assert_int_equal(hex[2 * n], '\0');
}

/* The bytes of a literal, without its NUL, as two members of a row. */
#define B(s) (s), sizeof(s) - 1

/* The first bytes of a decoder's input; the rest are zeros. */
struct body_row {
	const char *name;
	const char *in; /* B() */
	size_t n;
	enum err want;
};

#endif
