/* session.c - tests that a session that cannot begin says why. */

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "rows.h"

#include <curl/curl.h>

#include "tipster/session.h"
#include "wrap.h"

WRAPPED(CURLcode, curl_global_init, long);

CURLcode
WRAP(curl_global_init)(long flags)
{
	(void)flags;
	return CURLE_OUT_OF_MEMORY;
}

static void
says_when_memory_is_short(void **state)
{
	const struct endpoint endpoint = { .url = "http://127.0.0.1:1" };
	const struct vkey root = { .name = "test" };
	char said[256] = "";
	FILE *to = tmpfile();
	int before = dup(STDERR_FILENO);

	(void)state;
	assert_non_null(to);
	assert_true(before >= 0);
	assert_true(dup2(fileno(to), STDERR_FILENO) >= 0);
	assert_null(session_begin(&endpoint, &root));
	assert_true(dup2(before, STDERR_FILENO) >= 0);
	(void)close(before);
	assert_true(pread(fileno(to), said, sizeof(said) - 1, 0) > 0);
	(void)fclose(to);
	assert_string_equal(said, "session: there is not enough memory.\n");
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(
	    says_when_memory_is_short) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
