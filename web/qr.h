/* qr.h - the digits of a receipt as a QR code. */

#ifndef QR_H
#define QR_H

#include <stddef.h>
#include <stdint.h>

enum {
	QR_SIDE_MAX =
	    29, /* squares a side: version 3, far more than 24 digits */
};

/*
 * qr_print(out, digits, n):
 * Write the code of ${n} ASCII digits: a byte for each square, row by row, 1
 * where it is dark.  Returns the squares of a side, or 0 if it could not be
 * made.  Nothing of it is left in memory but ${out}.
 */
size_t qr_print(uint8_t out[static QR_SIDE_MAX * QR_SIDE_MAX],
    const uint8_t *digits, size_t n);

#endif
