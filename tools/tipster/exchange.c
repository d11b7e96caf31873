/* exchange.c - one exchange with the server; the only user of libcurl. */

#include "tipster/exchange.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <curl/curl.h>

#include "board.h"
#include "envelope.h"
#include "os/clock.h"

enum {
	PATIENCE = 60, /* seconds to connect, or without a byte */
};

/* One connection to the server. */
struct line {
	CURL *curl;
	struct curl_slist *plain;  /* headers of GET */
	struct curl_slist *octets; /* and of POST */
	bool headers_end;          /* seen in the current answer */
	char why[CURL_ERROR_SIZE];
};

static enum err
trouble(struct exchange *x, const char *what, const char *detail)
{
	(void)snprintf(x->trouble, sizeof(x->trouble), "%s%s%s", what,
	    *detail ? ": " : "", detail);
	return ERR_IO;
}

/* Draw a new user and password: Tor then gives each visit its own circuit. */
static CURLcode
line_socks(struct line *l, const char *socks)
{
	char proxy[ENDPOINT_MAX];
	uint8_t raw[16];
	char user[2 * sizeof(raw) + 1];
	char pass[2 * sizeof(raw) + 1];
	CURLcode c;

	(void)snprintf(proxy, sizeof(proxy), "socks5h://%s", socks);
	randombytes_buf(raw, sizeof(raw));
	sodium_bin2hex(user, sizeof(user), raw, sizeof(raw));
	randombytes_buf(raw, sizeof(raw));
	sodium_bin2hex(pass, sizeof(pass), raw, sizeof(raw));
	c = curl_easy_setopt(l->curl, CURLOPT_PROXY, proxy);
	if (c == CURLE_OK)
		c = curl_easy_setopt(l->curl, CURLOPT_PROXYUSERNAME, user);
	if (c == CURLE_OK)
		c = curl_easy_setopt(l->curl, CURLOPT_PROXYPASSWORD, pass);
	return c;
}

/* Set the same options for every visit: no environment, no kept state. */
static enum err
line_setup(struct line *l, struct exchange *x)
{
	static const struct {
		CURLoption option;
		long value;
	} longs[] = {
		{ CURLOPT_NOSIGNAL, 1 },
		{ CURLOPT_FOLLOWLOCATION, 0 },
		{ CURLOPT_NETRC, CURL_NETRC_IGNORED },
		{ CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_1_1 },
		{ CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2 },
		{ CURLOPT_SSL_SESSIONID_CACHE, 0 },
		{ CURLOPT_SOCKS5_AUTH, (long)CURLAUTH_BASIC },
		{ CURLOPT_MAXCONNECTS, 1 },
		{ CURLOPT_CONNECTTIMEOUT, PATIENCE },
		{ CURLOPT_LOW_SPEED_LIMIT, 1 },
		{ CURLOPT_LOW_SPEED_TIME, PATIENCE },
	};
	const struct endpoint *endpoint = x->endpoint;
	const struct {
		CURLoption option;
		const char *value;
	} strings[] = {
		{ CURLOPT_PROTOCOLS_STR, "http,https" },
		{ CURLOPT_USERAGENT, "zegel" },
		{ CURLOPT_PROXY, "" },
		{ CURLOPT_NOPROXY, "" },
		{ CURLOPT_UNIX_SOCKET_PATH, endpoint->unix_path },
	};
	CURLcode c = CURLE_OK;
	size_t i;

	for (i = 0; c == CURLE_OK && i < sizeof(longs) / sizeof(longs[0]); i++)
		c = curl_easy_setopt(l->curl, longs[i].option, longs[i].value);
	for (i = 0; c == CURLE_OK && i < sizeof(strings) / sizeof(strings[0]);
	     i++)
		c = curl_easy_setopt(l->curl, strings[i].option,
		    strings[i].value);
	if (c == CURLE_OK && endpoint->cacert != NULL)
		c = curl_easy_setopt(l->curl, CURLOPT_CAINFO, endpoint->cacert);
	if (c == CURLE_OK && endpoint->cacert != NULL)
		c = curl_easy_setopt(l->curl, CURLOPT_CAPATH, NULL);
	if (c == CURLE_OK && endpoint->socks != NULL)
		c = line_socks(l, endpoint->socks);
	if (c == CURLE_OK)
		c = curl_easy_setopt(l->curl, CURLOPT_ERRORBUFFER, l->why);
	return c == CURLE_OK ? OK : trouble(x, "libcurl cannot start", "");
}

static void
line_close(struct line *l)
{
	curl_easy_cleanup(l->curl);
	curl_slist_free_all(l->plain);
	curl_slist_free_all(l->octets);
}

static enum err
line_open(struct line *l, struct exchange *x)
{
	static const char type[] = "Content-Type: application/octet-stream";

	l->curl = curl_easy_init();
	l->octets = curl_slist_append(NULL, type);
	/* No "Expect: 100-continue": POST must not wait for an answer. */
	l->plain = curl_slist_append(NULL, "Expect:");
	if (l->curl == NULL || l->octets == NULL || l->plain == NULL ||
	    curl_slist_append(l->octets, "Expect:") == NULL)
		return ERR_MEMORY;
	return line_setup(l, x);
}

static size_t
take(char *p, size_t size, size_t n, void *arg)
{
	struct answer_buf *b = arg;

	if (n * size > b->cap - b->n)
		return 0; /* ends the transfer: CURLE_WRITE_ERROR */
	memcpy(b->p + b->n, p, n * size);
	b->n += n * size;
	return n * size;
}

/* libcurl accepts a connection cut inside the headers as an empty answer. */
static size_t
take_header(char *p, size_t size, size_t n, void *arg)
{
	struct line *l = arg;

	l->headers_end = n * size == 2 && memcmp(p, "\r\n", 2) == 0;
	return n * size;
}

/* Describe what stopped the transfer; true if a retry may help. */
static bool
transfer_failed(struct line *l, struct exchange *x, CURLcode c)
{
	static const struct {
		CURLcode code;
		const char *what;
	} rows[] = {
		{ CURLE_PEER_FAILED_VERIFICATION,
		    "the server's certificate is not valid for this address" },
		{ CURLE_SSL_CACERT_BADFILE,
		    "the file after --cacert cannot be read" },
		{ CURLE_WRITE_ERROR,
		    "the server sent more than the protocol allows" },
	};
	size_t i;

	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		if (rows[i].code == c) {
			(void)trouble(x, rows[i].what, "");
			return false;
		}
	}
	(void)trouble(x, "the server cannot be reached",
	    *l->why ? l->why : curl_easy_strerror(c));
	return true;
}

/* Returns ERR_AGAIN if another visit may succeed, ERR_IO if not. */
static enum err
request(struct line *l, struct exchange *x, const char *path,
    struct answer_buf *out)
{
	char url[ENDPOINT_MAX + 8];
	long status = 0;
	CURLcode c;

	(void)snprintf(url, sizeof(url), "%s%s", x->endpoint->base, path);
	out->n = 0;
	l->why[0] = '\0';
	l->headers_end = false;
	(void)curl_easy_setopt(l->curl, CURLOPT_URL, url);
	(void)curl_easy_setopt(l->curl, CURLOPT_WRITEFUNCTION, take);
	(void)curl_easy_setopt(l->curl, CURLOPT_WRITEDATA, out);
	(void)curl_easy_setopt(l->curl, CURLOPT_HEADERFUNCTION, take_header);
	(void)curl_easy_setopt(l->curl, CURLOPT_HEADERDATA, l);
	c = curl_easy_perform(l->curl);
	if (c == CURLE_OK && !l->headers_end)
		c = CURLE_PARTIAL_FILE;
	if (c != CURLE_OK)
		return transfer_failed(l, x, c) ? ERR_AGAIN : ERR_IO;
	(void)curl_easy_getinfo(l->curl, CURLINFO_RESPONSE_CODE, &status);
	if (status == 200)
		return OK;
	(void)snprintf(x->trouble, sizeof(x->trouble),
	    "the server answered %ld to %s: check the address of the service",
	    status, path);
	return ERR_IO;
}

static enum err
get(struct line *l, struct exchange *x, const char *path,
    struct answer_buf *out)
{
	(void)curl_easy_setopt(l->curl, CURLOPT_HTTPGET, 1L);
	(void)curl_easy_setopt(l->curl, CURLOPT_HTTPHEADER, l->plain);
	return request(l, x, path, out);
}

static enum err
post(struct line *l, struct exchange *x)
{
	enum err e;

	(void)curl_easy_setopt(l->curl, CURLOPT_POST, 1L);
	(void)curl_easy_setopt(l->curl, CURLOPT_POSTFIELDS, x->envelope);
	(void)curl_easy_setopt(l->curl, CURLOPT_POSTFIELDSIZE,
	    (long)ENVELOPE_SIZE);
	(void)curl_easy_setopt(l->curl, CURLOPT_HTTPHEADER, l->octets);
	x->offered = x->offered || x->real;
	e = request(l, x, "/x", &x->answer_buf);
	if (e == OK && x->answer_buf.n != ANSWER_SIZE)
		e = trouble(x, "the server sent an answer of the wrong size",
		    "");
	x->answered = e == OK;
	return e;
}

/* Verify the notes, and seal unless this envelope is sealed already. */
static enum err
prepare(struct exchange *x, const struct sealer *sealer)
{
	struct span notes = { x->notes_buf.p, x->notes_buf.n };
	enum err e;

	e = notes_verify(&x->notes, &x->directory, notes, x->root, clock_day());
	if (e != OK || x->sealed)
		return e;
	x->refused = sealer->seal(x, sealer->arg);
	x->sealed = true;
	if (x->refused == OK)
		return OK;
	x->real = false;
	return envelope_dummy(x->envelope);
}

static enum err
answer_of(const struct exchange *x)
{
	static const enum err means[] = { OK, ERR_FULL, ERR_AGAIN, ERR_FORMAT };
	uint8_t status = x->answer_buf.p[0];

	return status < sizeof(means) / sizeof(means[0]) ? means[status]
							 : ERR_FORMAT;
}

/* Call stored() once for a real envelope, however often it is sent. */
static void
answer_take(struct exchange *x, const struct sealer *sealer)
{
	if (!x->real || x->stored || answer_of(x) != OK)
		return;
	x->stored = true;
	if (sealer->stored != NULL)
		sealer->stored(x, sealer->arg);
}

/* Make one try; only a network failure returns ERR_AGAIN. */
static enum err
attempt(struct exchange *x, const struct sealer *sealer)
{
	struct line l = { 0 };
	enum err e;

	if (!x->second)
		x->board_buf.n = 0;
	e = line_open(&l, x);
	if (e == OK)
		e = get(&l, x, "/n", &x->notes_buf);
	if (e == OK)
		e = prepare(x, sealer);
	if (e == OK)
		e = post(&l, x);
	if (e == OK)
		answer_take(x, sealer);
	if (e == OK && !x->second)
		e = get(&l, x, "/b", &x->board_buf);
	line_close(&l);
	return e;
}

enum err
exchange_make(struct exchange *x, const struct sealer *sealer)
{
	static const unsigned pause[EXCHANGE_TRIES] = { 0, 0, 1, 4 };
	enum err e = ERR_AGAIN;
	unsigned i;

	x->sealed = x->real; /* a dummy is never used twice */
	x->answered = false;
	x->stored = false;
	for (i = 0; i < EXCHANGE_TRIES && e == ERR_AGAIN; i++) {
		(void)sleep(pause[i]); /* seconds */
		e = attempt(x, sealer);
	}
	x->complete = e == OK;
	x->second = x->second != x->complete;
	if (x->stored)
		return OK;
	if (x->real && x->answered)
		return answer_of(x); /* even if the board is missing */
	if (e == OK)
		return x->refused;
	return e == ERR_AGAIN ? ERR_IO : e;
}

struct span
exchange_board(const struct exchange *x)
{
	struct span board = { x->board_buf.p, x->board_buf.n };

	if (board_check(board, NULL) != OK)
		board.n = 0;
	return board;
}

struct exchange *
exchange_new(const struct endpoint *endpoint, const struct vkey *root)
{
	struct exchange *x = calloc(1, sizeof(*x));

	/* libcurl would write TLS keys to the file it names. */
	(void)unsetenv("SSLKEYLOGFILE");
	if (x == NULL || curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK)
		goto out;
	x->endpoint = endpoint;
	x->root = root;
	x->notes_buf.cap = NOTES_MAX;
	x->notes_buf.p = malloc(x->notes_buf.cap);
	x->answer_buf.cap = ANSWER_SIZE;
	x->answer_buf.p = malloc(x->answer_buf.cap);
	x->board_buf.cap = BOARD_MAX;
	x->board_buf.p = malloc(x->board_buf.cap);
	if (x->notes_buf.p != NULL && x->answer_buf.p != NULL &&
	    x->board_buf.p != NULL)
		return x;
out:
	exchange_free(x);
	return NULL;
}

void
exchange_free(struct exchange *x)
{
	if (x == NULL)
		return;
	free(x->notes_buf.p);
	free(x->answer_buf.p);
	free(x->board_buf.p);
	free(x);
}
