/* malformed.c - vectors with every byte changed and every wrong length. */

#include "malformed.h"

#include <stdlib.h>
#include <string.h>

#include "op.h"

/* The vectors to change, and the field of each. */
static const struct series {
	const char *name;
	const char *field;
} series[] = {
	{ "open-two", "envelope" },
	{ "cell-open", "cell" },
	{ "vkey", "in" },
	{ "note-verify", "note" },
	{ "notes", "notes" },
	{ "deskkey-open", "file" },
};

/* Is the input of ${c} refused with ${bytes} in ${field}? */
static bool
refused(const struct test_case *c, const char *field, struct span bytes)
{
	struct fields in = { NULL, 0 };
	struct fields out;
	enum err e;

	field_put_span(&in, field, bytes);
	fields_copy(&in, &c->in);
	e = op_run(&out, c->op, &in);
	fields_free(&in);
	fields_free(&out);
	return e != OK;
}

/* A series of ${n} changes; ${make} makes change ${i} in a copy. */
struct changes {
	const char *what;
	size_t n;
	struct span (*make)(uint8_t *copy, size_t n, size_t i);
};

static struct span
flip(uint8_t *copy, size_t n, size_t i)
{
	copy[i] ^= (uint8_t)(1U << i % 8);
	return (struct span){ copy, n };
}

static struct span
shorten(uint8_t *copy, size_t n, size_t i)
{
	copy[n - 1 - i] ^= 0xff; /* past the new end: must not matter */
	return (struct span){ copy, n - 1 - i };
}

static struct span
lengthen(uint8_t *copy, size_t n, size_t i)
{
	copy[n] = (uint8_t)(i == 0 ? 0 : 0xff);
	return (struct span){ copy, n + 1 };
}

static int
run(const struct test_case *c, const char *field, const struct changes *ch)
{
	struct span good = field_get(&c->in, field);
	uint8_t *copy = must_alloc(good.n + 1);
	size_t accepted = 0;

	for (size_t i = 0; i < ch->n; i++) {
		memcpy(copy, good.p, good.n);
		if (refused(c, field, ch->make(copy, good.n, i)))
			continue;
		printf("not ok - %s: %s %s, number %zu, accepted\n", c->name,
		    field, ch->what, i);
		accepted++;
	}
	if (accepted == 0)
		printf("ok - %s: %s %s: %zu, none accepted\n", c->name, field,
		    ch->what, ch->n);
	free(copy);
	return accepted != 0;
}

int
malformed_run(struct cases *all)
{
	int failed = 0;

	for (size_t i = 0; i < sizeof(series) / sizeof(series[0]); i++) {
		const struct test_case *c = cases_find(all, series[i].name);
		size_t n;

		if (c == NULL)
			die("no such vector", series[i].name);
		n = field_get(&c->in, series[i].field).n;
		const struct changes changes[] = {
			{ "with a bit flipped in each byte", n, flip },
			{ "cut to each shorter length", n, shorten },
			{ "one byte longer", 2, lengthen },
		};
		for (size_t k = 0; k < 3; k++)
			failed |= run(c, series[i].field, &changes[k]);
	}
	return failed;
}
