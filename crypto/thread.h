/* thread.h - derive the keys that one tipster and one desk share. */

#ifndef THREAD_H
#define THREAD_H

#include "hash.h"
#include "label.h"
#include "receipt.h"
#include "secret.h"

PUBLIC_TYPE(desk_id, 32);
PUBLIC_TYPE(addr, ADDR_SIZE);
PUBLIC_TYPE(salt, SALT_SIZE);
SECRET_TYPE(thread_secret, 32); /* T_d: its holder can write as the tipster */
SECRET_TYPE(tid, 32);
SECRET_TYPE(mailbox_key, 32); /* AK */
SECRET_TYPE(cell_key, 32);    /* CK */

/* The keys that a desk keeps of a thread after wiping the thread secret. */
struct thread {
	struct tid tid;
	struct mailbox_key ak;
	struct cell_key ck;
};
WIPE_FUNCTION(thread);

/* T_d = KH(root, "tip1/thread", desk_id) */
void thread_derive(struct thread_secret *t, const struct root *root,
    const struct desk_id *desk);

/* Draw a random T_d, for a tipster who wants no answer. */
void thread_draw(struct thread_secret *t);

/* Derive tid, AK and CK from ${t}. */
void thread_keys(struct thread *out, const struct thread_secret *t,
    const struct desk_id *desk);

/* The address of the replies until the next outbox brings a new ${salt}. */
void mailbox_addr(struct addr *out, const struct mailbox_key *ak,
    const struct salt *salt);

#endif
