/* thread.h - what ties one tipster and one desk. */

#ifndef THREAD_H
#define THREAD_H

#include "hash.h"
#include "label.h"
#include "receipt.h"
#include "secret.h"

PUBLIC_TYPE(desk_id, 32);
PUBLIC_TYPE(addr, ADDR_SIZE);
PUBLIC_TYPE(salt, SALT_SIZE);
SECRET_TYPE(thread_secret, 32); /* T_d: speaks as the tipster */
SECRET_TYPE(tid, 32);
SECRET_TYPE(mailbox_key, 32); /* AK */
SECRET_TYPE(cell_key, 32);    /* CK */

/* What a desk keeps of a thread after wiping its secret. */
struct thread {
	struct tid tid;
	struct mailbox_key ak;
	struct cell_key ck;
};
WIPE_FUNCTION(thread);

/* T_d = KH(root, "tip1/thread", desk_id) */
void thread_derive(struct thread_secret *t, const struct root *root,
    const struct desk_id *desk);

/* A random T_d, for a tipster who wants no answer. */
void thread_draw(struct thread_secret *t);

/* tid, AK and CK of ${t}. */
void thread_keys(struct thread *out, const struct thread_secret *t,
    const struct desk_id *desk);

/* Where the replies stand until the next outbox. */
void mailbox_addr(struct addr *out, const struct mailbox_key *ak,
    const struct salt *salt);

#endif
