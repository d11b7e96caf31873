/* methods.h - what each method of serve does; methods.c has the table. */

#ifndef RPC_METHODS_H
#define RPC_METHODS_H

#include "rpc/method.h"

/* NULL for a name that is not there. */
const struct method *method_find(const char *name);

/* The words of a choice, in the order of what they stand for. */
#define WORDS_STATUS "received question done" /* enum status, from 1 */
#define WORDS_BESIDE "none instead too"       /* enum beside */
#define WORDS_LANGUAGE "nl en"

enum fault session_persons(struct call *c);
enum fault session_unlock(struct call *c);
enum fault session_lock(struct call *c);
enum fault session_second(struct call *c);
enum fault desk_status(struct call *c);
enum fault language_set(struct call *c);
enum fault stick_list(struct call *c);
enum fault inbox_open(struct call *c);
enum fault inbox_stop(struct call *c);
enum fault case_list(struct call *c);
enum fault case_fetch(struct call *c);
enum fault case_mark_shown(struct call *c);
enum fault case_mark_junk(struct call *c);
enum fault reply_try(struct call *c);
enum fault reply_show(struct call *c);
enum fault reply_take(struct call *c);
enum fault outbox_make(struct call *c);
enum fault backup_make(struct call *c);
enum fault keys_renew(struct call *c);
enum fault staff_list(struct call *c);
enum fault staff_add(struct call *c);
enum fault staff_remove(struct call *c);
enum fault staff_recover(struct call *c);
enum fault staff_passphrase(struct call *c);
enum fault proposal_list(struct call *c);
enum fault proposal_agree(struct call *c);
enum fault proposal_drop(struct call *c);
enum fault log_list(struct call *c);
enum fault log_verify(struct call *c);

#endif
