/* term.h - a terminal of 24 rows at most: runs a function on it, types, looks.
 */

#ifndef TERM_H
#define TERM_H

#include <sys/types.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	TERM_ROWS = 24,
	TERM_COLUMNS = 80,
	TERM_CELL = 16, /* bytes of a letter with its marks, and a NUL */
	TERM_TEXT = TERM_ROWS * (TERM_COLUMNS * TERM_CELL + 1),
};

struct term_page {
	char cell[TERM_ROWS][TERM_COLUMNS][TERM_CELL];
	int row;
	int col; /* up to all columns: the next letter wraps */
};

struct term {
	int fd;
	pid_t pid;
	int rows;
	int columns;
	struct term_page page[2]; /* [1]: the alternate screen */
	int alternate;
	int scrolled; /* rows that went into the scrollback */
	int erased;   /* times the scrollback was erased */
	int bells;
	char part[32]; /* of a sequence or a character */
	size_t part_n;
	char text[TERM_TEXT];
};

/* Run ${child} with ${arg} on a new terminal, as a process of its own. */
void term_begin(struct term *t, int rows, int columns, void (*child)(void *),
    void *arg);

/* Show ${n} bytes, as from the child; LF goes to the next row alone. */
void term_show(struct term *t, const char *p, size_t n);

/* An empty terminal that runs nothing: for term_show(). */
void term_empty(struct term *t, int rows, int columns);

void term_type(struct term *t, const char *p, size_t n);
void term_resize(struct term *t, int rows, int columns);

/* The rows of the screen without blanks at their ends, each with LF, up to the
 * last that is not empty. */
const char *term_text(struct term *t);

/* Read until the screen is ${want} or, with ${part}, contains it; false after
 * five seconds without. */
bool term_wait(struct term *t, const char *want, bool part);

/* Read until nothing comes for some milliseconds. */
void term_rest(struct term *t);

/* Read to the end; the exit status, or 128 and the signal. */
int term_end(struct term *t);

/* Memory that parent and child share; lives to the end. */
void *term_shared(size_t n);

#endif
