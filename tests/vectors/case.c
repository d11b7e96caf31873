/* case.c - one vector: an operation, its input, and the answer it must give. */

#include "case.h"

#include <stdlib.h>
#include <string.h>

#include "op.h"

enum {
	PATH_SIZE = 512,
};

const struct test_case *
cases_find(struct cases *all, const char *name)
{
	char path[PATH_SIZE];
	const struct test_case *c;
	FILE *f;

	for (size_t i = 0; i < all->n; i++)
		if (strcmp(all->list[i]->name, name) == 0)
			return all->list[i];
	if (all->dir == NULL ||
	    snprintf(path, sizeof(path), "%s/%s.txt", all->dir, name) >=
		(int)sizeof(path))
		return NULL;
	f = fopen(path, "r");
	if (f == NULL)
		return NULL;
	c = case_read(all, f);
	fclose(f);
	return c;
}

void
cases_free(struct cases *all)
{
	for (size_t i = 0; i < all->n; i++) {
		struct test_case *c = all->list[i];

		fields_free(&c->own);
		fields_free(&c->in);
		fields_free(&c->out);
		for (size_t k = 0; k < c->edits; k++)
			for (size_t a = 0; a < c->edit[k].args; a++)
				free(c->edit[k].arg[a].p);
		free(c);
	}
	free(all->list);
	*all = (struct cases){ NULL, NULL, 0 };
}

/* Cut the next word off ${s}; a space inside quotes does not end it. */
static char *
word_cut(char **s)
{
	char *word = *s;
	char *p = word;
	bool quoted = false;

	for (; *p != '\0' && (quoted || *p != ' '); p++) {
		if (quoted && *p == '\\' && p[1] != '\0')
			p++;
		else if (*p == '"')
			quoted = !quoted;
	}
	*s = *p == '\0' ? p : p + 1;
	*p = '\0';
	return word;
}

static void
copy_word(char *out, size_t size, const char *word)
{
	if (strlen(word) >= size || *word == '\0')
		die("a word that is missing or too long", word);
	memcpy(out, word, strlen(word) + 1);
}

static bool
is_number(const char *s)
{
	return *s != '\0' && strspn(s, "0123456789") == strlen(s);
}

/* edit FIELD VERB ARG...: numbers first, then values. */
static void
edit_read(struct test_case *c, char *rest, struct cases *all)
{
	struct edit *e = &c->edit[c->edits];
	struct fields value = { NULL, 0 };

	if (c->edits++ == CASE_EDITS)
		die("too many edits", c->name);
	copy_word(e->field, sizeof(e->field), word_cut(&rest));
	copy_word(e->verb, sizeof(e->verb), word_cut(&rest));
	while (*rest != '\0') {
		char *word = word_cut(&rest);

		if (e->args == CASE_ARGS)
			die("too many arguments", c->name);
		if (is_number(word) && strcmp(e->verb, "sub") != 0 &&
		    strcmp(e->verb, "append") != 0 &&
		    !(e->args == 1 && strcmp(e->verb, "set") == 0))
			field_put_str(&value, "v", word);
		else
			expr_eval(&value, "v", word, all);
		e->arg[e->args++] = value.f[0];
		free(value.f);
		value = (struct fields){ NULL, 0 };
	}
}

/* Argument ${i} as a number. */
static size_t
number(const struct edit *e, size_t i)
{
	size_t v = 0;

	if (i >= e->args)
		die("an edit lacks a number", e->verb);
	for (size_t k = 0; k < e->arg[i].n; k++)
		v = v * 10 + (size_t)(e->arg[i].p[k] - '0');
	return v;
}

static struct span
bytes(const struct edit *e, size_t i)
{
	if (i >= e->args)
		die("an edit lacks a value", e->verb);
	return (struct span){ e->arg[i].p, e->arg[i].n };
}

/* Replace ${cut} bytes at ${at} by ${s}. */
static void
splice(struct fields *f, const char *name, size_t at, size_t cut, struct span s)
{
	struct span old = field_get(f, name);
	struct writer w = { must_alloc(old.n + s.n), old.n + s.n, 0, false };

	if (at > old.n || cut > old.n - at)
		die("an edit outside its field", name);
	wire_put(&w, old.p, at);
	wire_put(&w, s.p, s.n);
	wire_put(&w, old.p + at + cut, old.n - at - cut);
	field_put(f, name, w.p, w.n);
	free(w.p);
}

static void
edit_swap(struct fields *f, const struct edit *e)
{
	size_t a = number(e, 0);
	size_t b = number(e, 1);
	size_t n = number(e, 2);
	struct span old = field_get(f, e->field);
	uint8_t *copy = must_alloc(2 * n);

	if (a + n > old.n || b + n > old.n)
		die("an edit outside its field", e->field);
	memcpy(copy, old.p + a, n);
	memcpy(copy + n, old.p + b, n);
	splice(f, e->field, a, n, (struct span){ copy + n, n });
	splice(f, e->field, b, n, (struct span){ copy, n });
	free(copy);
}

static void
edit_sub(struct fields *f, const struct edit *e)
{
	struct span old = field_get(f, e->field);
	struct span from = bytes(e, 0);

	for (size_t at = 0; at + from.n <= old.n; at++)
		if (memcmp(old.p + at, from.p, from.n) == 0) {
			splice(f, e->field, at, from.n, bytes(e, 1));
			return;
		}
	die("nothing to put another thing for", e->field);
}

static void
edit_apply(struct fields *f, const struct edit *e)
{
	const struct span none = { NULL, 0 };
	size_t n = field_get(f, e->field).n;

	if (strcmp(e->verb, "flip") == 0) {
		size_t at = number(e, 0);
		uint8_t b = at < n ? field_get(f, e->field).p[at] ^ 1 : 0;

		splice(f, e->field, at, 1, (struct span){ &b, 1 });
	} else if (strcmp(e->verb, "truncate") == 0) {
		splice(f, e->field, number(e, 0), n - number(e, 0), none);
	} else if (strcmp(e->verb, "append") == 0) {
		splice(f, e->field, n, 0, bytes(e, 0));
	} else if (strcmp(e->verb, "set") == 0) {
		splice(f, e->field, number(e, 0), bytes(e, 1).n, bytes(e, 1));
	} else if (strcmp(e->verb, "swap") == 0) {
		edit_swap(f, e);
	} else if (strcmp(e->verb, "sub") == 0) {
		edit_sub(f, e);
	} else {
		die("no such edit", e->verb);
	}
}

/* Make the input: own fields, those of another case, then the edits. */
static void
inputs_make(struct test_case *c, struct cases *all)
{
	fields_copy(&c->in, &c->own);
	if (c->like[0] != '\0') {
		const struct test_case *like = cases_find(all, c->like);

		if (like == NULL)
			die("like a case that is not there", c->like);
		fields_copy(&c->in, &like->in);
	}
	for (size_t i = 0; i < c->edits; i++)
		edit_apply(&c->in, &c->edit[i]);
}

static void
line_read(struct test_case *c, char *line, struct cases *all)
{
	char *rest = line;
	char *word = word_cut(&rest);

	if (c->op[0] == '\0') {
		copy_word(c->op, sizeof(c->op), word);
		copy_word(c->name, sizeof(c->name), rest);
	} else if (strcmp(word, "like") == 0) {
		copy_word(c->like, sizeof(c->like), rest);
	} else if (strcmp(word, "edit") == 0) {
		edit_read(c, rest, all);
	} else if (strcmp(word, "want") == 0) {
		copy_word(c->want, sizeof(c->want), rest);
	} else {
		expr_eval(c->want[0] == '\0' ? &c->own : &c->out, word, rest,
		    all);
	}
}

/* Read a line without its LF, and append the next lines that begin "+". */
static char *
line_get(FILE *f)
{
	char *line = NULL;
	size_t cap = 0;
	ssize_t n = getline(&line, &cap, f);
	int next;

	if (n < 0) {
		free(line);
		return NULL;
	}
	if (n > 0 && line[n - 1] == '\n')
		line[--n] = '\0';
	next = getc(f);
	if (next != EOF)
		ungetc(next, f);
	if (next == '+') {
		char *more = line_get(f);
		size_t m = strlen(more);
		char *both = must_alloc((size_t)n + m + 1);

		memcpy(both, line, (size_t)n);
		memcpy(both + n, more, m + 1);
		free(line);
		free(more);
		return both;
	}
	return line;
}

struct test_case *
case_read(struct cases *all, FILE *f)
{
	struct test_case *c = must_alloc(sizeof(*c));
	struct test_case **list;
	char *line;

	while ((line = line_get(f)) != NULL) {
		bool gap = *line == '\0' || *line == '#';

		if (!gap)
			line_read(c, line, all);
		free(line);
		if (gap && c->op[0] != '\0')
			break;
	}
	if (c->op[0] == '\0') {
		free(c);
		return NULL;
	}
	if (c->want[0] == '\0')
		die("a case without want", c->name);
	inputs_make(c, all);
	list = must_alloc((all->n + 1) * sizeof(struct test_case *));
	if (all->n > 0)
		memcpy(list, all->list, all->n * sizeof(struct test_case *));
	free(all->list);
	all->list = list;
	all->list[all->n++] = c;
	return c;
}

static void
edit_write(FILE *f, const struct edit *e)
{
	bool text =
	    strcmp(e->verb, "sub") == 0 || strcmp(e->verb, "append") == 0;

	fprintf(f, "\nedit %s %s", e->field, e->verb);
	for (size_t i = 0; i < e->args; i++) {
		if (!text && !(i == 1 && strcmp(e->verb, "set") == 0)) {
			fprintf(f, " %.*s", (int)e->arg[i].n,
			    (const char *)e->arg[i].p);
			continue;
		}
		fputc(' ', f);
		value_write(f, bytes(e, i));
	}
}

void
case_write(FILE *f, const struct test_case *c)
{
	fprintf(f, "%s %s", c->op, c->name);
	if (c->like[0] != '\0')
		fprintf(f, "\nlike %s", c->like);
	fields_write(f, &c->own);
	for (size_t i = 0; i < c->edits; i++)
		edit_write(f, &c->edit[i]);
	fprintf(f, "\nwant %s", c->want);
	fields_write(f, &c->out);
	fputc('\n', f);
}

const char *
case_run(const struct test_case *c, struct fields *got)
{
	const char *word = err_word((unsigned)op_run(got, c->op, &c->in));

	if (strcmp(word, c->want) != 0)
		return word;
	return fields_differ(got, &c->out);
}
