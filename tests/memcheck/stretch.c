/* stretch.c - lets memcheck builds stretch a passphrase at the least cost:
 * in valgrind it takes ten seconds otherwise, in loops that are not ours. */

#include <sodium.h>

#include "wrap.h"

/* NOLINTBEGIN: names that --wrap requires */
WRAPPED(int, crypto_pwhash, unsigned char *out, unsigned long long out_n,
    const char *pass, unsigned long long pass_n, const unsigned char *salt,
    unsigned long long ops, size_t memory, int algorithm);

int
WRAP(crypto_pwhash)(unsigned char *out, unsigned long long out_n,
    const char *pass, unsigned long long pass_n, const unsigned char *salt,
    unsigned long long ops, size_t memory, int algorithm)
{
	(void)ops;
	(void)memory;
	return REAL(crypto_pwhash)(out, out_n, pass, pass_n, salt,
	    crypto_pwhash_OPSLIMIT_MIN, crypto_pwhash_MEMLIMIT_MIN, algorithm);
}
/* NOLINTEND */
