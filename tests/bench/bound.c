/* bound.c - measures what this machine can do at most, as a line of JSON.
 *
 * usage: bound puts FOLDER BATCH N    N durable puts of 16 KiB into LMDB
 *        bound wing                   X-Wing encapsulations by one core
 *        bound stretch                receipts stretched by one core
 *        bound hash                   MiB hashed as a file's by one core
 *        bound read FILE              MiB read from a file that is not cached
 *        bound fill DATA N            deposit N envelopes in a service's pool,
 *                                     and rewrite it, as the server does hourly
 */

#include <sys/stat.h>

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <lmdb.h>
#include <sodium.h>

#include "hash.h"
#include "moment.h"
#include "os/clock.h"
#include "ready.h"
#include "receipt.h"
#include "store/store.h"

enum {
	BATCH_MAX = 256,
	FILL = 1 << 24, /* number of the first envelope that fills a pool */
	BLOCK = 1 << 20,
};

static uint8_t envelope[BATCH_MAX][ENVELOPE_SIZE];

static int
order(const void *a, const void *b)
{
	const double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

/* Make one transaction of ${batch} puts of 16 KiB under random names. */
static int
puts_once(MDB_env *env, size_t batch)
{
	MDB_txn *txn = NULL;
	MDB_dbi dbi;
	int rc = mdb_txn_begin(env, NULL, 0, &txn);

	if (rc == 0)
		rc = mdb_dbi_open(txn, NULL, 0, &dbi);
	for (size_t i = 0; i < batch && rc == 0; i++) {
		uint8_t name[32];
		MDB_val key = { sizeof(name), name };
		MDB_val data = { ENVELOPE_SIZE, envelope[0] };

		randombytes_buf(name, sizeof(name));
		rc = mdb_put(txn, dbi, &key, &data, MDB_RESERVE);
		if (rc == 0)
			memcpy(data.mv_data, envelope[0], ENVELOPE_SIZE);
	}
	if (rc == 0)
		return mdb_txn_commit(txn);
	mdb_txn_abort(txn);
	return rc;
}

static int
bound_puts(char **argv)
{
	size_t batch = strtoul(argv[1], NULL, 10);
	size_t commits = strtoul(argv[2], NULL, 10) / batch;
	double *took = calloc(commits + 1, sizeof(*took));
	double start, all;
	MDB_env *env = NULL;
	int rc = took == NULL ? 1 : mdb_env_create(&env);

	if (rc == 0)
		rc = mdb_env_set_mapsize(env, (size_t)16 << 30);
	if (rc == 0)
		rc = mdb_env_open(env, argv[0], MDB_NOTLS, 0600);
	start = now();
	for (size_t i = 0; i < commits && rc == 0; i++) {
		double t = now();

		rc = puts_once(env, batch);
		took[i] = now() - t;
	}
	all = now() - start;
	mdb_env_close(env);
	if (rc == 0 && commits > 0) {
		qsort(took, commits, sizeof(*took), order);
		printf("{\"per_s\":%.1f,\"commit_ms\":%.3f}\n",
		    (double)(commits * batch) / all, took[commits / 2] * 1e3);
	}
	free(took);
	return rc == 0 ? 0 : 1;
}

static int
bound_wing(char **argv)
{
	static uint8_t pk[crypto_kem_xwing_PUBLICKEYBYTES];
	static uint8_t sk[crypto_kem_xwing_SECRETKEYBYTES];
	static uint8_t ct[crypto_kem_xwing_CIPHERTEXTBYTES];
	uint8_t ss[crypto_kem_xwing_SHAREDSECRETBYTES];
	double start = now();
	unsigned n = 0;

	(void)argv;
	if (crypto_kem_xwing_keypair(pk, sk) != 0)
		return 1;
	for (; now() - start < 1; n++)
		if (crypto_kem_xwing_enc(ct, ss, pk) != 0)
			return 1;
	printf("{\"per_s\":%.1f}\n", n / (now() - start));
	return 0;
}

static int
bound_stretch(char **argv)
{
	static const struct service_id service;
	struct root root;
	struct receipt receipt;
	double start = now();
	unsigned n = 0;

	(void)argv;
	receipt_draw(&receipt);
	for (; now() - start < 1; n++)
		receipt_root(&root, &receipt, &service);
	printf("{\"per_s\":%.1f}\n", n / (now() - start));
	return 0;
}

static int
bound_hash(char **argv)
{
	static uint8_t block[BLOCK];
	uint8_t out[HASH_SIZE];
	struct hash h;
	double start = now();
	unsigned n = 0;

	(void)argv;
	hash_begin(&h, NULL, LABEL_FILE);
	for (; now() - start < 1; n++)
		hash_add(&h, block, sizeof(block));
	hash_end(&h, out);
	printf("{\"per_s\":%.1f}\n", n / (now() - start));
	return 0;
}

static int
bound_read(char **argv)
{
	static uint8_t block[BLOCK];
	int fd = open(argv[0], O_RDONLY | O_CLOEXEC);
	double start, all = 0;
	ssize_t n;

	if (fd < 0 || fsync(fd) != 0 ||
	    posix_fadvise(fd, 0, 0, POSIX_FADV_DONTNEED) != 0)
		return 1;
	start = now();
	for (n = read(fd, block, sizeof(block)); n > 0;
	     n = read(fd, block, sizeof(block)))
		all += (double)n;
	printf("{\"per_s\":%.1f}\n", all / (1 << 20) / (now() - start));
	close(fd);
	return n == 0 ? 0 : 1;
}

static int
bound_fill(char **argv)
{
	static struct pool_item item[BATCH_MAX];
	static struct pool_item *items[BATCH_MAX];
	unsigned long n = strtoul(argv[1], NULL, 10), done = 0;
	struct store *s;

	if (store_open(&s, argv[0]) != OK)
		return 1;
	for (; done < n; done += BATCH_MAX) {
		for (size_t i = 0; i < BATCH_MAX; i++) {
			ready_head(envelope[i], FILL + done + i);
			item[i].envelope = envelope[i];
			item[i].result = ERR_MISSING;
			items[i] = &item[i];
		}
		store_deposit(s, clock_week(), items, BATCH_MAX);
		if (item[0].result != OK)
			break;
	}
	if (done < n || store_lock(s, true) != OK ||
	    store_rewrite(s, REWRITE_POOL, NULL, NULL) != OK)
		return 1;
	store_close(s);
	return 0;
}

static const struct {
	const char *name;
	int args;
	int (*run)(char **argv);
} bounds[] = {
	{ "puts", 3, bound_puts },
	{ "wing", 0, bound_wing },
	{ "stretch", 0, bound_stretch },
	{ "hash", 0, bound_hash },
	{ "read", 1, bound_read },
	{ "fill", 2, bound_fill },
};

int
main(int argc, char **argv)
{
	if (sodium_init() < 0)
		return 1;
	for (size_t i = 0; i < BATCH_MAX; i++)
		ready_envelope(envelope[i], i);
	for (size_t i = 0; i < sizeof(bounds) / sizeof(bounds[0]); i++)
		if (argc - 2 == bounds[i].args &&
		    strcmp(argv[1], bounds[i].name) == 0)
			return bounds[i].run(argv + 2);
	fputs("usage: bound puts|wing|stretch|hash|read|fill ...\n", stderr);
	return 2;
}
