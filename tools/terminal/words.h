/* words.h - sentences of this folder, in the language that a program sets. */

#ifndef TERMINAL_WORDS_H
#define TERMINAL_WORDS_H

#include <libintl.h>

/* ${s} in the language of textdomain(3); as it is if a program sets none. */
#define _(s) gettext(s)

/* Found by xgettext(1), and put into that language later. */
#define N_(s) s

#endif
