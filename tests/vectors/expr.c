/* expr.c - evaluates values in recipes and cases: hex, text, references. */

#include "case.h"

#include <stdlib.h>
#include <string.h>

#include <sodium.h>

/* The state of one evaluation. */
struct eval {
	const char *s; /* what is left of the expression */
	const char *all_of_it;
	struct cases *cases;
	struct writer w;
};

static void
text_put(struct eval *e)
{
	for (e->s++; *e->s != '"'; e->s++) {
		uint8_t b = (uint8_t)*e->s;

		if (b == '\0')
			die("a text that does not end", e->all_of_it);
		if (b != '\\') {
			wire_put_u8(&e->w, b);
			continue;
		}
		e->s++;
		b = (uint8_t)*e->s;
		if (b == 'n') {
			b = '\n';
		} else if (b == 'x') {
			if (sodium_hex2bin(&b, 1, e->s + 1, 2, NULL, NULL,
				NULL) != 0)
				die("\\xNN", e->all_of_it);
			e->s += 2;
		}
		wire_put_u8(&e->w, b);
	}
	e->s++;
}

static size_t
word_length(const char *s)
{
	return strcspn(s, "+*: ");
}

/* @CASE.FIELD: the field of its answer, else that of its input. */
static void
reference_put(struct eval *e)
{
	char name[CASE_NAME + FIELD_NAME];
	size_t n = word_length(e->s);
	const struct test_case *c;
	const struct fields *from;
	struct span value;
	const char *field;
	size_t dot;

	if (n > sizeof(name))
		die("a long name", e->s);
	memcpy(name, e->s + 1, n - 1);
	name[n - 1] = '\0';
	e->s += n;
	dot = strcspn(name, ".");
	if (name[dot] == '\0')
		die("@CASE.FIELD", name);
	name[dot] = '\0';
	field = name + dot + 1;
	c = cases_find(e->cases, name);
	if (c == NULL)
		die("no such case", name);
	from = field_has(&c->out, field) ? &c->out : &c->in;
	if (!field_has(from, field))
		die("no such field", field);
	value = field_get(from, field);
	wire_put(&e->w, value.p, value.n);
}

static void
hex_put(struct eval *e)
{
	size_t n = word_length(e->s);
	uint8_t *b;
	size_t got = 0;

	if (n == 1 && *e->s == '-') {
		e->s++;
		return;
	}
	b = must_alloc(n / 2);
	if (n == 0 ||
	    sodium_hex2bin(b, n / 2, e->s, n, NULL, &got, NULL) != 0 ||
	    got * 2 != n)
		die("not a value", e->all_of_it);
	wire_put(&e->w, b, got);
	free(b);
	e->s += n;
}

static void
part_put(struct eval *e)
{
	if (*e->s == '"')
		text_put(e);
	else if (*e->s == '@')
		reference_put(e);
	else
		hex_put(e);
}

static void
put_length(struct writer *w, const uint8_t *p, size_t n)
{
	wire_put_u32(w, (uint32_t)n);
	wire_put(w, p, n);
}

/* Prefixes that write a value in another way. */
static const struct spelling {
	const char *prefix;
	void (*put)(struct writer *w, const uint8_t *p, size_t n);
} spellings[] = {
	{ "hex:", wire_put_hex },
	{ "b64:", wire_put_base64 },
	{ "u32:", put_length },
	{ "", NULL },
};

/* Rewrite the output from ${start} on as ${how} says. */
static void
spell(struct eval *e, size_t start, const struct spelling *how)
{
	size_t n = e->w.n - start;
	uint8_t *copy = must_alloc(n);

	memcpy(copy, e->w.p + start, n);
	e->w.n = start;
	how->put(&e->w, copy, n);
	free(copy);
}

static void
repeat(struct eval *e, size_t start)
{
	char *end;
	unsigned long times = strtoul(e->s + 1, &end, 10);
	size_t n = e->w.n - start;

	e->s = end;
	if (times == 0)
		e->w.n = start;
	for (; times > 1; times--)
		wire_put(&e->w, e->w.p + start, n);
}

void
expr_eval(struct fields *f, const char *name, const char *expr,
    struct cases *all)
{
	enum { MOST = 1 << 21 };
	struct eval e = { expr, expr, all,
		{ must_alloc(MOST), MOST, 0, false } };

	for (;;) {
		const struct spelling *how = spellings;
		size_t start = e.w.n;

		while (strncmp(e.s, how->prefix, strlen(how->prefix)) != 0)
			how++;
		e.s += strlen(how->prefix);
		part_put(&e);
		if (*e.s == '*')
			repeat(&e, start);
		if (how->put != NULL)
			spell(&e, start, how);
		if (*e.s != '+')
			break;
		e.s++;
	}
	if (*e.s != '\0' || e.w.bad)
		die("not a value", expr);
	field_put(f, name, e.w.p, e.w.n);
	if (expr[0] == '@' && strpbrk(expr, "+*") == NULL)
		field_set_ref(f, name, expr);
	free(e.w.p);
}
