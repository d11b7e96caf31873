/* fields.c - named bytes: the input and the answer of a case or an operation.
 */

#include "fields.h"

#include <stdlib.h>
#include <string.h>

#include <sodium.h>

enum {
	RUN_MIN = 24, /* equal bytes that a case writes as NN*TIMES */
};

void
die(const char *what, const char *which)
{
	fflush(stdout);
	fprintf(stderr, "vectors: %s: %s\n", what, which);
	exit(2);
}

void *
must_alloc(size_t n)
{
	void *p = calloc(1, n == 0 ? 1 : n);

	if (p == NULL)
		die("out of memory", "a field");
	return p;
}

void
fields_free(struct fields *f)
{
	for (size_t i = 0; i < f->n; i++)
		free(f->f[i].p);
	free(f->f);
	memset(f, 0, sizeof(*f));
}

static const struct field *
find(const struct fields *f, const char *name)
{
	for (size_t i = 0; i < f->n; i++)
		if (strcmp(f->f[i].name, name) == 0)
			return &f->f[i];
	return NULL;
}

/* Set the field ${name} to ${p}, which it then owns. */
static void
adopt(struct fields *f, const char *name, uint8_t *p, size_t n)
{
	size_t i = 0;

	if (f->f == NULL)
		f->f = must_alloc(FIELDS_MAX * sizeof(struct field));
	while (i < f->n && strcmp(f->f[i].name, name) != 0)
		i++;
	if (i == FIELDS_MAX || strlen(name) >= FIELD_NAME)
		die("too many fields, or a long name", name);
	if (i == f->n) {
		memcpy(f->f[i].name, name, strlen(name) + 1);
		f->n++;
	}
	free(f->f[i].p);
	f->f[i].p = p;
	f->f[i].n = n;
}

void
field_put(struct fields *f, const char *name, const void *p, size_t n)
{
	uint8_t *copy = must_alloc(n);

	if (n > 0)
		memcpy(copy, p, n);
	adopt(f, name, copy, n);
}

void
field_put_num(struct fields *f, const char *name, uint32_t v, size_t n)
{
	uint8_t b[4];

	for (size_t i = 0; i < n; i++)
		b[i] = (uint8_t)(v >> (8 * (n - 1 - i)));
	field_put(f, name, b, n);
}

void
field_put_str(struct fields *f, const char *name, const char *s)
{
	field_put(f, name, s, strlen(s));
}

void
field_put_span(struct fields *f, const char *name, struct span s)
{
	field_put(f, name, s.p, s.n);
}

bool
field_put_hex(struct fields *f, const char *name, const char *hex)
{
	size_t digits = strcmp(hex, "-") == 0 ? 0 : strlen(hex);
	uint8_t *p = must_alloc(digits / 2);
	size_t got = 0;

	if (digits > 0 &&
	    (sodium_hex2bin(p, digits / 2, hex, digits, NULL, &got, NULL) !=
		    0 ||
		got * 2 != digits)) {
		free(p);
		return false;
	}
	adopt(f, name, p, got);
	return true;
}

void
fields_copy(struct fields *f, const struct fields *src)
{
	for (size_t i = 0; i < src->n; i++)
		if (!field_has(f, src->f[i].name))
			field_put(f, src->f[i].name, src->f[i].p, src->f[i].n);
}

bool
field_has(const struct fields *f, const char *name)
{
	return find(f, name) != NULL;
}

struct span
field_get(const struct fields *f, const char *name)
{
	const struct field *got = find(f, name);

	return got == NULL ? (struct span){ NULL, 0 }
			   : (struct span){ got->p, got->n };
}

const uint8_t *
field_fixed(const struct fields *f, const char *name, size_t n)
{
	struct span s = field_get(f, name);

	if (s.n != n)
		die("a field is missing or has a wrong size", name);
	return s.p;
}

uint32_t
field_num(const struct fields *f, const char *name)
{
	struct span s = field_get(f, name);
	uint32_t v = 0;

	for (size_t i = 0; i < s.n; i++)
		v = v << 8 | s.p[i];
	return v;
}

void
fields_print(FILE *to, const struct fields *f)
{
	for (size_t i = 0; i < f->n; i++) {
		size_t size = 2 * f->f[i].n + 1;
		char *hex = must_alloc(size);

		sodium_bin2hex(hex, size, f->f[i].p, f->f[i].n);
		fprintf(to, " %s %s", f->f[i].name, f->f[i].n == 0 ? "-" : hex);
		free(hex);
	}
}

void
value_write(FILE *to, struct span s)
{
	bool spelled = false; /* the last byte written was not in a run */

	if (s.n == 0)
		fputc('-', to);
	for (size_t i = 0, run; i < s.n; i += run) {
		for (run = 1; i + run < s.n && s.p[i + run] == s.p[i];)
			run++;
		if (run < RUN_MIN)
			run = 1;
		if (i > 0 && (run > 1 || !spelled))
			fputc('+', to);
		fprintf(to, "%02x", s.p[i]);
		if (run > 1)
			fprintf(to, "*%zu", run);
		spelled = run == 1;
	}
}

void
fields_write(FILE *to, const struct fields *f)
{
	for (size_t i = 0; i < f->n; i++) {
		fprintf(to, "\n%s ", f->f[i].name);
		if (f->f[i].ref[0] != '\0')
			fputs(f->f[i].ref, to);
		else
			value_write(to, (struct span){ f->f[i].p, f->f[i].n });
	}
}

void
field_set_ref(struct fields *f, const char *name, const char *ref)
{
	for (size_t i = 0; i < f->n; i++)
		if (strcmp(f->f[i].name, name) == 0 &&
		    strlen(ref) < sizeof(f->f[i].ref))
			memcpy(f->f[i].ref, ref, strlen(ref) + 1);
}

const char *
fields_differ(const struct fields *a, const struct fields *b)
{
	for (size_t i = 0; i < b->n; i++) {
		const struct field *want = &b->f[i];
		struct span got = field_get(a, want->name);

		if (!field_has(a, want->name) || got.n != want->n ||
		    (got.n > 0 && memcmp(got.p, want->p, got.n) != 0))
			return want->name;
	}
	return NULL;
}
