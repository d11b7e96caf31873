/* keyfile.c - fuzz a key file's head; Argon2id is never reached. */

#include "fuzz.h"
#include "keyfile.h"

/* The head, from the table of PROTOCOL.md, "Keys and notes". */
static bool
head_ok(const uint8_t *p, size_t n)
{
	uint64_t passes = 0;
	uint64_t kib = 0;

	if (n <= 80 || memcmp(p, "TIPKEY01", 8) != 0)
		return false;
	for (size_t i = 0; i < 4; i++) {
		passes = passes * 256 + p[8 + i];
		kib = kib * 256 + p[12 + i];
	}
	return passes >= 3 && passes <= 10 && kib >= 262144 && kib <= 4194304;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	/* a passphrase that is too long is refused after the head */
	static const uint8_t pass[PASSPHRASE_MAX + 1];
	uint8_t *out = malloc(size + 1);
	enum err e;

	must(out != NULL);
	memset(out, 9, size + 1);
	e = keyfile_open(out, (struct span){ data, size },
	    (struct span){ pass, sizeof(pass) });
	must(e == (head_ok(data, size) ? ERR_KEY : ERR_FORMAT));
	if (size > KEYFILE_EXTRA)
		must(sodium_is_zero(out, size - KEYFILE_EXTRA));
	free(out);
	return 0;
}
