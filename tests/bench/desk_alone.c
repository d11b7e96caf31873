/* desk_alone.c - X-Wing alone: the decapsulations that opening an inbox needs,
 * on all cores. */

#include "desk_alone.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <sodium.h>

#include "envelope.h"
#include "os/file.h"
#include "wrap.h"

enum {
	CORES_MAX = 16,
};

static struct {
	uint8_t (*envelope)[ENVELOPE_SIZE];
	size_t n;
	const struct deskkey *key;
	unsigned *tries; /* of each envelope */
	atomic_size_t next;
	atomic_bool bad;
} alone;

static int
by_name(const void *a, const void *b)
{
	struct pool_name x, y;

	envelope_name(&x, a);
	envelope_name(&y, b);
	return memcmp(x.b, y.b, sizeof(x.b));
}

bool
alone_order(uint8_t (*envelope)[ENVELOPE_SIZE], size_t n)
{
	qsort(envelope, n, sizeof(*envelope), by_name);
	return n > 0;
}

bool
alone_file(struct file_hash *hash, int dir, const char *name,
    uint8_t (*envelope)[ENVELOPE_SIZE], size_t n)
{
	const struct span bytes = { envelope[0], n * ENVELOPE_SIZE };

	file_hash(hash, bytes.p, bytes.n);
	return file_write(dir, name, bytes) == OK;
}

/* NOLINTBEGIN(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp) */
static atomic_uint decapsulated;

WRAPPED(int, crypto_kem_xwing_dec, unsigned char *ss, const unsigned char *ct,
    const unsigned char *sk);

int
WRAP(crypto_kem_xwing_dec)(unsigned char *ss, const unsigned char *ct,
    const unsigned char *sk)
{
	atomic_fetch_add(&decapsulated, 1);
	return REAL(crypto_kem_xwing_dec)(ss, ct, sk);
}

/* NOLINTEND(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp) */

/* How many slots are tried of an envelope: those up to the one that opens. */
static unsigned
tries_of(const uint8_t in[static ENVELOPE_SIZE], const struct deskkey *k)
{
	static struct opened out;
	unsigned before = atomic_load(&decapsulated);

	if (envelope_open(&out, in, k->epoch, k->epochs) == OK)
		opened_wipe(&out);
	return atomic_load(&decapsulated) - before;
}

bool
alone_count(uint8_t (*envelope)[ENVELOPE_SIZE], size_t n,
    const struct deskkey *k)
{
	alone.envelope = envelope;
	alone.n = n;
	alone.key = k;
	alone.tries = calloc(n, sizeof(*alone.tries));
	for (size_t i = 0; alone.tries != NULL && i < n; i++)
		alone.tries[i] = tries_of(envelope[i], k);
	return alone.tries != NULL;
}

static void *
work(void *unused)
{
	uint8_t z[crypto_kem_xwing_SHAREDSECRETBYTES];
	size_t i;

	(void)unused;
	while ((i = atomic_fetch_add(&alone.next, 1)) < alone.n)
		for (unsigned t = 0; t < alone.tries[i]; t++)
			if (crypto_kem_xwing_dec(z,
				alone.envelope[i] + SLOTS_AT +
				    t % SLOTS * (size_t)SLOT_SIZE,
				alone.key->epoch[t / SLOTS].secret.b) != 0)
				atomic_store(&alone.bad, true);
	return NULL;
}

bool
alone_open(void)
{
	long cores = sysconf(_SC_NPROCESSORS_ONLN);
	pthread_t thread[CORES_MAX];
	size_t n = 0;

	atomic_store(&alone.next, 0);
	atomic_store(&alone.bad, false);
	while ((long)n + 1 < cores && n < CORES_MAX &&
	    pthread_create(&thread[n], NULL, work, NULL) == 0)
		n++;
	(void)work(NULL);
	while (n > 0)
		(void)pthread_join(thread[--n], NULL);
	return !atomic_load(&alone.bad);
}
