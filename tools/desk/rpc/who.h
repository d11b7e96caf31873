/* who.h - the person that a call names, by number or by initials. */

#ifndef RPC_WHO_H
#define RPC_WHO_H

#include "core/unlock.h"
#include "deskkey.h"
#include "rpc/method.h"

/*
 * who_list(list, c):
 * Open the desk's folder if it is not open yet, and list who could be at work;
 * faults of desk_folder() and unlock_list().
 */
enum fault who_list(struct deskkey_list *list, struct call *c);

/* The person whom "s" or "initials" name; neither of them: the only one there
 * is.  The same, and PERSON_UNKNOWN. */
enum fault who_named(uint8_t *s, struct call *c);

#endif
