/* vectors.c - the commands that make, check, serve and alter test vectors. */

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#include <sodium.h>

#include "case.h"
#include "malformed.h"
#include "op.h"
#include "stream.h"

enum {
	PATH_SIZE = 512,
};

static FILE *
file_open(const char *dir, const char *name, const char *end, const char *mode)
{
	char path[PATH_SIZE];
	FILE *f;

	if (snprintf(path, sizeof(path), "%s/%s%s", dir, name, end) >=
	    (int)sizeof(path))
		die("a long path", name);
	f = fopen(path, mode);
	if (f == NULL)
		die("cannot open", path);
	return f;
}

/* make RECIPES DIR: write each recipe to DIR as a case with libtip's answer. */
static int
cmd_make(char **arg)
{
	struct cases all = { NULL, NULL, 0 };
	struct test_case *c;
	FILE *f = file_open(".", arg[0], "", "r");

	while ((c = case_read(&all, f)) != NULL) {
		FILE *to = file_open(arg[1], c->name, ".txt", "w");
		struct fields got;
		const char *word = case_run(c, &got);

		/* the recipe says the result; only the bytes are libtip's */
		if (word != NULL)
			die(word, c->name);
		fields_free(&c->out);
		c->out = got;
		case_write(to, c);
		if (fclose(to) != 0)
			die("cannot write", c->name);
	}
	fclose(f);
	cases_free(&all);
	return 0;
}

static int
is_case(const struct dirent *d)
{
	size_t n = strlen(d->d_name);

	return n > 4 && strcmp(d->d_name + n - 4, ".txt") == 0;
}

/* Read every case of ${dir}. */
static void
dir_read(struct cases *all, const char *dir)
{
	struct dirent **list;
	int n = scandir(dir, &list, is_case, alphasort);

	if (n < 0)
		die("cannot read", dir);
	*all = (struct cases){ dir, NULL, 0 };
	for (int i = 0; i < n; i++) {
		list[i]->d_name[strlen(list[i]->d_name) - 4] = '\0';
		if (cases_find(all, list[i]->d_name) == NULL)
			die("not a case of that name", list[i]->d_name);
		free(list[i]);
	}
	free(list);
}

/* check DIR: run every case of DIR; print TAP. */
static int
cmd_check(char **arg)
{
	struct cases all = { NULL, NULL, 0 };
	int failed = 0;

	dir_read(&all, arg[0]);
	for (size_t i = 0; i < all.n; i++) {
		struct fields got;
		const char *what = case_run(all.list[i], &got);

		if (what == NULL && got.n != all.list[i]->out.n)
			what = "number of fields";
		if (what == NULL)
			printf("ok %zu - %s\n", i + 1, all.list[i]->name);
		else
			printf("not ok %zu - %s: %s\n", i + 1,
			    all.list[i]->name, what);
		failed |= what != NULL;
		fields_free(&got);
	}
	printf("1..%zu\n", all.n);
	cases_free(&all);
	return failed;
}

/* "OP FIELD hex FIELD hex..." */
static enum err
line_run(struct fields *out, char *line)
{
	struct fields in = { NULL, 0 };
	char *save;
	char *op = strtok_r(line, " \n", &save);
	char *name;
	enum err e;

	if (op == NULL)
		die("an empty line", "serve");
	while ((name = strtok_r(NULL, " \n", &save)) != NULL) {
		char *hex = strtok_r(NULL, " \n", &save);

		if (hex == NULL || !field_put_hex(&in, name, hex))
			die("not hex", name);
	}
	e = op_run(out, op, &in);
	fields_free(&in);
	return e;
}

/* serve: read one operation a line, write one answer a line. */
static int
cmd_serve(char **arg)
{
	char *line = NULL;
	size_t cap = 0;

	(void)arg;
	while (getline(&line, &cap, stdin) >= 0) {
		struct fields out;
		enum err e = line_run(&out, line);

		fputs(err_word((unsigned)e), stdout);
		fields_print(stdout, &out);
		fputc('\n', stdout);
		fflush(stdout);
		fields_free(&out);
	}
	free(line);
	return 0;
}

/* malformed DIR: see malformed.h; print TAP. */
static int
cmd_malformed(char **arg)
{
	struct cases all = { NULL, NULL, 0 };
	int failed;

	dir_read(&all, arg[0]);
	failed = malformed_run(&all);
	cases_free(&all);
	return failed;
}

static const struct {
	const char *name;
	int (*run)(char **arg);
	int args;
	const char *usage;
} commands[] = {
	{ "make", cmd_make, 2, "RECIPES DIR" },
	{ "check", cmd_check, 1, "DIR" },
	{ "serve", cmd_serve, 0, "" },
	{ "malformed", cmd_malformed, 1, "DIR" },
};

int
main(int argc, char **argv)
{
	if (sodium_init() < 0)
		die("libsodium", "sodium_init");
	stream_install();
	for (size_t i = 0; i < sizeof(commands) / sizeof(commands[0]); i++)
		if (argc - 2 == commands[i].args &&
		    strcmp(argv[1], commands[i].name) == 0)
			return commands[i].run(argv + 2);
	for (size_t i = 0; i < sizeof(commands) / sizeof(commands[0]); i++)
		fprintf(stderr, "usage: vectors %s %s\n", commands[i].name,
		    commands[i].usage);
	return 2;
}
