/* op_body.c - the bodies of envelopes and cells as operations. */

#include "op.h"

#include "body.h"

static enum err
op_body_decode(struct fields *out, const struct fields *in)
{
	struct body b;
	enum err e;

	e = body_decode(&b, field_fixed(in, "plain", BODY_SIZE));
	if (e != OK)
		return e;
	field_put_num(out, "kind", b.kind, 1);
	field_put_num(out, "lane", b.lane, 1);
	field_put_num(out, "flags", b.flags, 1);
	PUT(out, "id", b.id);
	if (b.has_week)
		field_put_num(out, "week", b.week, 2);
	field_put_span(out, "text", b.text);
	field_put_span(out, "answers", b.answers);
	return OK;
}

static enum err
op_body_encode(struct fields *out, const struct fields *in)
{
	static uint8_t plain[BODY_SIZE];
	struct body b = {
		.kind = (enum kind)field_num(in, "kind"),
		.lane = (enum lane)field_num(in, "lane"),
		.flags = (uint8_t)field_num(in, "flags"),
		.text = field_get(in, "text"),
		.answers = field_get(in, "answers"),
		.has_week = field_has(in, "week"),
		.week = (uint16_t)field_num(in, "week"),
	};
	enum err e;

	FIXED(in, "id", b.id);
	e = body_encode(plain, &b);
	if (e == OK)
		field_put(out, "plain", plain, sizeof(plain));
	return e;
}

static enum err
op_cell_decode(struct fields *out, const struct fields *in)
{
	struct cell_body b;
	enum err e;

	e = cell_body_decode(&b, field_fixed(in, "plain", CELL_BODY_SIZE));
	if (e != OK)
		return e;
	field_put_num(out, "status", b.status, 1);
	field_put_num(out, "week", b.week, 2);
	field_put_num(out, "opened", b.opened, 2);
	field_put_span(out, "texts", b.texts);
	return OK;
}

static enum err
op_cell_encode(struct fields *out, const struct fields *in)
{
	static uint8_t plain[CELL_BODY_SIZE];
	struct cell_body b = {
		.status = (enum status)field_num(in, "status"),
		.week = (uint16_t)field_num(in, "week"),
		.opened = (uint16_t)field_num(in, "opened"),
		.texts = field_get(in, "texts"),
	};
	enum err e;

	e = cell_body_encode(plain, &b);
	if (e == OK)
		field_put(out, "plain", plain, sizeof(plain));
	return e;
}

const struct op ops_body[] = {
	{ "body-decode", op_body_decode },
	{ "body-encode", op_body_encode },
	{ "cell-decode", op_cell_decode },
	{ "cell-encode", op_cell_encode },
	{ NULL, NULL },
};
