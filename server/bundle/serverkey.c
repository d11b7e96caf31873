/* serverkey.c - the server's own key, which signs inboxes and opens nothing. */

#include "bundle/serverkey.h"

#include <string.h>

#include <sodium.h>

static const char file_name[] = "srv.key";

enum err
serverkey_load(struct sign_seed *out, struct store *s)
{
	struct file f;
	enum err e;

	e = file_read(&f, store_dir(s), file_name, sizeof(out->b));
	if (e == OK && f.n != sizeof(out->b))
		e = ERR_FORMAT;
	if (e == OK)
		memcpy(out->b, f.p, sizeof(out->b));
	file_free(&f);
	return e;
}

enum err
serverkey_make(struct store *s)
{
	WIPED(sign_seed) seed;
	enum err e = serverkey_load(&seed, s);

	if (e != ERR_MISSING)
		return e;
	randombytes_buf(seed.b, sizeof(seed.b));
	return file_write(store_dir(s), file_name,
	    (struct span){ seed.b, sizeof(seed.b) });
}
