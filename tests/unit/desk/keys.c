/* keys.c - tests key files with the real Argon2id, and desk.key's epochs.
 */

#include "keys.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "os/file.h"
#include "os/process.h"
#include "rows.h"

static char dir[64];
static int fd = -1;
static struct desk_keys *k;
static struct desk_keys *again;
static struct passphrase *pass;

static int
begin(void **state)
{
	(void)state;
	if (process_begin() != OK)
		return 1;
	(void)snprintf(dir, sizeof(dir), "/tmp/zegel-keys-XXXXXX");
	if (mkdtemp(dir) == NULL)
		return 1;
	fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	k = locked_new(sizeof(*k));
	again = locked_new(sizeof(*again));
	pass = passphrase_new();
	return fd < 0 || k == NULL || again == NULL || pass == NULL;
}

static int
end(void **state)
{
	(void)state;
	locked_free(k);
	locked_free(again);
	passphrase_free(pass);
	(void)unlinkat(fd, KEYS_DESK, 0);
	(void)unlinkat(fd, KEYS_IK, 0);
	close(fd);
	return rmdir(dir);
}

static enum err
add(uint16_t week)
{
	struct desk_public pk;
	struct epoch e;

	assert_int_equal(epoch_draw(&e, &pk, week), OK);
	return keys_add(k, &e);
}

static void
epochs(void **state)
{
	static const uint16_t weeks[] = { 10, 11, 11, 12 };

	(void)state;
	assert_int_equal(add(12), OK);
	assert_int_equal(add(10), OK);
	assert_int_equal(add(11), OK);
	/* a second key of a week: the older stays, the newer is used */
	assert_int_equal(add(11), OK);
	for (size_t i = 0; i < 4; i++)
		assert_int_equal(k->epoch[i].week, weeks[i]);
	assert_null(keys_epoch(k, 9));
	assert_ptr_equal(keys_epoch(k, 11), &k->epoch[2]);
	keys_drop(k, 10);
	assert_int_equal(k->n, 3);
	assert_null(keys_epoch(k, 10));
	assert_int_equal(
	    sodium_is_zero(k->epoch[3].secret.b, sizeof(k->epoch[3].secret.b)),
	    1);
	keys_drop(k, 9);
	assert_int_equal(k->n, 3);
}

static void
full(void **state)
{
	(void)state;
	for (uint16_t w = 100; k->n < KEYS_EPOCHS_MAX; w++)
		assert_int_equal(add(w), OK);
	assert_int_equal(add(99), ERR_FULL);
	keys_drop(k, 150);
}

/* Write and read desk.key, and fail; each try takes half a second. */
static void
file(void **state)
{
	struct keyhole hole = { span_str("een lange zin"), KEYFILE_KIB_MIN };
	struct file f;
	struct sign_seed seed;

	(void)state;
	assert_int_equal(passphrase_set(pass, hole.pass), OK);
	randombytes_buf(k->ops.b, sizeof(k->ops.b));
	randombytes_buf(k->casebook.b, sizeof(k->casebook.b));
	assert_int_equal(keys_write(fd, k, &hole), OK);
	assert_int_equal(keys_kib(fd, KEYS_DESK), KEYFILE_KIB_MIN);
	assert_int_equal(keys_read(again, fd, pass), OK);
	assert_memory_equal(again, k, sizeof(*k));
	assert_int_equal(passphrase_set(pass, span_str("een korte")), OK);
	assert_int_equal(keys_read(again, fd, pass), ERR_KEY);
	assert_int_equal(again->n, 0);
	assert_int_equal(passphrase_set(pass, hole.pass), OK);
	/* another kind of key */
	assert_int_equal(seed_read(&seed, fd, KEYS_DESK, KEY_IK, pass),
	    ERR_FORMAT);
	assert_int_equal(file_read(&f, fd, KEYS_DESK, 65536), OK);
	f.p[f.n - 1] ^= 1;
	assert_int_equal(file_write(fd, KEYS_DESK, file_span(&f)), OK);
	assert_int_equal(keys_read(again, fd, pass), ERR_OPEN);
	assert_int_equal(file_write(fd, KEYS_DESK, (struct span){ f.p, 50 }),
	    OK);
	assert_int_equal(keys_read(again, fd, pass), ERR_FORMAT);
	assert_int_equal(keys_kib(fd, "none"), 0);
	file_free(&f);
}

static void
signing_seed(void **state)
{
	struct keyhole hole = { span_str("x"), KEYFILE_KIB_MIN };
	struct sign_seed seed;
	struct sign_seed got;

	(void)state;
	assert_int_equal(passphrase_set(pass, hole.pass), OK);
	randombytes_buf(seed.b, sizeof(seed.b));
	assert_int_equal(seed_write(fd, KEYS_IK, KEY_IK, &seed, &hole), OK);
	assert_int_equal(seed_read(&got, fd, KEYS_IK, KEY_IK, pass), OK);
	assert_memory_equal(got.b, seed.b, sizeof(seed.b));
	assert_int_equal(seed_read(&got, fd, "none", KEY_IK, pass),
	    ERR_MISSING);
}

static void
default_cost(void **state)
{
	uint32_t kib = keys_default_kib();

	(void)state;
	assert_true(kib == KEYFILE_KIB || kib == KEYFILE_KIB_MIN);
}

int
main(void)
{
	static struct rows all;

	ROW(all, epochs);
	ROW(all, full);
	ROW(all, file);
	ROW(all, signing_seed);
	ROW(all, default_cost);
	return _cmocka_run_group_tests("desk_keys", all.test, all.n, begin,
	    end);
}
