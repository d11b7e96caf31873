/* options.h - reads the options of a command line by a table. */

#ifndef TERMINAL_OPTIONS_H
#define TERMINAL_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

enum option_kind {
	OPTION_FLAG, /* sets a bool */
	OPTION_TEXT, /* sets a const char *, which borrows from argv */
	OPTION_EACH, /* calls ${each} of the table; may be given again */
};

struct option_row {
	char letter;      /* of the short form; 0: none */
	const char *name; /* of the long form; NULL: none */
	const char *arg;  /* for people; NULL: it takes no value */
	const char *what; /* what it does, for people */
	unsigned with;    /* a bit for each command that takes it */
	enum option_kind kind;
	size_t at; /* offset of the bool or the pointer; EACH: any number */
};

enum {
	OPTIONS_MAX = 32,
	OPTION_NAME = 32,
};

struct option_table {
	const struct option_row *row;
	size_t n; /* at most OPTIONS_MAX */
	/* Take a value for ${row}; NULL, or what is wrong: a clause that
	 * follows the option's name. */
	const char *(
	    *each)(void *to, const struct option_row *row, const char *value);
};

/* "--name", "-n" or what was typed instead, and a clause that says why not. */
struct option_fault {
	char option[OPTION_NAME];
	const char *why; /* static */
};

/*
 * options_read(fault, to, table, with, argc, argv):
 * Read the options of ${argv}, whose first entry is the command's name, into
 * the struct at ${to}: those of ${table} that go with a bit of ${with}, each at
 * most once but for OPTION_EACH.  Options and operands may be mixed.  Returns
 * the index of the first operand in ${argv}, in which operands now come last,
 * or -1 with ${fault}.
 */
int options_read(struct option_fault *fault, void *to,
    const struct option_table *table, unsigned with, int argc, char **argv);

/* Print each option with its value and what it does, a line each, on
 * standard error. */
void options_list(const struct option_table *table);

#endif
