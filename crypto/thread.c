/* thread.c - derive the keys that one tipster and one desk share. */

#include "thread.h"

void
thread_derive(struct thread_secret *t, const struct root *root,
    const struct desk_id *desk)
{
	kh(t->b, root->b, LABEL_THREAD, desk->b, sizeof(desk->b));
}

void
thread_draw(struct thread_secret *t)
{
	randombytes_buf(t->b, sizeof(t->b));
}

void
thread_keys(struct thread *out, const struct thread_secret *t,
    const struct desk_id *desk)
{
	kh(out->tid.b, t->b, LABEL_TID, desk->b, sizeof(desk->b));
	kh(out->ak.b, t->b, LABEL_ADDR, desk->b, sizeof(desk->b));
	kh(out->ck.b, t->b, LABEL_CELL, desk->b, sizeof(desk->b));
}

void
mailbox_addr(struct addr *out, const struct mailbox_key *ak,
    const struct salt *salt)
{
	kh(out->b, ak->b, LABEL_ADDR, salt->b, sizeof(salt->b));
}
