/* show.c - tests that the desk has words for all that the page can ask. */

#include "cli/questions.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "rows.h"

/* The ${n}th value, from 0, of "WORD(name, 1, 2)"; 0 if there is none. */
static unsigned long
value_of(const char *line, unsigned n)
{
	const char *p = strchr(line, '(');

	for (unsigned i = 0; p != NULL && i <= n; i++)
		p = strchr(p + 1, ',');
	return p == NULL ? 0 : strtoul(p + 1, NULL, 10);
}

static void
every_question(void **state)
{
	FILE *f = fopen("web/questions.def", "r");
	char line[256];
	unsigned seen = 0;

	(void)state;
	assert_non_null(f);
	while (fgets(line, sizeof(line), f) != NULL) {
		uint8_t field = (uint8_t)value_of(line, 0);
		uint8_t choices = (uint8_t)value_of(line, 1);
		const struct question *q;

		if (strncmp(line, "ONE(", 4) != 0 &&
		    strncmp(line, "MANY(", 5) != 0 &&
		    strncmp(line, "TEXT(", 5) != 0)
			continue;
		seen++;
		q = question_find(field);
		assert_non_null(q);
		for (uint8_t i = 1; i <= choices; i++)
			assert_non_null(question_choice(q, i));
		assert_null(question_choice(q, (uint8_t)(choices + 1)));
	}
	(void)fclose(f);
	assert_in_range(seen, 10, 100);
	assert_null(question_find(255));
}

int
main(void)
{
	static struct rows all;

	ROW(all, every_question);
	return rows_run(&all, __FILE__);
}
