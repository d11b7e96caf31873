/* desks.c - tests which desks a tip goes to. */

#include <stdlib.h>
#include <string.h>

#include "rows.h"

#include "tipster/desks.h"

enum {
	DESKS = 6,
	CLOSED = 5,
};

/* Six desks, a to f: f has no key, and only a and b take region 9. */
static struct exchange *
exchange_kit(void)
{
	static struct desk_public key;
	struct exchange *x = calloc(1, sizeof(*x));

	assert_non_null(x);
	x->directory.desks = DESKS;
	for (unsigned i = 0; i < DESKS; i++) {
		struct holder *h = &x->directory.holder[i];

		h->ik.name[0] = (char)('a' + i);
		h->topics = 1U << (i + 1);
		h->regions[1] = i < 2 ? 2 : 1;
		h->regions[2] = 1;
		x->notes.part[i].key = i == CLOSED ? NULL : &key;
	}
	return x;
}

static const struct {
	struct wanted wanted;
	uint32_t found;   /* desks that answered, a first */
	const char *want; /* NULL: no choice */
} choices[] = {
	{ { { "b" }, 1, NULL, NULL }, 0, "b" },
	{ { { "b", "a" }, 2, NULL, NULL }, 0, "ab" },
	{ { { "b", "a", "b" }, 3, NULL, NULL }, 0, "ab" },
	{ { { "b" }, 1, NULL, NULL }, 1U << 3, "b" },
	{ { { "g" }, 1, NULL, NULL }, 0, NULL },
	{ { { "f" }, 1, NULL, NULL }, 0, NULL },
	{ { { "a", "f" }, 2, NULL, NULL }, 0, NULL },
	{ { { NULL }, 0, NULL, NULL }, 0, NULL },
	{ { { NULL }, 0, NULL, NULL }, 1U << 3, "d" },
	{ { { NULL }, 0, NULL, NULL }, 1U << 3 | 1U << 5, "d" },
	{ { { NULL }, 0, NULL, NULL }, 31, NULL },
	{ { { NULL }, 0, "9", NULL }, 0, "ab" },
	{ { { NULL }, 0, "8", NULL }, 0, "cde" },
	{ { { NULL }, 0, "16", NULL }, 0, NULL },
	{ { { NULL }, 0, "9", "2" }, 0, "b" },
	{ { { NULL }, 0, NULL, "3" }, 0, "c" },
	{ { { NULL }, 0, NULL, "6" }, 0, NULL },
	{ { { NULL }, 0, "9", "8" }, 0, "ab" }, /* topic 8: not known */
	{ { { NULL }, 0, "0", NULL }, 0, NULL },
	{ { { NULL }, 0, "256", NULL }, 0, NULL },
	{ { { NULL }, 0, "09", NULL }, 0, NULL },
	{ { { NULL }, 0, NULL, "32" }, 0, NULL },
};

static void
chooses_desks_by_name_region_topic_and_answer(void **state)
{
	struct exchange *x = exchange_kit();

	(void)state;
	for (size_t i = 0; i < sizeof(choices) / sizeof(choices[0]); i++) {
		uint32_t out;
		char got[DESKS + 1] = "";
		const struct refusal *wrong =
		    desks_choose(&out, x, &choices[i].wanted, choices[i].found);
		size_t n = 0;

		for (unsigned j = 0; wrong == NULL && j < DESKS; j++)
			if (out >> j & 1)
				got[n++] = (char)('a' + j);
		if ((wrong == NULL) != (choices[i].want != NULL) ||
		    (wrong == NULL && strcmp(got, choices[i].want) != 0))
			fail_msg("choice %zu: %s", i,
			    wrong != NULL ? wrong->why : got);
	}
	free(x);
}

/* With one desk there is nothing to choose. */
static void
chooses_the_only_desk(void **state)
{
	struct exchange *x = exchange_kit();
	const struct wanted nothing = { 0 };
	uint32_t out;

	(void)state;
	x->directory.desks = 1;
	assert_null(desks_choose(&out, x, &nothing, 0));
	assert_int_equal(out, 1);
	free(x);
}

/* Only where nothing is wrong is there just a question. */
static void
tells_a_choice_from_a_fault(void **state)
{
	struct exchange *x = exchange_kit();
	const struct wanted nothing = { 0 };
	const struct wanted unknown = { { "g" }, 1, NULL, NULL };
	uint32_t out;

	(void)state;
	assert_true(desks_choose(&out, x, &nothing, 0)->choice);
	assert_false(desks_choose(&out, x, &unknown, 0)->choice);
	for (unsigned i = 0; i < DESKS; i++)
		x->notes.part[i].key = NULL;
	assert_false(desks_choose(&out, x, &nothing, 0)->choice);
	free(x);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(chooses_desks_by_name_region_topic_and_answer),
		cmocka_unit_test(chooses_the_only_desk),
		cmocka_unit_test(tells_a_choice_from_a_fault),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
