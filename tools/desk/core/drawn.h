/* drawn.h - six drawn words: a passphrase that people can keep in mind. */

#ifndef CORE_DRAWN_H
#define CORE_DRAWN_H

#include <stddef.h>

enum {
	DRAWN_WORDS = 6,
	DRAWN_LIST = 1024, /* words to draw from: 10 bits each */
	DRAWN_WORD = 9,    /* letters of the longest */
	DRAWN_TEXT = DRAWN_WORDS * (DRAWN_WORD + 1), /* with spaces, NUL */
};

/* Six words of the list, drawn, with a space between.  The caller wipes it. */
void drawn_words(char out[static DRAWN_TEXT]);

#endif
