/* op.c - libtip as a table of operations on named bytes. */

#include "op.h"

#include <string.h>

#include "stream.h"

static const struct op *
op_find(const char *name)
{
	static const struct op *const tables[] = { ops_text, ops_body, ops_seal,
		ops_note, ops_desk };

	for (size_t i = 0; i < sizeof(tables) / sizeof(tables[0]); i++)
		for (const struct op *op = tables[i]; op->name != NULL; op++)
			if (strcmp(op->name, name) == 0)
				return op;
	die("no such operation", name);
}

enum err
op_run(struct fields *out, const char *name, const struct fields *in)
{
	const struct op *op = op_find(name);
	enum err e;

	memset(out, 0, sizeof(*out));
	stream_stop(false);
	if (field_has(in, "seed"))
		stream_seed(field_get(in, "seed"));
	else if (field_has(in, "tape"))
		stream_tape(field_get(in, "tape"));
	e = op->run(out, in);
	stream_stop(e == OK);
	if (e != OK)
		fields_free(out);
	return e;
}

const char *
err_word(unsigned e)
{
	static const char *const words[] = {
		[OK] = "ok",
		[ERR_FORMAT] = "format",
		[ERR_TOO_LONG] = "too-long",
		[ERR_CHECK] = "check",
		[ERR_OPEN] = "open",
		[ERR_KEY] = "key",
		[ERR_SIGNATURE] = "signature",
		[ERR_SERVICE] = "service",
		[ERR_EXPIRED] = "expired",
		[ERR_CLOCK] = "clock",
		[ERR_VERSION] = "version",
		[ERR_MISSING] = "missing",
		[ERR_FULL] = "full",
		[ERR_AGAIN] = "again",
		[ERR_IO] = "io",
		[ERR_MEMORY] = "memory",
	};

	return e < sizeof(words) / sizeof(words[0]) ? words[e] : NULL;
}
