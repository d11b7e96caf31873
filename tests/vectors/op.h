/* op.h - libtip as a table of operations on named bytes. */

#ifndef OP_H
#define OP_H

#include <string.h>

#include "err.h"
#include "fields.h"

/* Copy a field to a struct of one array, and back. */
#define FIXED(in, name, s) \
	memcpy((s).b, field_fixed(in, name, sizeof((s).b)), sizeof((s).b))
#define PUT(out, name, s) field_put(out, name, (s).b, sizeof((s).b))

/* README.md lists the fields that each operation takes and gives. */
struct op {
	const char *name;
	enum err (*run)(struct fields *out, const struct fields *in);
};

/* Tables of rows; each ends in a row without a name. */
extern const struct op ops_text[];
extern const struct op ops_body[];
extern const struct op ops_seal[];
extern const struct op ops_note[];
extern const struct op ops_desk[];

/*
 * op_run(out, name, in):
 * Run the operation ${name} with the randomness in ${in}: "seed" or "tape".
 * ${out} is empty unless OK.  Ends the program if there is no such operation.
 */
enum err op_run(struct fields *out, const char *name, const struct fields *in);

/* The word for an error in cases; NULL past the last. */
const char *err_word(unsigned e);

#endif
