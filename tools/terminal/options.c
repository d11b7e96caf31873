/* options.c - reads the options of a command line by a table. */

#include "terminal/options.h"

#include <assert.h>
#include <getopt.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "terminal/words.h"

enum { LONG = 256 }; /* above every letter: LONG + the index of a row */

/* What getopt_long(3) wants of a table. */
struct forms {
	char letters[1 + 2 * OPTIONS_MAX + 1];
	struct option longs[OPTIONS_MAX + 1];
};

static void
forms_make(struct forms *f, const struct option_table *t)
{
	size_t letters = 0, longs = 0;

	memset(f, 0, sizeof(*f));
	f->letters[letters++] = ':'; /* tell a missing value from no option */
	for (size_t i = 0; i < t->n; i++) {
		const struct option_row *row = &t->row[i];

		if (row->letter != 0) {
			f->letters[letters++] = row->letter;
			if (row->arg != NULL)
				f->letters[letters++] = ':';
		}
		if (row->name != NULL)
			f->longs[longs++] = (struct option){ row->name,
				row->arg != NULL ? required_argument
						 : no_argument,
				NULL, LONG + (int)i };
	}
}

/* The row that getopt_long(3) means by ${key}, which forms_make() gave it. */
static const struct option_row *
row_of(const struct option_table *t, int key)
{
	size_t i = 0;

	if (key >= LONG)
		return &t->row[key - LONG];
	while (i + 1 < t->n && t->row[i].letter != key)
		i++;
	return &t->row[i];
}

static int
fail(struct option_fault *fault, const char *option, const char *why)
{
	(void)snprintf(fault->option, sizeof(fault->option), "%s", option);
	fault->why = why;
	return -1;
}

static int
fail_at(struct option_fault *fault, const struct option_row *row,
    const char *why)
{
	if (row->name == NULL)
		(void)snprintf(fault->option, sizeof(fault->option), "-%c",
		    row->letter);
	else
		(void)snprintf(fault->option, sizeof(fault->option), "--%s",
		    row->name);
	fault->why = why;
	return -1;
}

/* Set the flag or the text of ${row}; false if it was set before. */
static bool
set(void *to, const struct option_row *row, const char *value)
{
	void *at = (uint8_t *)to + row->at;
	bool *flag = at;
	const char **text = at;

	if (row->kind == OPTION_FLAG) {
		if (*flag)
			return false;
		*flag = true;
		return true;
	}
	if (*text != NULL)
		return false;
	*text = value;
	return true;
}

/* Take the value of ${row}; NULL, or why not. */
static const char *
take(void *to, const struct option_table *t, const struct option_row *row,
    unsigned with, const char *value)
{
	if ((row->with & with) == 0)
		return N_("does not go with this command");
	if (row->kind == OPTION_EACH)
		return t->each(to, row, value);
	return set(to, row, value) ? NULL : N_("is given twice");
}

int
options_read(struct option_fault *fault, void *to,
    const struct option_table *table, unsigned with, int argc, char **argv)
{
	struct forms forms;
	const struct option_row *row;
	const char *why;
	int key;

	assert(table->n <= OPTIONS_MAX);
	forms_make(&forms, table);
	optind = 0; /* begin anew: a menu reads more than one command line */
	opterr = 0;
	for (;;) {
		key = getopt_long(argc, argv, forms.letters, forms.longs, NULL);
		if (key == -1)
			return optind;
		if (key == '?' && optopt >= LONG)
			return fail_at(fault, row_of(table, optopt),
			    N_("takes no value"));
		if (key == '?' && optopt > 0)
			return fail(fault, (char[]){ '-', (char)optopt, '\0' },
			    N_("is not an option of this command"));
		if (key == '?')
			return fail(fault, argv[optind - 1],
			    N_("is not an option of this command"));
		row = row_of(table, key == ':' ? optopt : key);
		if (key == ':')
			return fail_at(fault, row, N_("needs a value"));
		why = take(to, table, row, with, optarg);
		if (why != NULL)
			return fail_at(fault, row, why);
	}
}

void
options_list(const struct option_table *table)
{
	for (size_t i = 0; i < table->n; i++) {
		const struct option_row *row = &table->row[i];

		if (row->letter != 0)
			(void)fprintf(stderr, "  -%c%s", row->letter,
			    row->name != NULL ? ", " : "  ");
		else
			(void)fputs("      ", stderr);
		(void)fprintf(stderr, "%s%-13s %-9s  %s\n",
		    row->name != NULL ? "--" : "  ",
		    row->name != NULL ? row->name : "",
		    row->arg != NULL ? row->arg : "", row->what);
	}
}
