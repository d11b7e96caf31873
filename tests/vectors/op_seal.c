/* op_seal.c - envelopes, cells, the board and key files as operations. */

#include "op.h"

#include <stdlib.h>

#include "board.h"
#include "body.h"
#include "cell.h"
#include "envelope.h"
#include "keyfile.h"

enum {
	TO_SIZE = DESK_PUBLIC_SIZE + 32, /* key || thread secret */
	KEY_SIZE = 2 + 32,               /* u16 week || secret */
	KEYS_MAX = 16,
};

static enum err
op_key(struct fields *out, const struct fields *in)
{
	WIPED(epoch) k = { 0 };
	struct desk_public pk;
	enum err e;

	if (field_has(in, "secret")) {
		FIXED(in, "secret", k.secret);
		e = epoch_public(&pk, &k);
	} else {
		e = epoch_draw(&k, &pk, 0);
	}
	if (e != OK)
		return e;
	PUT(out, "secret", k.secret);
	PUT(out, "pk", pk);
	PUT(out, "name", k.name);
	return OK;
}

static enum err
op_seal(struct fields *out, const struct fields *in)
{
	static uint8_t envelope[ENVELOPE_SIZE];
	static struct desk_public pk[SLOTS + 1];
	static struct thread_secret thread[SLOTS + 1];
	struct seal_to to[SLOTS + 1];
	struct span s = field_get(in, "to");
	struct reader r = { s.p, s.n, false };
	size_t n = 0;
	enum err e;

	for (; r.n >= TO_SIZE && n <= SLOTS; n++) {
		wire_copy(&r, pk[n].b, sizeof(pk[n].b));
		wire_copy(&r, thread[n].b, sizeof(thread[n].b));
		to[n] = (struct seal_to){ &pk[n], &thread[n] };
	}
	e = envelope_seal(envelope, field_fixed(in, "plain", BODY_SIZE), to, n);
	if (e == OK)
		field_put(out, "envelope", envelope, sizeof(envelope));
	return e;
}

static enum err
op_dummy(struct fields *out, const struct fields *in)
{
	static uint8_t envelope[ENVELOPE_SIZE];
	enum err e = envelope_dummy(envelope);

	(void)in;
	if (e == OK)
		field_put(out, "envelope", envelope, sizeof(envelope));
	return e;
}

/* Read epoch keys from ${s}; their number, or 0 if one of them is bad. */
static size_t
keys_read(struct epoch *keys, struct span s)
{
	struct reader r = { s.p, s.n, false };
	static struct desk_public pk;
	size_t n = 0;

	for (; r.n >= KEY_SIZE && n < KEYS_MAX; n++) {
		keys[n].week = wire_u16(&r);
		wire_copy(&r, keys[n].secret.b, sizeof(keys[n].secret.b));
		if (epoch_public(&pk, &keys[n]) != OK)
			return 0;
	}
	return n;
}

static enum err
op_open(struct fields *out, const struct fields *in)
{
	static struct opened o;
	static struct epoch keys[KEYS_MAX];
	struct span envelope = field_get(in, "envelope");
	struct pool_name pool;
	struct body b;
	size_t n;
	enum err e;

	e = envelope_check(envelope);
	if (e != OK)
		return e;
	n = keys_read(keys, field_get(in, "keys"));
	e = envelope_open(&o, envelope.p, keys, n);
	if (e == OK && body_decode(&b, o.body) != OK)
		e = ERR_OPEN; /* as for an envelope that does not open */
	if (e != OK)
		return e;
	envelope_name(&pool, envelope.p);
	field_put(out, "plain", o.body, sizeof(o.body));
	PUT(out, "thread", o.thread);
	field_put(out, "hb", o.hb, sizeof(o.hb));
	field_put(out, "dup", o.dup, sizeof(o.dup));
	field_put_num(out, "week", o.week, 2);
	PUT(out, "pool", pool);
	return OK;
}

static enum err
op_cell_seal(struct fields *out, const struct fields *in)
{
	static uint8_t cell[CELL_SIZE];
	WIPED(cell_key) ck;
	struct addr addr;

	FIXED(in, "ck", ck);
	FIXED(in, "addr", addr);
	cell_seal(cell, field_fixed(in, "plain", CELL_BODY_SIZE), &ck, &addr);
	field_put(out, "cell", cell, sizeof(cell));
	return OK;
}

static enum err
op_cell_open(struct fields *out, const struct fields *in)
{
	static uint8_t plain[CELL_BODY_SIZE];
	WIPED(cell_key) ck;
	struct span cell = field_get(in, "cell");
	struct addr addr;
	enum err e;

	FIXED(in, "ck", ck);
	FIXED(in, "addr", addr);
	if (cell.n != CELL_SIZE)
		return ERR_FORMAT;
	e = cell_open(plain, cell.p, &ck, &addr);
	if (e == OK)
		field_put(out, "plain", plain, sizeof(plain));
	return e;
}

static enum err
op_record(struct fields *out, const struct fields *in)
{
	static uint8_t record[RECORD_SIZE];

	(void)in;
	record_random(record);
	field_put(out, "record", record, sizeof(record));
	return OK;
}

static enum err
op_board_check(struct fields *out, const struct fields *in)
{
	uint8_t sections;
	enum err e = board_check(field_get(in, "board"), &sections);

	if (e == OK)
		field_put_num(out, "sections", sections, 1);
	return e;
}

static enum err
op_board_read(struct fields *out, const struct fields *in)
{
	static uint8_t plain[CELL_BODY_SIZE];
	WIPED(root) root;
	WIPED(thread_secret) secret;
	WIPED(thread) thread;
	struct desk_id desk;
	struct span board = field_get(in, "board");
	enum err e;

	FIXED(in, "root", root);
	FIXED(in, "desk", desk);
	thread_derive(&secret, &root, &desk);
	thread_keys(&thread, &secret, &desk);
	e = board_check(board, NULL);
	if (e == OK)
		e = board_read(plain, board, &thread, &desk);
	if (e == OK)
		field_put(out, "plain", plain, sizeof(plain));
	return e;
}

static enum err
op_keyfile_seal(struct fields *out, const struct fields *in)
{
	struct span plain = field_get(in, "plain");
	uint8_t *file = must_alloc(plain.n + KEYFILE_EXTRA);
	enum err e;

	e = keyfile_seal(file, plain, field_get(in, "pass"),
	    field_num(in, "kib"));
	if (e == OK)
		field_put(out, "file", file, plain.n + KEYFILE_EXTRA);
	free(file);
	return e;
}

static enum err
op_keyfile_open(struct fields *out, const struct fields *in)
{
	struct span file = field_get(in, "file");
	uint8_t *plain = must_alloc(file.n);
	enum err e;

	e = keyfile_open(plain, file, field_get(in, "pass"));
	if (e == OK)
		field_put(out, "plain", plain, file.n - KEYFILE_EXTRA);
	free(plain);
	return e;
}

const struct op ops_seal[] = {
	{ "key", op_key },
	{ "seal", op_seal },
	{ "dummy", op_dummy },
	{ "open", op_open },
	{ "cell-seal", op_cell_seal },
	{ "cell-open", op_cell_open },
	{ "record", op_record },
	{ "board-check", op_board_check },
	{ "board-read", op_board_read },
	{ "keyfile-seal", op_keyfile_seal },
	{ "keyfile-open", op_keyfile_open },
	{ NULL, NULL },
};
