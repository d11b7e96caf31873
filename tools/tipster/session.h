/* session.h - two visits make a session; every command makes whole ones. */

#ifndef SESSION_H
#define SESSION_H

#include "visit.h"

/*
 * A session is a visit with the board and a second one without: /n /x /b,
 * then /n /x.  A follow-up has to find out which desks answered before it can
 * be sealed, so it needs both.  Every other command makes both as well, so
 * that a follow-up looks like any of them.
 */

/*
 * session_look(v):
 * Make a visit with a dummy, for what the server shows everyone.  Errors of
 * visit_make().
 */
MUST_USE enum err session_look(struct visit *v);

/*
 * session_end(v):
 * Make the second visit with a dummy, unless the first was not completed or a
 * second was tried.  What a person waits for is done and shown before; a
 * failure is of no consequence and not told.  ${v} may be NULL.
 */
void session_end(struct visit *v);

#endif
