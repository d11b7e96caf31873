/* envelope.c - fuzz the opening of envelopes that were good and are altered. */

#include "envelope.h"
#include "fuzz.h"
#include "hash.h"

static struct epoch mine;
static struct thread_secret thread;
static uint8_t dek[32];
static uint8_t body[BODY_SIZE];
static uint8_t good[ENVELOPE_SIZE];
static uint8_t bad[ENVELOPE_SIZE];
static struct opened got;

/* Draw n is filled with n, so that a seal's first draw, the DEK, is known. */
static unsigned drawn;

static void
zeros_buf(void *const p, const size_t n)
{
	memset(p, (int)drawn++, n);
}

static uint32_t
zero(void)
{
	return 0;
}

static uint32_t
zero_below(const uint32_t below)
{
	(void)below;
	return 0;
}

static const char *
name(void)
{
	return "zeros";
}

static void
begin(void)
{
	static struct randombytes_implementation zeros = {
		.implementation_name = name,
		.random = zero,
		.uniform = zero_below,
		.buf = zeros_buf,
	};
	struct desk_public key;
	const struct seal_to to = { &key, &thread };

	must(randombytes_set_implementation(&zeros) == 0 && sodium_init() >= 0);
	must(epoch_draw(&mine, &key, 7) == OK);
	memset(thread.b, 0x77, sizeof(thread.b));
	memset(body, 0x42, sizeof(body));
	memset(dek, (int)drawn, sizeof(dek));
	must(envelope_seal(good, body, &to, 1) == OK);
}

/* Compute the commitment again, as a recipient can, who knows the DEK. */
static void
commit_again(void)
{
	struct hash h;

	hash_begin(&h, dek, LABEL_COMMIT);
	hash_add(&h, bad, HEADER_SIZE);
	hash_add(&h, bad + SLOTS_AT, ENVELOPE_SIZE - SLOTS_AT);
	hash_end(&h, bad + COMMIT_AT);
}

/*
 * Input: u8, 1 to make the commitment good again; then u16 offset || u8 value
 * for each byte to change.
 */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct reader r = { data, size, false };
	bool insider;
	enum err e;

	if (drawn == 0)
		begin();
	memcpy(bad, good, sizeof(bad));
	insider = wire_u8(&r) == 1;
	while (r.n >= 3) {
		uint16_t at = wire_u16(&r);

		bad[at % ENVELOPE_SIZE] = wire_u8(&r);
	}
	if (insider)
		commit_again();
	e = envelope_open(&got, bad, &mine, 1);
	if (memcmp(good, bad, sizeof(bad)) == 0)
		must(e == OK);
	else if (!insider || memcmp(good, bad, HEADER_SIZE) != 0)
		must(e != OK);
	/* even an insider changes neither body nor thread */
	if (e == OK)
		must(memcmp(got.body, body, sizeof(body)) == 0 &&
		    memcmp(got.thread.b, thread.b, sizeof(thread.b)) == 0 &&
		    memcmp(good + BODY_AT, bad + BODY_AT, SEALED_BODY_SIZE) ==
			0);
	else
		must(sodium_is_zero((const uint8_t *)&got, sizeof(got)));
	return 0;
}
