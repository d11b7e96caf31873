/* thread.c - tests deriving keys from a root against Python's hashlib.
 */

#include <string.h>

#include "rows.h"

#include "dice.h"
#include "thread.h"

static const struct desk_id desk = { { 0x22, 0x22, 0x22, 0x22, 0x22, 0x22, 0x22,
    0x22, 0x22, 0x22, 0x22, 0x22, 0x22, 0x22, 0x22, 0x22, 0x22, 0x22, 0x22,
    0x22, 0x22, 0x22, 0x22, 0x22, 0x22, 0x22, 0x22, 0x22, 0x22, 0x22, 0x22,
    0x22 } };

static void
keys_match_hashlib(void **state)
{
	struct receipt r;
	struct service_id service;
	struct root root;
	struct thread_secret t;
	struct thread keys;
	struct salt salt;
	struct addr addr;

	(void)state;
	memcpy(r.b, "012345678901234567890105", sizeof(r.b));
	memset(service.b, 0x11, sizeof(service.b));
	memset(salt.b, 0x33, sizeof(salt.b));
	receipt_root(&root, &r, &service);
	thread_derive(&t, &root, &desk);
	assert_hex(t.b, sizeof(t.b),
	    "6a02db38312b099517851d1f72d42e30"
	    "cff0ac6501f065a1543dbc7e4dcf13dc");
	thread_keys(&keys, &t, &desk);
	assert_hex(keys.tid.b, sizeof(keys.tid.b),
	    "964f947d3a224920bc730f2bc317390f"
	    "7c2f3015190e61613b5a314f312d4886");
	assert_hex(keys.ak.b, sizeof(keys.ak.b),
	    "b3a451704b58a6fd73a79420c9262965"
	    "95a37d2d15d1316bcbd44edb4c7eafee");
	assert_hex(keys.ck.b, sizeof(keys.ck.b),
	    "4dc630645e068d79ce57ecd5fed2584b"
	    "a04813621ab28e4473ff1257b2e70c38");
	mailbox_addr(&addr, &keys.ak, &salt);
	assert_hex(addr.b, sizeof(addr.b),
	    "e18c2149e76d0e89872a85de05a196a4"
	    "ec8bc6671c026c3056bfbf94a20409d3");
}

static void
wipe_leaves_only_zeros(void **state)
{
	struct thread keys;

	(void)state;
	memset(&keys, 1, sizeof(keys));
	thread_wipe(&keys);
	assert_true(sodium_is_zero((const uint8_t *)&keys, sizeof(keys)));
}

static void
draw_takes_random_bytes_as_they_are(void **state)
{
	uint8_t bytes[32];
	struct thread_secret t;

	(void)state;
	for (uint8_t i = 0; i < 32; i++)
		bytes[i] = (uint8_t)(i + 1);
	dice_load(bytes, sizeof(bytes));
	thread_draw(&t);
	dice_end();
	assert_memory_equal(t.b, bytes, sizeof(bytes));
}

int
main(void)
{
	static struct rows all;

	ROW(all, keys_match_hashlib);
	ROW(all, wipe_leaves_only_zeros);
	ROW(all, draw_takes_random_bytes_as_they_are);
	return sodium_init() < 0 ? 1 : rows_run(&all, "crypto_thread");
}
