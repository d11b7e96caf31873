/* certificate.c - the certificate and key of TLS: read, renew, present. */

#include "http/certificate.h"

#include <sys/stat.h>

#include <fcntl.h>
#include <limits.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <gnutls/x509.h>

#include "os/file.h"

enum {
	PEM_MAX = 1 << 20,
	CHAIN_MAX = 16,
	KEY_ID = 64,
	/* a handshake takes at most a minute: after this none uses the pair */
	RETIRED_SECONDS = 600,
	DAY_SECONDS = 86400,
};

/* A certificate chain and its key; never changed once presented. */
struct pair {
	gnutls_pcert_st chain[CHAIN_MAX];
	unsigned n;
	gnutls_privkey_t key;
	int32_t expires;
	time_t retired; /* when another took its place */
	struct pair *older;
};

/* Enough of a file's state to notice a change. */
struct look {
	dev_t dev;
	ino_t ino;
	off_t size;
	struct timespec changed;
};

struct certificate {
	char path[2][PATH_MAX]; /* certificate and key, absolute */
	struct look seen[2];
	struct look read[2];
	enum certificate_news state;
	struct pair *pair;
};

/* Of the whole process: GnuTLS passes no argument of ours to its callback. */
static _Atomic(struct pair *) shown;

static void
pair_free(struct pair *p)
{
	if (p == NULL)
		return;
	for (unsigned i = 0; i < p->n; i++)
		gnutls_pcert_deinit(&p->chain[i]);
	gnutls_privkey_deinit(p->key);
	free(p);
}

static gnutls_datum_t
datum(const struct file *f)
{
	return (gnutls_datum_t){ f->p, (unsigned)f->n };
}

/* Set the earliest last day in the chain; get the key id of its first. */
static enum err
chain_ends(struct pair *p, uint8_t id[static KEY_ID], size_t *n)
{
	p->expires = INT32_MAX;
	for (unsigned i = 0; i < p->n; i++) {
		gnutls_x509_crt_t x;
		time_t end;

		if (gnutls_pcert_export_x509(&p->chain[i], &x) != 0)
			return ERR_KEY;
		end = gnutls_x509_crt_get_expiration_time(x);
		if (i == 0 && gnutls_x509_crt_get_key_id(x, 0, id, n) != 0)
			end = -1;
		gnutls_x509_crt_deinit(x);
		if (end == (time_t)-1)
			return ERR_KEY;
		if (end / DAY_SECONDS < p->expires)
			p->expires = (int32_t)(end / DAY_SECONDS);
	}
	return p->n > 0 ? OK : ERR_KEY;
}

/* Give ${p} the key in ${pem}, if its key id is ${id}. */
static enum err
key_put(struct pair *p, const struct file *pem, const uint8_t *id, size_t n)
{
	const gnutls_datum_t bytes = datum(pem);
	gnutls_x509_privkey_t key;
	uint8_t own[KEY_ID];
	size_t own_n = sizeof(own);

	if (gnutls_x509_privkey_init(&key) != 0)
		return ERR_MEMORY;
	if (gnutls_x509_privkey_import2(key, &bytes, GNUTLS_X509_FMT_PEM, NULL,
		0) == 0 &&
	    gnutls_x509_privkey_get_key_id(key, 0, own, &own_n) == 0 &&
	    own_n == n && memcmp(own, id, n) == 0 &&
	    gnutls_privkey_import_x509(p->key, key,
		GNUTLS_PRIVKEY_IMPORT_AUTO_RELEASE) == 0)
		return OK;
	gnutls_x509_privkey_deinit(key);
	return ERR_KEY;
}

static enum err
pair_make(struct pair **out, const struct file pem[static 2])
{
	struct pair *p = calloc(1, sizeof(*p));
	const gnutls_datum_t chain = datum(&pem[0]);
	uint8_t id[KEY_ID];
	size_t n = sizeof(id);
	enum err e = ERR_KEY;

	if (p == NULL || gnutls_privkey_init(&p->key) != 0) {
		free(p);
		return ERR_MEMORY;
	}
	p->n = CHAIN_MAX;
	if (gnutls_pcert_list_import_x509_raw(p->chain, &p->n, &chain,
		GNUTLS_X509_FMT_PEM, GNUTLS_X509_CRT_LIST_SORT) != 0)
		p->n = 0;
	else
		e = chain_ends(p, id, &n);
	if (e == OK)
		e = key_put(p, &pem[1], id, n);
	if (e == OK)
		*out = p;
	else
		pair_free(p);
	return e;
}

static enum err
pair_read(struct pair **out, const struct certificate *c, int *failed)
{
	struct file pem[2] = { { NULL, 0 }, { NULL, 0 } };
	enum err e = OK;

	for (int i = 0; i < 2 && e == OK; i++) {
		*failed = i;
		e = file_read_linked(&pem[i], c->path[i], PEM_MAX);
	}
	if (e == OK)
		e = pair_make(out, pem);
	file_free(&pem[0]);
	file_free(&pem[1]);
	return e;
}

/* Look at both files as they are now; zeros for one that is gone. */
static void
look_at(struct look out[static 2], const struct certificate *c)
{
	for (int i = 0; i < 2; i++) {
		struct stat st;

		out[i] = (struct look){ .dev = 0 };
		if (stat(c->path[i], &st) == 0)
			out[i] = (struct look){ st.st_dev, st.st_ino,
				st.st_size, st.st_ctim };
	}
}

static bool
looks_same(const struct look a[static 2], const struct look b[static 2])
{
	bool same = true;

	for (int i = 0; i < 2; i++)
		same = same && a[i].dev == b[i].dev && a[i].ino == b[i].ino &&
		    a[i].size == b[i].size &&
		    a[i].changed.tv_sec == b[i].changed.tv_sec &&
		    a[i].changed.tv_nsec == b[i].changed.tv_nsec;
	return same;
}

/* The folder that ${path} lies in; NULL without memory. */
static char *
folder_of(const char *path)
{
	const char *slash = strrchr(path, '/');

	if (slash == NULL)
		return strdup(".");
	return strndup(path, slash == path ? 1 : (size_t)(slash - path));
}

/* Make ${path} absolute, as this process changes its working directory. */
static enum err
path_set(char out[static PATH_MAX], const char *path)
{
	const char *slash = strrchr(path, '/');
	char *folder = folder_of(path);
	char *real = folder == NULL ? NULL : realpath(folder, NULL);
	enum err e = ERR_MISSING;
	int n;

	if (real != NULL) {
		n = snprintf(out, PATH_MAX, "%s/%s",
		    strcmp(real, "/") == 0 ? "" : real,
		    slash == NULL ? path : slash + 1);
		e = n > 0 && n < PATH_MAX ? OK : ERR_TOO_LONG;
	}
	free(real);
	free(folder);
	return e;
}

enum err
certificate_new(struct certificate **out, const char *cert, const char *key,
    const char **failed)
{
	const char *const given[2] = { cert, key };
	struct certificate *c = calloc(1, sizeof(*c));
	enum err e = c == NULL ? ERR_MEMORY : OK;
	int which = 0;

	*out = NULL;
	for (int i = 0; i < 2 && e == OK; i++) {
		which = i;
		e = path_set(c->path[i], given[i]);
	}
	if (e == OK) {
		look_at(c->read, c);
		memcpy(c->seen, c->read, sizeof(c->seen));
		e = pair_read(&c->pair, c, &which);
	}
	*failed = given[which];
	if (e != OK) {
		free(c);
		return e;
	}
	atomic_store(&shown, c->pair);
	*out = c;
	return OK;
}

void
certificate_free(struct certificate *c)
{
	if (c == NULL)
		return;
	atomic_store(&shown, NULL);
	while (c->pair != NULL) {
		struct pair *p = c->pair;

		c->pair = p->older;
		pair_free(p);
	}
	free(c);
}

/* Open the folder of ${path}, or if that is "/", the file. */
static int
dir_open(const char *path)
{
	char *folder = folder_of(path);
	int fd = -1;

	if (folder != NULL && strcmp(folder, "/") != 0)
		fd = open(folder, O_PATH | O_DIRECTORY | O_CLOEXEC);
	else if (folder != NULL)
		fd = open(path, O_PATH | O_CLOEXEC);
	free(folder);
	return fd;
}

void
certificate_dirs(const struct certificate *c, int fd[static CERTIFICATE_DIRS])
{
	for (size_t i = 0; i < 2; i++) {
		char *real = realpath(c->path[i], NULL);

		fd[2 * i] = dir_open(c->path[i]);
		fd[2 * i + 1] = real == NULL ? -1 : dir_open(real);
		free(real);
	}
}

/* Free the pairs that no connection can use any more. */
static void
retired_free(struct pair *newest, time_t now)
{
	struct pair **at = &newest->older;

	while (*at != NULL) {
		struct pair *p = *at;

		if (p->retired > now - RETIRED_SECONDS) {
			at = &p->older;
			continue;
		}
		*at = p->older;
		pair_free(p);
	}
}

static void
pair_show(struct certificate *c, struct pair *new)
{
	struct timespec now = { 0 };

	(void)clock_gettime(CLOCK_MONOTONIC, &now);
	c->pair->retired = now.tv_sec;
	new->older = c->pair;
	c->pair = new;
	atomic_store(&shown, new);
	retired_free(new, now.tv_sec);
}

static enum certificate_news
read_again(struct certificate *c, int32_t today)
{
	struct pair *new = NULL;
	int which;
	enum err e;

	e = pair_read(&new, c, &which);
	if (e != OK)
		return e == ERR_KEY || e == ERR_FORMAT ? CERTIFICATE_BROKEN
						       : CERTIFICATE_UNREAD;
	if (new->expires < today) {
		pair_free(new);
		return CERTIFICATE_EXPIRED;
	}
	pair_show(c, new);
	return CERTIFICATE_TAKEN;
}

enum certificate_news
certificate_renew(struct certificate *c, bool now, int32_t today)
{
	enum certificate_news news;
	struct look at[2];
	bool still;

	look_at(at, c);
	still = looks_same(at, c->seen);
	memcpy(c->seen, at, sizeof(at));
	if (looks_same(at, c->read) ? !now || c->state == CERTIFICATE_SAME
				    : !now && !still)
		return c->state;
	memcpy(c->read, at, sizeof(at));
	news = read_again(c, today);
	c->state = news == CERTIFICATE_TAKEN ? CERTIFICATE_SAME : news;
	return news;
}

enum certificate_news
certificate_state(const struct certificate *c)
{
	return c->state;
}

int32_t
certificate_expires(const struct certificate *c)
{
	return c->pair->expires;
}

int
/* NOLINTNEXTLINE(readability-function-size): GnuTLS's own shape */
certificate_show(gnutls_session_t session,
    const struct gnutls_cert_retr_st *info, gnutls_pcert_st **certs,
    unsigned int *certs_length, gnutls_ocsp_data_st **ocsp,
    unsigned int *ocsp_length, gnutls_privkey_t *privkey, unsigned int *flags)
{
	struct pair *p = atomic_load(&shown);

	(void)session;
	(void)info;
	if (p == NULL)
		return -1;
	*certs = p->chain;
	*certs_length = p->n;
	*ocsp = NULL;
	*ocsp_length = 0;
	*privkey = p->key;
	*flags = 0; /* GnuTLS frees nothing: see RETIRED_SECONDS */
	return 0;
}
