/* keys.c - what a desk keeps secret: desk.key, ik.key; and ROOT's root.key. */

#include "keys.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "os/file.h"
#include "os/process.h"

enum {
	EPOCH_PLAIN = 2 + 32,
	DESK_PLAIN_MAX = 1 + 32 + 32 + 1 + KEYS_EPOCHS_MAX * EPOCH_PLAIN,
	KEYFILE_MAX = 65536,
	KIB_AT = 12,
	ENOUGH_MIB = 3 * 1024,
};

uint32_t
keys_default_kib(void)
{
	long pages = sysconf(_SC_PHYS_PAGES);
	long size = sysconf(_SC_PAGESIZE);

	if (pages <= 0 || size <= 0 ||
	    pages / 1024 * (size / 1024) < ENOUGH_MIB)
		return KEYFILE_KIB_MIN;
	return KEYFILE_KIB;
}

uint32_t
keys_kib(int dir, const char *name)
{
	struct file f = { NULL, 0 };
	struct reader r;
	uint32_t kib = 0;

	if (file_read(&f, dir, name, KEYFILE_MAX) == OK) {
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
	e = file_read(&f, dir, name, KEYFILE_MAX);
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

enum err
keys_write(int dir, const struct desk_keys *k, const struct keyhole *hole)
{
	uint8_t *plain = locked_new(DESK_PLAIN_MAX);
	struct writer w = { plain, DESK_PLAIN_MAX, 0, false };
	enum err e = ERR_MEMORY;

	if (plain == NULL)
		return e;
	wire_put_u8(&w, KEY_DESK);
	wire_put(&w, k->ops.b, sizeof(k->ops.b));
	wire_put(&w, k->casebook.b, sizeof(k->casebook.b));
	wire_put_u8(&w, (uint8_t)k->n);
	for (size_t i = 0; i < k->n; i++) {
		wire_put_u16(&w, k->epoch[i].week);
		wire_put(&w, k->epoch[i].secret.b,
		    sizeof(k->epoch[i].secret.b));
	}
	e = w.bad
	    ? ERR_FULL
	    : plain_write(dir, KEYS_DESK, (struct span){ plain, w.n }, hole);
	locked_free(plain);
	return e;
}

static enum err
keys_decode(struct desk_keys *k, struct reader *r)
{
	struct desk_public pk;

	if (wire_u8(r) != KEY_DESK)
		return ERR_FORMAT;
	wire_copy(r, k->ops.b, sizeof(k->ops.b));
	wire_copy(r, k->casebook.b, sizeof(k->casebook.b));
	k->n = wire_u8(r);
	if (k->n > KEYS_EPOCHS_MAX)
		return ERR_FORMAT;
	for (size_t i = 0; i < k->n; i++) {
		struct epoch *e = &k->epoch[i];

		e->week = wire_u16(r);
		wire_copy(r, e->secret.b, sizeof(e->secret.b));
		if (r->bad || (i > 0 && e->week < e[-1].week) ||
		    epoch_public(&pk, e) != OK)
			return ERR_FORMAT;
	}
	return wire_end(r);
}

enum err
keys_read(struct desk_keys *k, int dir, const struct passphrase *pass)
{
	uint8_t *plain = NULL;
	size_t n;
	struct reader r;
	enum err e;

	desk_keys_wipe(k);
	e = plain_read(&plain, &n, dir, KEYS_DESK, pass);
	if (e == OK) {
		r = (struct reader){ plain, n, false };
		e = keys_decode(k, &r);
	}
	if (e != OK)
		desk_keys_wipe(k);
	locked_free(plain);
	return e;
}

const struct epoch *
keys_epoch(const struct desk_keys *k, uint16_t week)
{
	for (size_t i = k->n; i > 0; i--)
		if (k->epoch[i - 1].week == week)
			return &k->epoch[i - 1];
	return NULL;
}

enum err
keys_add(struct desk_keys *k, const struct epoch *e)
{
	size_t at = 0;

	if (k->n == KEYS_EPOCHS_MAX)
		return ERR_FULL;
	while (at < k->n && k->epoch[at].week <= e->week)
		at++;
	memmove(&k->epoch[at + 1], &k->epoch[at],
	    (k->n - at) * sizeof(k->epoch[0]));
	k->epoch[at] = *e;
	k->n++;
	return OK;
}

void
keys_drop(struct desk_keys *k, uint16_t week)
{
	size_t n = 0;

	while (n < k->n && k->epoch[n].week <= week)
		n++;
	memmove(&k->epoch[0], &k->epoch[n], (k->n - n) * sizeof(k->epoch[0]));
	k->n -= n;
	sodium_memzero(&k->epoch[k->n], n * sizeof(k->epoch[0]));
}
