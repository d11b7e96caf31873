/* astyped.c - LD_PRELOAD library: a libunistring that composes no accents, so
 * that zegel-desk uses passphrases as typed, as before it normalised them.
 */

#include <stdint.h>

int uc_canonical_decomposition(uint32_t c, uint32_t *part);
uint32_t uc_composition(uint32_t letter, uint32_t c);
int uc_combining_class(uint32_t c);

int
uc_canonical_decomposition(uint32_t c, uint32_t *part)
{
	(void)c;
	(void)part;
	return -1;
}

uint32_t
uc_composition(uint32_t letter, uint32_t c)
{
	(void)letter;
	(void)c;
	return 0;
}

int
uc_combining_class(uint32_t c)
{
	(void)c;
	return 0;
}
