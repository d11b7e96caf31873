/* book_state.h - an older and a newer state of a casebook, and the change
 * between them. */

#ifndef BOOK_STATE_H
#define BOOK_STATE_H

#include <dirent.h>

#include "desk/book_kit.h"

#define OLDER "the older text"
#define NEWER "the newer text"

/* Texts that a change adds and removes, some larger than a page. */
static inline const char *
filling(void)
{
	static char text[9000];

	memset(text, 'x', sizeof(text) - 1);
	return text;
}

enum {
	LARGE = 12, /* numbers of large texts: 10 to 10 + LARGE */
};

/* The change.  An error is the commit's too. */
static inline enum err
change(struct book *b)
{
	enum err e = book_begin(b);

	if (e != OK)
		return e;
	e = kit_put(b, 1, NEWER);
	if (e == OK)
		e = kit_put(b, 2, NEWER);
	if (e == OK)
		e = query_run(b, "DELETE FROM note WHERE number = 3");
	for (uint32_t i = 10; e == OK && i < 10 + LARGE; i++)
		e = kit_put(b, i, filling());
	book_key(b)->epoch[0].week = 200;
	e = book_commit(b);
	book_abort(b);
	return e;
}

/* True if ${b} is all newer; ends the test if it is neither. */
static inline bool
is_newer(struct book *b)
{
	bool newer = kit_has(b, 1, NEWER);

	assert_true(newer || kit_has(b, 1, OLDER));
	assert_true(kit_has(b, 2, newer ? NEWER : NULL));
	assert_true(kit_has(b, 3, newer ? NULL : OLDER));
	for (uint32_t i = 10; i < 10 + LARGE; i++)
		assert_true(kit_has(b, i, newer ? filling() : NULL));
	assert_int_equal(book_key(b)->epoch[0].week, newer ? 200 : 100);
	return newer;
}

static inline void
reset(struct book *b)
{
	assert_int_equal(book_begin(b), OK);
	kit_run(b, "DELETE FROM note");
	assert_int_equal(kit_put(b, 1, OLDER), OK);
	assert_int_equal(kit_put(b, 3, OLDER), OK);
	book_key(b)->epoch[0].week = 100;
	assert_int_equal(book_commit(b), OK);
}

/* Only the files of the state are there. */
static inline void
folder_is_clean(void)
{
	DIR *d = opendir(kit.path);
	const struct dirent *e;
	int n = 0;

	assert_non_null(d);
	for (e = readdir(d); e != NULL; e = readdir(d))
		n += e->d_name[0] != '.';
	(void)closedir(d);
	assert_int_equal(n, 3);
}

#endif
