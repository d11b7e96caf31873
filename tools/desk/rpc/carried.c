/* carried.c - outbox.write, keys.renew, backup.write: what goes onto a stick.
 */

#include "rpc/methods.h"

#include <fcntl.h>
#include <unistd.h>

#include "core/backup.h"
#include "core/outbox.h"
#include "core/renewal.h"
#include "core/seed.h"
#include "rpc/secret.h"
#include "rpc/values.h"
#include "week.h"

#define N(n) ((json_int_t)(n))

/* The cases that were written to in vain, as far as they are named. */
static json_t *
without(const struct outbox_done *done)
{
	json_t *out = json_array();
	bool ok = true;

	for (uint32_t i = 0; i < done->named; i++)
		ok = values_add(out, json_integer(done->without[i])) && ok;
	return values_whole(out, ok);
}

static json_t *
outbox(const struct outbox_done *done)
{
	const struct allotment *a = &done->allotment;

	return json_pack("{s:I, s:I, s:I, s:I, s:I, s:I, s:o, s:I, s:b}",
	    "outbox", N(done->outbox), "cells", N(done->cells), "placed",
	    N(a->cells), "replies_left_out", N(a->replies), "waiting",
	    N(a->waiting), "unread", N(a->unread), "left_out", without(done),
	    "ended", N(done->ended), "schedule", done->schedule);
}

enum fault
outbox_make(struct call *c)
{
	const char *path = param_text(c->params, "stick");
	struct outbox_done done;
	int fd = -1;
	enum fault f = folder_open(&fd, &c->d->detail, path);

	if (f != FAULT_NONE)
		return f;
	f = outbox_write(&done, c->d, fd, path);
	(void)close(fd);
	if (f == FAULT_NONE)
		c->result = outbox(&done);
	return f;
}

enum fault
backup_make(struct call *c)
{
	const char *path = param_text(c->params, "stick");
	char name[BACKUP_NAME];
	uint32_t id;
	int fd = -1;
	enum fault f = folder_open(&fd, &c->d->detail, path);

	if (f != FAULT_NONE)
		return f;
	f = backup_write(&id, c->d, fd);
	(void)close(fd);
	if (f != FAULT_NONE)
		return f;
	backup_name(name, c->d, id);
	c->result = json_pack("{s:I, s:s}", "backup", N(id), "file", name);
	return f;
}

/* The desk's identity key; ${path} NULL: in the desk's folder. */
static enum fault
ik_read(struct sign_seed *ik, struct call *c, const char *path)
{
	int dir = path == NULL ? c->d->dir : AT_FDCWD;
	const char *name = path == NULL ? SEED_IK : path;
	struct passphrase *p = NULL;
	struct detail *why = &c->d->detail;
	enum fault f = secret_given(&p, c, "passphrase");
	enum err e = f == FAULT_NONE ? seed_read(ik, dir, name, KEY_IK, p) : OK;

	passphrase_free(p);
	if (e == ERR_KEY)
		return fault_plain(why, FAULT_PASSPHRASE_WRONG);
	if (e == ERR_MEMORY)
		return fault_number(why, FAULT_KEY_MEMORY,
		    seed_kib(dir, name) / 1024);
	return e == OK ? f : fault_file(why, name, e);
}

static enum fault
renew(struct call *c, int stick, const char *path)
{
	WIPED(sign_seed) ik = { { 0 } };
	struct desk *d = c->d;
	bool all = param_flag(c->params, "all") || d->state->revoked;
	enum fault f = ik_read(&ik, c, param_text(c->params, "ik"));

	if (f == FAULT_NONE)
		f = renewal_run(d, &ik, all);
	if (f == FAULT_NONE)
		f = renewal_carry(d, stick, path);
	if (f == FAULT_NONE)
		c->result = json_pack("{s:I, s:o, s:b}", "schedule",
		    N(d->state->schedule), "until",
		    value_day(week_monday(d->state->last_epoch) + 6), "all",
		    all);
	return f;
}

enum fault
keys_renew(struct call *c)
{
	const char *path = param_text(c->params, "stick");
	int fd = -1;
	enum fault f = folder_open(&fd, &c->d->detail, path);

	if (f != FAULT_NONE)
		return f;
	f = renew(c, fd, path);
	(void)close(fd);
	return f;
}
