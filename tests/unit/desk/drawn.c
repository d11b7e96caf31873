/* drawn.c - tests the six words that are offered as a passphrase. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "core/drawn.h"
#include "core/passphrase.h"
#include "os/process.h"
#include "wrap.h"

/* The numbers that the next draws give; then 0. */
static uint32_t next;

/* NOLINTBEGIN(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp) */
WRAPPED(uint32_t, randombytes_uniform, uint32_t bound);

uint32_t
WRAP(randombytes_uniform)(uint32_t bound)
{
	assert_int_equal(bound, DRAWN_LIST);
	return next++ % DRAWN_LIST;
}
/* NOLINTEND(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp) */

/* The list has as many words as it says, no two alike, each at most 9 long. */
static void
words_differ(void **state)
{
	static char seen[DRAWN_LIST][16];
	char text[DRAWN_TEXT];
	size_t n = 0;

	(void)state;
	next = 0;
	while (n < DRAWN_LIST) {
		drawn_words(text);
		for (const char *w = text; *w != '\0' && n < DRAWN_LIST;) {
			size_t size = strcspn(w, " ");

			assert_in_range(size, 3, DRAWN_WORD);
			memcpy(seen[n], w, size);
			for (size_t i = 0; i < n; i++)
				assert_string_not_equal(seen[i], seen[n]);
			n++;
			w += size + (w[size] == ' ');
		}
	}
}

/* What is offered is strong enough to be taken. */
static void
words_are_strong(void **state)
{
	struct passphrase *p = passphrase_new();
	char text[DRAWN_TEXT];

	(void)state;
	drawn_words(text);
	assert_int_equal(passphrase_set(p, span_str(text)), OK);
	assert_true(passphrase_strong(p));
	passphrase_free(p);
}

static int
begin(void **state)
{
	(void)state;
	return process_begin() == OK ? 0 : -1;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_differ),
		cmocka_unit_test(words_are_strong),
	};

	return cmocka_run_group_tests_name("drawn", tests, begin, NULL);
}
