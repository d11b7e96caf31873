/* seed.c - tests key files with the real Argon2id, and desk.key's epochs. */

#include "core/seed.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/epochs.h"
#include "os/file.h"
#include "os/process.h"
#include "rows.h"

#define PERSON "7.key"

static char dir[64];
static int fd = -1;
static struct deskkey *k;
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
	pass = passphrase_new();
	return fd < 0 || k == NULL || pass == NULL;
}

static int
end(void **state)
{
	(void)state;
	locked_free(k);
	passphrase_free(pass);
	(void)unlinkat(fd, PERSON, 0);
	(void)unlinkat(fd, SEED_IK, 0);
	close(fd);
	return rmdir(dir);
}

static enum err
add(uint16_t week)
{
	struct desk_public pk;
	struct epoch e;

	assert_int_equal(epoch_draw(&e, &pk, week), OK);
	return epochs_add(k, &e);
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
	assert_null(epochs_find(k, 9));
	assert_ptr_equal(epochs_find(k, 11), &k->epoch[2]);
	epochs_drop(k, 10);
	assert_int_equal(k->epochs, 3);
	assert_null(epochs_find(k, 10));
	assert_int_equal(
	    sodium_is_zero(k->epoch[3].secret.b, sizeof(k->epoch[3].secret.b)),
	    1);
	epochs_drop(k, 9);
	assert_int_equal(k->epochs, 3);
}

static void
full(void **state)
{
	(void)state;
	for (uint16_t w = 100; k->epochs < DESK_EPOCHS_MAX; w++)
		assert_int_equal(add(w), OK);
	assert_int_equal(add(99), ERR_FULL);
	epochs_drop(k, 150);
}

/* Write and read a person's key, and fail; each try takes half a second. */
static void
file(void **state)
{
	struct keyhole hole = { span_str("een lange zin"), KEYFILE_KIB_MIN };
	struct staff_secret secret;
	struct staff_secret got;
	struct staff_public pk;
	struct sign_seed seed;
	struct file f;
	uint8_t s;

	(void)state;
	assert_int_equal(staff_draw(&secret, &pk), OK);
	assert_int_equal(passphrase_set(pass, hole.pass), OK);
	assert_int_equal(person_write(fd, PERSON, 7, &secret, &hole), OK);
	assert_int_equal(seed_kib(fd, PERSON), KEYFILE_KIB_MIN);
	assert_int_equal(person_read(&s, &got, fd, PERSON, pass), OK);
	assert_int_equal(s, 7);
	assert_memory_equal(got.b, secret.b, sizeof(got.b));
	assert_int_equal(passphrase_set(pass, span_str("een korte")), OK);
	assert_int_equal(person_read(&s, &got, fd, PERSON, pass), ERR_KEY);
	assert_int_equal(s, 0);
	assert_true(sodium_is_zero(got.b, sizeof(got.b)));
	assert_int_equal(passphrase_set(pass, hole.pass), OK);
	/* another kind of key */
	assert_int_equal(seed_read(&seed, fd, PERSON, KEY_IK, pass),
	    ERR_FORMAT);
	assert_int_equal(file_read(&f, fd, PERSON, 65536), OK);
	f.p[f.n - 1] ^= 1;
	assert_int_equal(file_write(fd, PERSON, file_span(&f)), OK);
	assert_int_equal(person_read(&s, &got, fd, PERSON, pass), ERR_OPEN);
	assert_int_equal(file_write(fd, PERSON, (struct span){ f.p, 50 }), OK);
	assert_int_equal(person_read(&s, &got, fd, PERSON, pass), ERR_FORMAT);
	assert_int_equal(seed_kib(fd, "none"), 0);
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
	assert_int_equal(seed_write(fd, SEED_IK, KEY_IK, &seed, &hole), OK);
	assert_int_equal(seed_read(&got, fd, SEED_IK, KEY_IK, pass), OK);
	assert_memory_equal(got.b, seed.b, sizeof(seed.b));
	assert_int_equal(seed_read(&got, fd, "none", KEY_IK, pass),
	    ERR_MISSING);
}

static void
default_cost(void **state)
{
	uint32_t kib = seed_default_kib();

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
