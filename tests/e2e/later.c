/* later.c - linked into a zegel-desk: cells without text get a status that no
 * zegel of today knows.
 */

#include "body.h"

enum {
	STATUS_AT = 3, /* after the type and the length of the first item */
	STATUS_LATER = STATUS_DONE + 1,
};

/* NOLINTBEGIN(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp) */
enum err __real_cell_body_encode(uint8_t out[static CELL_BODY_SIZE],
    const struct cell_body *b);
enum err __wrap_cell_body_encode(uint8_t out[static CELL_BODY_SIZE],
    const struct cell_body *b);

enum err
__wrap_cell_body_encode(uint8_t out[static CELL_BODY_SIZE],
    const struct cell_body *b)
{
	enum err e = __real_cell_body_encode(out, b);

	if (e == OK && b->texts.n == 0)
		out[STATUS_AT] = STATUS_LATER;
	return e;
}
/* NOLINTEND(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp) */
