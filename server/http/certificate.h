/* certificate.h - the certificate and key of TLS: read, renew, present. */

#ifndef HTTP_CERTIFICATE_H
#define HTTP_CERTIFICATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <gnutls/abstract.h>

#include "err.h"

enum {
	CERTIFICATE_DIRS = 4, /* of both files, as named and as linked to */
};

/* What became of the files at the last look. */
enum certificate_news {
	CERTIFICATE_SAME,    /* they hold the pair that is presented */
	CERTIFICATE_TAKEN,   /* a new pair was taken up just now */
	CERTIFICATE_UNREAD,  /* this user cannot read them, or they are gone */
	CERTIFICATE_BROKEN,  /* no PEM, or not a pair */
	CERTIFICATE_EXPIRED, /* past their last day: the old pair stays */
};

struct certificate;

/*
 * certificate_new(out, cert, key, failed):
 * Read the PEM files ${cert} and ${key}, through symbolic links;
 * certificate_show() presents them from now on.  A process has only one.
 * ERR_KEY if they are no pair; ERR_MISSING, ERR_TOO_LONG, ERR_FORMAT and ERR_IO
 * with the file in ${failed}; ERR_MEMORY.
 */
MUST_USE enum err certificate_new(struct certificate **out, const char *cert,
    const char *key, const char **failed);

/* Call it only after every TLS connection has ended. */
void certificate_free(struct certificate *c);

/*
 * certificate_dirs(c, fd):
 * Open for struct reach the folders that renewed files will be in; -1 for one
 * that does not exist.  For a file in "/" open the file alone: to allow all of
 * the machine would be too much.
 */
void certificate_dirs(const struct certificate *c,
    int fd[static CERTIFICATE_DIRS]);

/*
 * certificate_renew(c, now, today):
 * Take up the pair in the files, if they changed: at once with ${now}, else if
 * they did not change since the call before, so that no half-written pair is
 * read.  A new pair that cannot be read, does not match, or is past its last
 * day on ${today} changes nothing.  Only one thread may call this.
 */
enum certificate_news certificate_renew(struct certificate *c, bool now,
    int32_t today);

/* The result of the last reading; CERTIFICATE_SAME if it was taken up. */
enum certificate_news certificate_state(const struct certificate *c);

/* The last day of the pair that is presented. */
int32_t certificate_expires(const struct certificate *c);

/* For MHD_OPTION_HTTPS_CERT_CALLBACK2: called for each connection. */
gnutls_certificate_retrieve_function3 certificate_show;

#endif
