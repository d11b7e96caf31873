/* case.h - one vector: an operation, its input, and the answer it must give. */

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
	char like[CASE_NAME]; /* the case whose input it inherits, or "" */
	struct fields own;    /* as written */
	struct fields in;     /* own, completed from like, then edited */
	struct edit edit[CASE_EDITS];
	size_t edits;
	char want[CASE_WORD]; /* an err_word() */
	struct fields out;    /* the answer it must give if "ok" */
};

/* All cases read so far. */
struct cases {
	const char *dir; /* folder of the others, one per file; or NULL */
	struct test_case **list;
	size_t n;
};

/* Find a case by name, reading its file if needed; NULL if there is none. */
const struct test_case *cases_find(struct cases *all, const char *name);
void cases_free(struct cases *all);

/*
 * case_read(all, f):
 * Read the next case from ${f}, up to an empty line, a comment or the end, and
 * add it to ${all}, where the cases that it refers to must be.  Returns NULL at
 * the end of ${f}.  Ends the program if the text is not a case.
 */
struct test_case *case_read(struct cases *all, FILE *f);

void case_write(FILE *f, const struct test_case *c);

/*
 * case_run(c, got):
 * Run ${c} and compare.  Returns NULL if the answer is the wanted one, else the
 * error's word or the name of a field that differs.  ${got} receives the
 * answer; the caller frees it.
 */
const char *case_run(const struct test_case *c, struct fields *got);

/*
 * expr_eval(f, name, expr, all):
 * Set the field ${name} of ${f} to the value of ${expr}: parts joined by "+".
 * A part is hex digits, "text" with \n and \xNN, "-" for nothing, or
 * @CASE.FIELD of a case in ${all}.  A suffix *N repeats the part; a prefix
 * hex:, b64: or u32: writes it in hex, in base64, or after its length.
 */
void expr_eval(struct fields *f, const char *name, const char *expr,
    struct cases *all);

#endif
