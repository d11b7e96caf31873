/* session.h - makes the two visits that every command consists of. */

#ifndef SESSION_H
#define SESSION_H

#include "tipster/exchange.h"

/*
 * A session is a visit with the board and a second one without: /n /x /b,
 * then /n /x.  A follow-up needs both: it has to find the desks that answered
 * before it can be sealed.  Every other command makes both as well, so that a
 * follow-up looks like any of them.
 */

/*
 * session_begin(endpoint, root):
 * exchange_new(), or NULL after an error message.
 */
struct exchange *session_begin(const struct endpoint *endpoint,
    const struct vkey *root);

/*
 * session_look(x):
 * Make the visit ${x} with a dummy, to read what the server shows everyone.
 * Returns the errors of exchange_make().
 */
MUST_USE enum err session_look(struct exchange *x);

/*
 * session_end(x):
 * Make the second visit with a dummy, unless the first was not completed or a
 * second was tried.  Call it after the results were shown: the person does not
 * wait for it, and a failure has no consequence and is not reported.  ${x} may
 * be NULL.
 */
void session_end(struct exchange *x);

#endif
