/* qr.h - makes a QR code of a receipt's digits. */

#ifndef QR_H
#define QR_H

#include <stddef.h>
#include <stdint.h>

enum {
	QR_SIDE_MAX =
	    29, /* squares per side: version 3, far more than 24 digits */
};

/*
 * qr_print(out, digits, n):
 * Write the QR code of the ${n} ASCII ${digits} to ${out}: a byte per square,
 * row by row, 1 if dark.  Returns the squares per side, or 0 on failure.  Wipes
 * all other memory that it used.
 */
size_t qr_print(uint8_t out[static QR_SIDE_MAX * QR_SIDE_MAX],
    const uint8_t *digits, size_t n);

#endif
