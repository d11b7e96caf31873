/* log.c - the log of a running server: only fixed words and counts. */

#include "log.h"

#include <inttypes.h>
#include <stdio.h>

void
log_words(const char *words)
{
	fprintf(stderr, "zegeld: %s\n", words);
}

void
log_count(const char *words, uint64_t n)
{
	fprintf(stderr, "zegeld: %s: %" PRIu64 "\n", words, n);
}
