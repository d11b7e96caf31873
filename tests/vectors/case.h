/* case.h - one vector: an operation, what it takes, and what it must answer. */

#ifndef CASE_H
#define CASE_H

#include <stdbool.h>
#include <stdio.h>

#include "fields.h"

enum {
	CASE_NAME = 48,
	CASE_WORD = 24,
	CASE_EDITS = 4,
	CASE_ARGS = 3,
};

/* A change of one field before the operation runs. */
struct edit {
	char field[FIELD_NAME];
	char verb[CASE_WORD];
	struct field arg[CASE_ARGS]; /* numbers are kept as their digits */
	size_t args;
};

struct test_case {
	char op[CASE_WORD];
	char name[CASE_NAME];
	char like[CASE_NAME]; /* the case whose fields it takes, or "" */
	struct fields own;    /* as written */
	struct fields in;     /* own, then those of like, edited */
	struct edit edit[CASE_EDITS];
	size_t edits;
	char want[CASE_WORD]; /* an err_word() */
	struct fields out;    /* what it must answer if "ok" */
};

/* All cases read so far. */
struct cases {
	const char *dir; /* where the others are, one a file; or NULL */
	struct test_case **list;
	size_t n;
};

/* By name, read from its file if need be; NULL if there is none. */
const struct test_case *cases_find(struct cases *all, const char *name);
void cases_free(struct cases *all);

/*
 * case_read(all, f):
 * Read the next case off ${f}, up to an empty line or the end, and keep it in
 * ${all}, where what it refers to must be.  NULL at the end of ${f}.  Ends the
 * program for what is not a case.
 */
struct test_case *case_read(struct cases *all, FILE *f);

void case_write(FILE *f, const struct test_case *c);

/*
 * case_run(c, got):
 * Run it, and compare with what it wants.  NULL if it agrees, else what does
 * not.  ${got} receives the answer; the caller frees it.
 */
const char *case_run(const struct test_case *c, struct fields *got);

/*
 * expr_eval(f, name, expr, all):
 * The field ${name} of ${f} becomes the value of ${expr}: parts joined by
 * "+", each of them hex digits, "text" with \n and \xNN, "-" for nothing, or
 * @CASE.FIELD; *N behind it repeats it; hex:, b64: or u32: (its length and
 * it) before it writes it otherwise.
 */
void expr_eval(struct fields *f, const char *name, const char *expr,
    struct cases *all);

#endif
