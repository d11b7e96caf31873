/* full.c - linked into a test zegeld: counts each envelope as 8,192, so that 44
 * of them fill the pool.
 */

#include "store/store.h"

enum {
	EACH = 8192,
};

/* NOLINTBEGIN(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp) */
size_t __real_store_weeks(struct store *s,
    struct pool_week out[static STORE_WEEKS]);
size_t __wrap_store_weeks(struct store *s,
    struct pool_week out[static STORE_WEEKS]);

size_t
__wrap_store_weeks(struct store *s, struct pool_week out[static STORE_WEEKS])
{
	size_t n = __real_store_weeks(s, out);

	for (size_t i = 0; i < n; i++) {
		out[i].envelopes *= EACH;
		out[i].settled *= EACH;
	}
	return n;
}
/* NOLINTEND(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp) */
