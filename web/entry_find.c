/* entry_find.c - exports the search for a receipt in a text to the page. */

#include "entry.h"

#include "receipt.h"

int
entry_receipt_find(uint32_t n)
{
	struct span text = { entry_buffer(BUFFER_IN), n };
	WIPED(receipt) found;

	if (n > entry_size(BUFFER_IN))
		return -ERR_TOO_LONG;
	if (!receipt_find(&found, text))
		return -ERR_MISSING;
	receipt_print((char *)entry_buffer(BUFFER_OUT), &found);
	return RECEIPT_TEXT - 1;
}
