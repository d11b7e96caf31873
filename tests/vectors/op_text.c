/* op_text.c - receipts, threads, names, weeks and text as operations. */

#include "op.h"

#include <stdlib.h>
#include <string.h>

#include "envelope.h"
#include "manifest.h"
#include "receipt.h"
#include "text.h"
#include "thread.h"
#include "week.h"

static void
receipt_put(struct fields *out, const struct receipt *r)
{
	char text[RECEIPT_TEXT];

	receipt_print(text, r);
	PUT(out, "digits", *r);
	field_put_str(out, "text", text);
}

static enum err
op_receipt_draw(struct fields *out, const struct fields *in)
{
	WIPED(receipt) r;

	(void)in;
	receipt_draw(&r);
	receipt_put(out, &r);
	return OK;
}

static enum err
op_receipt_parse(struct fields *out, const struct fields *in)
{
	WIPED(receipt) r;
	struct span s = field_get(in, "in");
	enum err e;

	e = receipt_parse(&r, (const char *)s.p, s.n);
	if (e == OK)
		receipt_put(out, &r);
	return e;
}

static enum err
op_receipt_root(struct fields *out, const struct fields *in)
{
	WIPED(receipt) r;
	WIPED(root) root;
	struct service_id service;

	FIXED(in, "digits", r);
	FIXED(in, "service", service);
	receipt_root(&root, &r, &service);
	PUT(out, "root", root);
	return OK;
}

static enum err
op_thread(struct fields *out, const struct fields *in)
{
	WIPED(root) root;
	WIPED(thread_secret) secret;
	WIPED(thread) t;
	struct desk_id desk;
	struct salt salt;
	struct addr addr;

	FIXED(in, "root", root);
	FIXED(in, "desk", desk);
	FIXED(in, "salt", salt);
	thread_derive(&secret, &root, &desk);
	thread_keys(&t, &secret, &desk);
	mailbox_addr(&addr, &t.ak, &salt);
	PUT(out, "thread", secret);
	PUT(out, "tid", t.tid);
	PUT(out, "ak", t.ak);
	PUT(out, "ck", t.ck);
	PUT(out, "addr", addr);
	return OK;
}

static enum err
op_names(struct fields *out, const struct fields *in)
{
	struct span s = field_get(in, "in");
	struct note_hash note;
	struct file_hash file;

	note_hash(&note, s);
	file_hash(&file, s.p, s.n);
	PUT(out, "note", note);
	PUT(out, "file", file);
	return OK;
}

static enum err
op_week_parse(struct fields *out, const struct fields *in)
{
	uint16_t week;
	char text[WEEK_TEXT];
	enum err e = week_parse(&week, field_get(in, "in"));

	if (e != OK)
		return e;
	week_print(text, week);
	field_put_num(out, "week", week, 2);
	field_put_num(out, "monday", (uint32_t)week_monday(week), 4);
	field_put_str(out, "text", text);
	return OK;
}

static enum err
op_week_of(struct fields *out, const struct fields *in)
{
	int32_t day = (int32_t)field_num(in, "day");
	uint16_t week = week_of_day(day);
	char text[DATE_TEXT];

	date_print(text, day);
	field_put_num(out, "week", week, 2);
	field_put_str(out, "text", text);
	return OK;
}

static enum err
op_date_parse(struct fields *out, const struct fields *in)
{
	int32_t day;
	enum err e = date_parse(&day, field_get(in, "in"));

	if (e == OK)
		field_put_num(out, "day", (uint32_t)day, 4);
	return e;
}

static enum err
op_text_fix(struct fields *out, const struct fields *in)
{
	struct span s = field_get(in, "in");
	uint8_t *copy = must_alloc(s.n);
	size_t n;
	enum err e;

	if (s.n > 0)
		memcpy(copy, s.p, s.n);
	n = text_normalise(copy, s.n);
	e = text_check((struct span){ copy, n });
	if (e == OK)
		field_put(out, "out", copy, n);
	free(copy);
	return e;
}

const struct op ops_text[] = {
	{ "receipt-draw", op_receipt_draw },
	{ "receipt-parse", op_receipt_parse },
	{ "receipt-root", op_receipt_root },
	{ "thread", op_thread },
	{ "names", op_names },
	{ "week-parse", op_week_parse },
	{ "week-of", op_week_of },
	{ "date-parse", op_date_parse },
	{ "text-fix", op_text_fix },
	{ NULL, NULL },
};
