/* err.h - the error codes, one meaning each, and the clause for each. */

#ifndef ERR_H
#define ERR_H

#define MUST_USE __attribute__((warn_unused_result))

enum err {
	OK = 0,
	ERR_FORMAT,    /* input that no correct program makes */
	ERR_TOO_LONG,  /* text that does not fit its envelope, cell or note */
	ERR_CHECK,     /* a receipt with wrong check digits */
	ERR_OPEN,      /* altered, or not for this key: not told apart */
	ERR_KEY,       /* a wrong passphrase, or a key that cannot be used */
	ERR_SIGNATURE, /* a note not signed by the key it must be signed by */
	ERR_SERVICE,   /* a valid note, but of another service or desk */
	ERR_EXPIRED,   /* a note past its last day */
	ERR_CLOCK,     /* this machine's date and the notes do not agree */
	ERR_VERSION,   /* older than required or seen; of a later form */
	ERR_MISSING,   /* nothing has that name */
	ERR_FULL,      /* no room; nothing was lost */
	ERR_AGAIN,     /* busy; the same call later may succeed */
	ERR_IO,        /* a file, disk or connection failed */
	ERR_MEMORY,    /* memory could not be allocated or locked */
};

/*
 * err_str(e):
 * Return a plain English clause for ${e}, without capital or full stop, that
 * fits after "zegel: reading FILE: ".  Never NULL; static.
 */
const char *err_str(enum err e);

#endif
