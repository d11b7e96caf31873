/* seed.c - secrets in key files under a passphrase: ROOT, IK, a person's. */

#include "core/seed.h"

#include <sys/stat.h>

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "os/file.h"
#include "os/process.h"

enum {
	KEYFILE_MOST = 4096,
	KIB_AT = 12,
	ENOUGH_MIB = 3 * 1024,
};

uint32_t
seed_default_kib(void)
{
	long pages = sysconf(_SC_PHYS_PAGES);
	long size = sysconf(_SC_PAGESIZE);

	if (pages <= 0 || size <= 0 ||
	    pages / 1024 * (size / 1024) < ENOUGH_MIB)
		return KEYFILE_KIB_MIN;
	return KEYFILE_KIB;
}

uint32_t
seed_kib(int dir, const char *name)
{
	struct file f = { NULL, 0 };
	struct reader r;
	uint32_t kib = 0;

	if (file_read(&f, dir, name, KEYFILE_MOST) == OK) {
		r = (struct reader){ f.p, f.n, false };
		(void)wire_bytes(&r, KIB_AT);
		kib = wire_u32(&r);
		if (kib < KEYFILE_KIB_MIN || kib > KEYFILE_KIB_MAX)
			kib = 0;
	}
	file_free(&f);
	return kib;
}

/* Seal ${plain} into the file ${name}. */
static enum err
plain_write(int dir, const char *name, struct span plain,
    const struct keyhole *hole)
{
	uint8_t *out = malloc(plain.n + KEYFILE_EXTRA);
	enum err e = ERR_MEMORY;

	if (out == NULL)
		return e;
	e = keyfile_seal(out, plain, hole->pass, hole->kib);
	if (e == OK)
		e = file_replace(dir, name,
		    (struct span){ out, plain.n + KEYFILE_EXTRA });
	free(out);
	return e;
}

/* Open the file ${name} to ${n} bytes of locked memory. */
static enum err
plain_read(uint8_t **plain, size_t *n, int dir, const char *name,
    const struct passphrase *pass)
{
	struct file f = { NULL, 0 };
	enum err e;

	*plain = NULL;
	*n = 0;
	e = file_read(&f, dir, name, KEYFILE_MOST);
	if (e == OK && f.n <= KEYFILE_EXTRA)
		e = ERR_FORMAT;
	if (e != OK)
		goto out;
	*n = f.n - KEYFILE_EXTRA;
	*plain = locked_new(*n);
	e = *plain == NULL ? ERR_MEMORY : ERR_KEY;
	for (size_t i = 0; e == ERR_KEY && i < pass->forms; i++)
		e = keyfile_open(*plain, file_span(&f),
		    passphrase_form(pass, i));
out:
	file_free(&f);
	return e;
}

enum err
seed_write(int dir, const char *name, enum key_kind kind,
    const struct sign_seed *seed, const struct keyhole *hole)
{
	uint8_t *plain = locked_new(1 + sizeof(seed->b));
	enum err e = ERR_MEMORY;

	if (plain != NULL) {
		plain[0] = (uint8_t)kind;
		memcpy(plain + 1, seed->b, sizeof(seed->b));
		e = plain_write(dir, name,
		    (struct span){ plain, 1 + sizeof(seed->b) }, hole);
	}
	locked_free(plain);
	return e;
}

enum err
seed_read(struct sign_seed *seed, int dir, const char *name, enum key_kind kind,
    const struct passphrase *pass)
{
	uint8_t *plain = NULL;
	size_t n;
	struct reader r;
	enum err e;

	sign_seed_wipe(seed);
	e = plain_read(&plain, &n, dir, name, pass);
	if (e == OK) {
		r = (struct reader){ plain, n, false };
		if (wire_u8(&r) != kind)
			r.bad = true;
		wire_copy(&r, seed->b, sizeof(seed->b));
		e = wire_end(&r);
	}
	if (e != OK)
		sign_seed_wipe(seed);
	locked_free(plain);
	return e;
}

void
person_file(char out[static PERSON_FILE], uint8_t s)
{
	struct writer w = { (uint8_t *)out, PERSON_FILE, 0, false };

	memset(out, 0, PERSON_FILE);
	wire_put_decimal(&w, s);
	wire_put_str(&w, ".key");
}

void
person_next(char out[static PERSON_FILE], uint8_t s)
{
	struct writer w = { (uint8_t *)out, PERSON_FILE, 0, false };

	memset(out, 0, PERSON_FILE);
	wire_put_decimal(&w, s);
	wire_put_str(&w, ".next");
}

int
person_folder(int desk)
{
	if (mkdirat(desk, PERSON_FOLDER, 0700) != 0 && errno != EEXIST)
		return -1;
	return openat(desk, PERSON_FOLDER,
	    O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
}

enum err
person_write(int dir, const char *name, uint8_t s,
    const struct staff_secret *secret, const struct keyhole *hole)
{
	uint8_t file[STAFF_FILE_SIZE];
	enum err e = staff_seal(file, s, secret, hole->pass, hole->kib);

	return e == OK
	    ? file_replace(dir, name, (struct span){ file, sizeof(file) })
	    : e;
}

enum err
person_read(uint8_t *s, struct staff_secret *secret, int dir, const char *name,
    const struct passphrase *pass)
{
	struct file f = { NULL, 0 };
	enum err e = file_read(&f, dir, name, KEYFILE_MOST);

	*s = 0;
	staff_secret_wipe(secret);
	if (e == OK)
		e = ERR_KEY;
	for (size_t i = 0; e == ERR_KEY && i < pass->forms; i++)
		e = staff_open(s, secret, file_span(&f),
		    passphrase_form(pass, i));
	file_free(&f);
	return e;
}

enum err
person_next_take(int dir, uint8_t s)
{
	char next[PERSON_FILE];
	char name[PERSON_FILE];
	struct file f = { NULL, 0 };
	enum err e;

	person_next(next, s);
	person_file(name, s);
	e = file_read(&f, dir, next, STAFF_FILE_SIZE);
	if (e == OK)
		e = file_replace(dir, name, file_span(&f));
	if (e == OK)
		e = file_remove(dir, next);
	file_free(&f);
	return e;
}
