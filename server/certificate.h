/* certificate.h - the pair that TLS shows: read, taken up anew, shown. */

#ifndef CERTIFICATE_H
#define CERTIFICATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <gnutls/abstract.h>

#include "err.h"

enum {
	CERTIFICATE_DIRS =
	    4, /* where the files are named, and where they lie */
};

/* What became of the files when they were last read. */
enum certificate_news {
	CERTIFICATE_SAME,    /* what is shown is what they hold */
	CERTIFICATE_TAKEN,   /* new ones were taken up now */
	CERTIFICATE_UNREAD,  /* this user cannot read them, or they are gone */
	CERTIFICATE_BROKEN,  /* no PEM, or not a pair */
	CERTIFICATE_EXPIRED, /* past their last day: no better than the old */
};

struct certificate;

/*
 * certificate_new(out, cert, key, failed):
 * Read the PEM files ${cert} and ${key}, through symbolic links; they become
 * what certificate_show() shows.  There is one in a process.  ERR_KEY if they
 * are no pair; ERR_MISSING, ERR_FORMAT and ERR_IO with the file in ${failed};
 * ERR_MEMORY.
 */
MUST_USE enum err certificate_new(struct certificate **out, const char *cert,
    const char *key, const char **failed);

/* No connection may be left that was begun with it. */
void certificate_free(struct certificate *c);

/*
 * certificate_dirs(c, fd):
 * Open the folders in which renewed files will stand, for struct reach; -1 for
 * one that there is not.  Where a file stands in "/" it is the file alone: all
 * of the machine is too much to be let read.
 */
void certificate_dirs(const struct certificate *c,
    int fd[static CERTIFICATE_DIRS]);

/*
 * certificate_renew(c, now, today):
 * Show what the files hold, if that changed: at once with ${now}, else when
 * they have been left alone since the call before, so that no half-written
 * pair is read.  A new pair that cannot be read, is none, or is past its last
 * day on ${today} changes nothing.  One thread calls it.
 */
enum certificate_news certificate_renew(struct certificate *c, bool now,
    int32_t today);

/* What the last reading came to; CERTIFICATE_SAME where it was taken up. */
enum certificate_news certificate_state(const struct certificate *c);

/* The last day of what is shown. */
int32_t certificate_expires(const struct certificate *c);

/* For MHD_OPTION_HTTPS_CERT_CALLBACK2: called for each connection. */
gnutls_certificate_retrieve_function3 certificate_show;

#endif
