/* serverkey.h - the server's own key, which signs inboxes and opens nothing. */

#ifndef BUNDLE_SERVERKEY_H
#define BUNDLE_SERVERKEY_H

#include "err.h"
#include "note.h"
#include "store/store.h"

/* Draw the key and write it to the folder, unless there is one. */
MUST_USE enum err serverkey_make(struct store *s);

/* Load the key; ERR_MISSING, or ERR_FORMAT if the file is not a key. */
MUST_USE enum err serverkey_load(struct sign_seed *out, struct store *s);

#endif
