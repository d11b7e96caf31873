/* tipster_exchange.c - fuzz a server's answers to zegel, in place of libcurl.
 */

#include <stdarg.h>
#include <unistd.h>

#include <curl/curl.h>

#include "fuzz.h"
#include "fuzz_clock.h"

#include "board.h"
#include "signed.h"
#include "tipster/exchange.h"

/*
 * One input: u8 mode, u8 status of each of three answers, then the answers
 * (notes, answer, board), each a u16 length and its bytes.
 */
enum {
	NOTES_GOOD = 1,
	ANSWER_LONG = 2, /* the answer has the right length */
	CUT = 4,         /* the last answer ends inside its headers */
};

static struct {
	struct reader in;
	uint8_t mode;
	uint8_t status[3];
	int asked;
	size_t (*take)(char *, size_t, size_t, void *);
	void *to;
	size_t (*head)(char *, size_t, size_t, void *);
	void *line;
} net;

static uint8_t good[NOTES_MAX];
static struct span notes;

/* ---- libcurl, and a sleep() that does not wait ---- */
/* NOLINTBEGIN(readability-inconsistent-declaration-parameter-name) */
unsigned
sleep(unsigned seconds)
{
	(void)seconds;
	return 0;
}

CURLcode
curl_global_init(long flags)
{
	(void)flags;
	return CURLE_OK;
}

CURL *
curl_easy_init(void)
{
	return &net;
}

void
curl_easy_cleanup(CURL *c)
{
	(void)c;
}

/* clang-format off */
CURLcode
(curl_easy_setopt)(CURL *c, CURLoption option, ...)
{
	va_list more;

	(void)c;
	va_start(more, option);
	switch ((int)option) {
	case CURLOPT_WRITEFUNCTION:
		net.take = va_arg(more, size_t (*)(char *, size_t, size_t, void *));
		break;
	case CURLOPT_WRITEDATA:
		net.to = va_arg(more, void *);
		break;
	case CURLOPT_HEADERFUNCTION:
		net.head = va_arg(more, size_t (*)(char *, size_t, size_t, void *));
		break;
	case CURLOPT_HEADERDATA:
		net.line = va_arg(more, void *);
		break;
	default:
		break;
	}
	va_end(more);
	return CURLE_OK;
}

CURLcode
(curl_easy_getinfo)(CURL *c, CURLINFO info, ...)
{
	va_list more;

	(void)c;
	va_start(more, info);
	/* mostly 200: other statuses end the visit at once */
	*va_arg(more, long *) =
	    net.status[net.asked % 3] < 200 ? 200 : net.status[net.asked % 3];
	va_end(more);
	return CURLE_OK;
}
/* clang-format on */

static struct span
answer_next(void)
{
	static uint8_t full[ANSWER_SIZE];
	struct span s = wire_span(&net.in, wire_u16(&net.in));

	if (net.asked == 0 && (net.mode & NOTES_GOOD) != 0)
		return notes;
	if (net.asked != 1 || (net.mode & ANSWER_LONG) == 0)
		return s;
	memset(full, 0, sizeof(full));
	if (s.n > 0)
		memcpy(full, s.p, s.n < sizeof(full) ? s.n : sizeof(full));
	return (struct span){ full, sizeof(full) };
}

CURLcode
curl_easy_perform(CURL *c)
{
	static char end[] = "\r\n";
	struct span s = answer_next();
	const size_t half = s.n / 2;

	(void)c;
	if (net.in.n > 0 || (net.mode & CUT) == 0)
		(void)net.head(end, 1, 2, net.line);
	net.asked++;
	/* deliver it in two pieces */
	if (half > 0 &&
	    net.take((char *)(uintptr_t)s.p, 1, half, net.to) != half)
		return CURLE_WRITE_ERROR;
	if (s.n > half &&
	    net.take((char *)(uintptr_t)s.p + half, 1, s.n - half, net.to) !=
		s.n - half)
		return CURLE_WRITE_ERROR;
	return CURLE_OK;
}
/* NOLINTEND(readability-inconsistent-declaration-parameter-name) */

/* ---- a visit ---- */
/* Seal one envelope for all inputs: sealing takes longer than the rest. */
static enum err
seal(struct exchange *x, void *arg)
{
	static uint8_t envelope[ENVELOPE_SIZE];
	static const uint8_t body[BODY_SIZE];
	const struct thread_secret t = { { 1 } };
	const struct seal_to to = { x->notes.part[0].key, &t };
	enum err e = OK;

	(void)arg;
	if (to.key == NULL)
		return ERR_MISSING;
	if (envelope[0] == 0)
		e = envelope_seal(envelope, body, &to, 1);
	memcpy(x->envelope, envelope, sizeof(envelope));
	x->real = e == OK;
	return e;
}

/* A new visit that reuses the buffers of the last, which are large. */
static struct exchange *
exchange_again(void)
{
	static const struct endpoint endpoint = { .base = "http://127.0.0.1" };
	static struct vkey root;
	static struct exchange *x;
	static struct exchange first;

	if (x == NULL) {
		root = signed_vkey(SIGNED_ROOT, "demo");
		notes = signed_notes(good, sizeof(good));
		x = exchange_new(&endpoint, &root);
		must(x != NULL);
		first = *x;
	}
	*x = first;
	return x;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct sealer sealer = { seal, NULL, NULL };
	struct exchange *x = exchange_again();
	struct span board;
	enum err e;

	memset(&net, 0, sizeof(net));
	net.in = (struct reader){ data, size, false };
	net.mode = wire_u8(&net.in);
	wire_copy(&net.in, net.status, sizeof(net.status));
	e = exchange_make(x, &sealer);
	must(memchr(x->trouble, '\0', sizeof(x->trouble)) != NULL);
	must(e != ERR_IO || x->trouble[0] != '\0');
	must(!x->stored || (e == OK && x->real && x->answered));
	board = exchange_board(x);
	must(board.n == 0 || board_check(board, NULL) == OK);
	return 0;
}
