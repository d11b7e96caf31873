/* casebook.c - all cases, sealed at rest; the desk's only user of LMDB. */

#include "casebook.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <lmdb.h>

#include "label.h"
#include "os/process.h"

/* Labels of this file; TIP1 knows nothing of them. */
#define LABEL_FILE_NAME "desk1/file"
#define LABEL_NAME "desk1/name"
#define LABEL_VALUE "desk1/value"

enum {
	NAME_SIZE = 32,
	FILE_SIZE = 32,
	FILE_ID_SIZE = 4, /* of the key, in the file's name */
	SMALL_PLAIN = 88,
	PAGE = 4096,
	PAGE_HEAD = 16, /* LMDB's, on the first of a large value's pages */
	SEALED_EXTRA = NONCE_SIZE + TAG_SIZE,
	PLAIN_HEAD = 1 + 1 + 4, /* room, length of id, length of bytes */
	PLAIN_MAX = 4 * PAGE - PAGE_HEAD - SEALED_EXTRA,
	SEALED_MAX = PLAIN_MAX + SEALED_EXTRA,
};

_Static_assert(PLAIN_HEAD + RECORD_ID_MAX + RECORD_BYTES_MAX <= PLAIN_MAX,
    "the largest record");

static const char prefix[] = "casebook-";

/* The casebook key's two daughters. */
struct daughters {
	struct key name;
	struct key value;
};

struct buffers {
	struct daughters keys;
	uint8_t in[PLAIN_MAX]; /* of casebook_get() */
	uint8_t out[PLAIN_MAX];
};

struct casebook {
	MDB_env *env;
	MDB_dbi dbi;
	MDB_txn *txn;
	struct buffers *b; /* locked */
};

static enum err
err_of(int rc)
{
	switch (rc) {
	case 0:
		return OK;
	case MDB_NOTFOUND:
	case ENOENT:
		return ERR_MISSING;
	case MDB_MAP_FULL:
	case MDB_TXN_FULL:
	case ENOSPC:
	case EDQUOT:
		return ERR_FULL;
	case ENOMEM:
		return ERR_MEMORY;
	case MDB_INVALID:
	case MDB_CORRUPTED:
	case MDB_PAGE_NOTFOUND:
	case MDB_VERSION_MISMATCH:
	case MDB_PANIC:
	case MDB_BAD_VALSIZE:
		return ERR_FORMAT;
	default:
		return ERR_IO;
	}
}

static void
daughters_of(struct daughters *d, const struct key *key)
{
	kh(d->name.b, key->b, LABEL_NAME, "", 0);
	kh(d->value.b, key->b, LABEL_VALUE, "", 0);
}

/* casebook-1a2b3c4d: which key it belongs to, and nothing of the key. */
static void
file_name(char out[static FILE_SIZE], const struct key *key)
{
	uint8_t h[HASH_SIZE];
	char hex[2 * FILE_ID_SIZE + 1];

	kh(h, key->b, LABEL_FILE_NAME, "", 0);
	(void)snprintf(out, FILE_SIZE, "%s%s", prefix,
	    sodium_bin2hex(hex, sizeof(hex), h, FILE_ID_SIZE));
}

/* Addresses; a file takes only what it holds. */
static const size_t map_size = (size_t)1 << 34;

static enum err
env_open(struct casebook *b, const char *path, bool create)
{
	MDB_txn *txn = NULL;
	int rc;

	if (!create && access(path, F_OK) != 0)
		return errno == ENOENT ? ERR_MISSING : ERR_IO;
	rc = mdb_env_create(&b->env);
	if (rc == 0)
		rc = mdb_env_set_mapsize(b->env, map_size);
	if (rc == 0)
		rc = mdb_env_open(b->env, path, MDB_NOSUBDIR, 0600);
	if (rc == 0)
		rc = mdb_txn_begin(b->env, NULL, 0, &txn);
	if (rc == 0)
		rc = mdb_dbi_open(txn, NULL, 0, &b->dbi);
	if (rc == 0) {
		rc = mdb_txn_commit(txn);
		txn = NULL;
	}
	mdb_txn_abort(txn);
	return err_of(rc);
}

enum err
casebook_open(struct casebook **out, const char *dir, const struct key *key,
    bool create)
{
	struct casebook *b = calloc(1, sizeof(*b));
	char file[FILE_SIZE];
	char *path = NULL;
	enum err e = ERR_MEMORY;

	*out = NULL;
	if (b == NULL)
		return e;
	file_name(file, key);
	b->b = locked_new(sizeof(*b->b));
	if (b->b == NULL || asprintf(&path, "%s/%s", dir, file) < 0) {
		path = NULL;
		goto out;
	}
	daughters_of(&b->b->keys, key);
	e = env_open(b, path, create);
	if (e != OK)
		goto out;
	*out = b;
	b = NULL;
out:
	free(path);
	casebook_close(b);
	return e;
}

void
casebook_close(struct casebook *b)
{
	if (b == NULL)
		return;
	casebook_abort(b);
	if (b->env != NULL)
		mdb_env_close(b->env);
	locked_free(b->b);
	free(b);
}

enum err
casebook_begin(struct casebook *b)
{
	casebook_abort(b);
	return err_of(mdb_txn_begin(b->env, NULL, 0, &b->txn));
}

enum err
casebook_commit(struct casebook *b)
{
	MDB_txn *txn = b->txn;

	b->txn = NULL;
	return err_of(mdb_txn_commit(txn));
}

void
casebook_abort(struct casebook *b)
{
	mdb_txn_abort(b->txn); /* NULL is fine */
	b->txn = NULL;
}

static void
record_name(uint8_t out[static NAME_SIZE], const struct key *k, enum room room,
    struct span id)
{
	WIPED(hash) h;
	const uint8_t r = (uint8_t)room;

	hash_begin(&h, k->b, LABEL_NAME);
	hash_add(&h, &r, 1);
	hash_add(&h, id.p, id.n);
	hash_end(&h, out);
}

/* One of few sizes: small, or 1, 2 or 4 pages. */
static size_t
plain_size(size_t n)
{
	size_t pages = 1;

	if (n <= SMALL_PLAIN)
		return SMALL_PLAIN;
	while (pages * PAGE - PAGE_HEAD - SEALED_EXTRA < n)
		pages *= 2;
	return pages * PAGE - PAGE_HEAD - SEALED_EXTRA;
}

/* Open the sealed ${v} of ${name} into ${b->in}: its id and its bytes. */
static enum err
record_open(struct casebook *b, const MDB_val *name, const MDB_val *v,
    struct reader *plain)
{
	const uint8_t *sealed = v->mv_data;
	size_t n = v->mv_size;

	if (n < SEALED_EXTRA || n > SEALED_MAX ||
	    crypto_aead_xchacha20poly1305_ietf_decrypt(b->b->in, NULL, NULL,
		sealed + NONCE_SIZE, n - NONCE_SIZE, name->mv_data,
		name->mv_size, sealed, b->b->keys.value.b) != 0)
		return ERR_OPEN;
	*plain = (struct reader){ b->b->in, n - SEALED_EXTRA, false };
	return OK;
}

enum err
casebook_get(struct casebook *b, enum room room, struct span id,
    struct span *out)
{
	uint8_t name[NAME_SIZE];
	MDB_val k = { sizeof(name), name };
	MDB_val v;
	struct reader r;
	enum err e;

	*out = (struct span){ NULL, 0 };
	record_name(name, &b->b->keys.name, room, id);
	e = err_of(mdb_get(b->txn, b->dbi, &k, &v));
	if (e == OK)
		e = record_open(b, &k, &v, &r);
	if (e != OK)
		return e;
	(void)wire_u8(&r);
	(void)wire_span(&r, wire_u8(&r));
	*out = wire_span(&r, wire_u32(&r));
	return r.bad ? ERR_OPEN : OK;
}

/* Seal into ${txn} under ${keys}. */
static enum err
record_put(struct buffers *b, MDB_txn *txn, MDB_dbi dbi,
    const struct daughters *keys, struct span plain)
{
	uint8_t name[NAME_SIZE];
	MDB_val k = { sizeof(name), name };
	MDB_val v = { plain.n + SEALED_EXTRA, NULL };
	struct reader r = { plain.p, plain.n, false };
	enum room room = wire_u8(&r);
	uint8_t *to;
	int rc;

	record_name(name, &keys->name, room, wire_span(&r, wire_u8(&r)));
	if (r.bad || plain.n > sizeof(b->out))
		return ERR_TOO_LONG;
	rc = mdb_put(txn, dbi, &k, &v, MDB_RESERVE);
	if (rc != 0)
		return err_of(rc);
	to = v.mv_data;
	randombytes_buf(to, NONCE_SIZE);
	(void)crypto_aead_xchacha20poly1305_ietf_encrypt(to + NONCE_SIZE, NULL,
	    plain.p, plain.n, name, sizeof(name), NULL, to, keys->value.b);
	return OK;
}

enum err
casebook_put(struct casebook *b, enum room room, struct span id,
    struct span bytes)
{
	struct writer w = { b->b->out, sizeof(b->b->out), 0, false };
	size_t n;

	if (id.n > RECORD_ID_MAX || bytes.n > RECORD_BYTES_MAX)
		return ERR_TOO_LONG;
	wire_put_u8(&w, (uint8_t)room);
	wire_put_u8(&w, (uint8_t)id.n);
	wire_put(&w, id.p, id.n);
	wire_put_u32(&w, (uint32_t)bytes.n);
	wire_put(&w, bytes.p, bytes.n);
	n = plain_size(w.n);
	sodium_memzero(b->b->out + w.n, n - w.n);
	return record_put(b->b, b->txn, b->dbi, &b->b->keys,
	    (struct span){ b->b->out, n });
}

enum err
casebook_delete(struct casebook *b, enum room room, struct span id)
{
	uint8_t name[NAME_SIZE];
	MDB_val k = { sizeof(name), name };
	enum err e;

	record_name(name, &b->b->keys.name, room, id);
	e = err_of(mdb_del(b->txn, b->dbi, &k, NULL));
	return e == ERR_MISSING ? OK : e;
}

/* Every record of ${b}, sealed anew into ${to}; both in a transaction. */
static enum err
records_copy(struct casebook *b, struct casebook *to)
{
	MDB_cursor *c = NULL;
	MDB_val k;
	MDB_val v;
	struct reader r;
	enum err e = err_of(mdb_cursor_open(b->txn, b->dbi, &c));

	for (int op = MDB_FIRST; e == OK; op = MDB_NEXT) {
		e = err_of(mdb_cursor_get(c, &k, &v, (MDB_cursor_op)op));
		if (e == OK)
			e = record_open(b, &k, &v, &r);
		if (e == OK)
			e = record_put(to->b, to->txn, to->dbi, &to->b->keys,
			    (struct span){ r.p, r.n });
	}
	if (c != NULL)
		mdb_cursor_close(c);
	return e == ERR_MISSING ? OK : e; /* the end */
}

enum err
casebook_rekey(struct casebook *b, const char *dir, const struct key *key)
{
	struct casebook *to = NULL;
	enum err e = casebook_open(&to, dir, key, true);

	if (e == OK)
		e = casebook_begin(b);
	if (e == OK)
		e = casebook_begin(to);
	if (e == OK)
		e = records_copy(b, to);
	if (e == OK)
		e = casebook_commit(to);
	casebook_abort(b);
	casebook_close(to);
	return e;
}

void
casebook_sweep(int fd, const struct key *key)
{
	char keep[FILE_SIZE];
	const struct dirent *entry;
	int again = openat(fd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *d = again < 0 ? NULL : fdopendir(again);

	file_name(keep, key);
	while (d != NULL) {
		entry = readdir(d);
		if (entry == NULL)
			break;
		if (strncmp(entry->d_name, prefix, sizeof(prefix) - 1) == 0 &&
		    strncmp(entry->d_name, keep, strlen(keep)) != 0)
			(void)unlinkat(fd, entry->d_name, 0);
	}
	if (d != NULL)
		(void)closedir(d);
	else if (again >= 0)
		(void)close(again);
}
