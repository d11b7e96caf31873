/* astyped.c - a libunistring without accents, by LD_PRELOAD: zegel-desk then
 * seals and opens with the bytes as typed, as it did before there were forms.
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
