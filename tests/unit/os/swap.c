/* swap.c - tests which lines of /proc/swaps name a disk in the clear. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "os/swap.h"

static const char *asked; /* the device that was asked about */

static bool
all_crypt(const char *device)
{
	asked = device;
	return strcmp(device, "dm-1") == 0;
}

static const struct {
	const char *line;
	bool plain;
} rows[] = {
	{ "Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n", false },
	{ "", false },
	{ "/dev/sda2                              partition\t1\t0\t-2\n",
	    true },
	{ "/swapfile                              file\t1\t0\t-2\n", true },
	{ "/swap\\040file                         file\t1\t0\t-2\n", true },
	{ "/dev/zram0                             partition\t1\t0\t100\n",
	    false },
	{ "/dev/dm-1                              partition\t1\t0\t-2\n",
	    false },
	{ "/dev/dm-2                              partition\t1\t0\t-2\n",
	    true },
	{ "/dev/dm-12                             partition\t1\t0\t-2\n",
	    true },
};

static void
lines(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		print_message("%s", rows[i].line);
		assert_int_equal(swap_row(rows[i].line, all_crypt),
		    rows[i].plain);
	}
	assert_non_null(asked);
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(lines) };

	return cmocka_run_group_tests_name("swap", tests, NULL, NULL);
}
