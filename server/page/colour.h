/* colour.h - the accent colour of a service, as rules of a style sheet. */

#ifndef PAGE_COLOUR_H
#define PAGE_COLOUR_H

#include <stdbool.h>

#include "wire.h"

enum { COLOUR_CSS = 160 }; /* bytes that colour_css() writes at most */

/*
 * colour_reads(rrggbb):
 * True if white letters on this colour, six hexadecimal digits, can be read by
 * people whose sight is poor: a contrast of 4.5.  Source: WCAG 2.2, 1.4.3.
 */
bool colour_reads(struct span rrggbb);

/*
 * colour_css(w, rrggbb):
 * Write the rules that make ${rrggbb} the accent of web/style.css, lightened
 * on dark paper until it can be read.  Nothing if ${rrggbb} is empty.
 */
void colour_css(struct writer *w, struct span rrggbb);

#endif
