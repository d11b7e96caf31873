/* client.c - one visitor of a server, on a non-blocking connection. */

#include "client.h"

#include <sys/uio.h>
#include <sys/un.h>

#include <errno.h>
#include <netdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include <netinet/in.h>
#include <netinet/tcp.h>

static const char form[] =
    "do=send&text=Een+proef+van+de+snelheid&desk.noord=1&desk.zuid=1"
    "&code=012345678901234567890105";

static const struct {
	const char *line;
	const char *type; /* NULL: no body */
	size_t body;
	int status;
} asks[ASKS] = {
	[ASK_EXCHANGE] = { "POST /x", "application/octet-stream", ENVELOPE_SIZE,
	    200 },
	[ASK_NOTES] = { "GET /n", NULL, 0, 200 },
	[ASK_BOARD] = { "GET /b", NULL, 0, 200 },
	[ASK_PAGE] = { "GET /", NULL, 0, 203 },
	[ASK_FORM] = { "POST /", "application/x-www-form-urlencoded",
	    sizeof(form) - 1, 303 },
};

static uint8_t ready[ENVELOPE_SIZE];

void
client_begin(void)
{
	ready_envelope(ready, 0);
}

bool
place_parse(struct place *p, const char *text)
{
	const struct addrinfo hints = {
		.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV,
		.ai_socktype = SOCK_STREAM,
	};
	const char *colon = strrchr(text, ':');
	struct sockaddr_un *un = (void *)&p->at;
	struct addrinfo *info;
	char host[64];

	memset(p, 0, sizeof(*p));
	if (colon == NULL) {
		un->sun_family = AF_UNIX;
		p->n = sizeof(*un);
		return (size_t)snprintf(un->sun_path, sizeof(un->sun_path),
			   "%s", text) < sizeof(un->sun_path);
	}
	if ((size_t)(colon - text) >= sizeof(host))
		return false;
	memcpy(host, text, (size_t)(colon - text));
	host[colon - text] = '\0';
	if (getaddrinfo(host, colon + 1, &hints, &info) != 0)
		return false;
	memcpy(&p->at, info->ai_addr, info->ai_addrlen);
	p->n = info->ai_addrlen;
	freeaddrinfo(info);
	return true;
}

bool
client_connect(struct client *c, const struct place *p)
{
	const void *at = &p->at;
	const int on = 1;

	c->fd = socket(p->at.ss_family,
	    SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	if (c->fd < 0)
		return false;
	if (p->at.ss_family != AF_UNIX)
		(void)setsockopt(c->fd, IPPROTO_TCP, TCP_NODELAY, &on,
		    sizeof(on));
	if (connect(c->fd, at, p->n) == 0 || errno == EINPROGRESS)
		return true;
	client_close(c);
	return false;
}

void
client_close(struct client *c)
{
	if (c->fd >= 0)
		close(c->fd);
	c->fd = -1;
}

void
client_ask(struct client *c, enum ask ask, uint64_t number)
{
	char length[128] = "";

	if (asks[ask].type != NULL)
		(void)snprintf(length, sizeof(length),
		    "Sec-Fetch-Site: same-origin\r\n"
		    "Content-Type: %s\r\nContent-Length: %zu\r\n",
		    asks[ask].type, asks[ask].body);
	c->head_n = (size_t)snprintf(c->head, sizeof(c->head),
	    "%s HTTP/1.1\r\nHost: localhost\r\n%sX-Mark: %llu\r\n\r\n",
	    asks[ask].line, length, (unsigned long long)number);
	ready_head(c->envelope, number);
	c->ask = ask;
	c->number = number;
	c->sent = 0;
	c->want = c->head_n + asks[ask].body;
	c->reading = false;
	c->in_body = false;
}

void
client_hold(struct client *c, size_t body)
{
	c->want = c->head_n + body;
}

/* Find the parts of the request still to send; returns their number. */
static int
parts_left(struct iovec v[static 3], const struct client *c)
{
	bool is_form = c->ask == ASK_FORM;
	const struct iovec all[] = {
		{ (void *)(uintptr_t)c->head, c->head_n },
		{ is_form ? (void *)(uintptr_t)form
			  : (void *)(uintptr_t)c->envelope,
		    is_form ? sizeof(form) - 1 : READY_HEAD },
		{ ready + READY_HEAD, ENVELOPE_SIZE - READY_HEAD },
	};
	size_t skip = c->sent, left = c->want - c->sent;
	int n = 0;

	for (int i = 0; i < 3 && left > 0; i++) {
		size_t here = all[i].iov_len;

		if (skip >= here) {
			skip -= here;
			continue;
		}
		here = here - skip < left ? here - skip : left;
		v[n].iov_base = (char *)all[i].iov_base + skip;
		v[n++].iov_len = here;
		left -= here;
		skip = 0;
	}
	return n;
}

static enum step
step_write(struct client *c)
{
	struct iovec v[3];
	struct msghdr m = { .msg_iov = v };
	ssize_t n;

	m.msg_iovlen = (size_t)parts_left(v, c);
	n = sendmsg(c->fd, &m, MSG_NOSIGNAL);
	if (n < 0)
		return errno == EAGAIN ? STEP_WRITE : STEP_FAIL;
	c->sent += (size_t)n;
	if (c->sent < c->want)
		return STEP_WRITE;
	c->reading = true;
	c->head_n = 0;
	return STEP_READ;
}

/* Parse the answer's complete head; false if it is not HTTP/1.1. */
static bool
head_read(struct client *c, const char *end)
{
	static const char length[] = "\r\nContent-Length: ";
	const char *at = memmem(c->head, (size_t)(end - c->head), length,
	    sizeof(length) - 1);

	if (strncmp(c->head, "HTTP/1.1 ", 9) != 0)
		return false;
	c->status = (int)strtol(c->head + 9, NULL, 10);
	c->left = at == NULL ? 0 : strtoull(at + sizeof(length) - 1, NULL, 10);
	c->in_body = true;
	c->stored = false;
	return true;
}

static enum step
answered(const struct client *c)
{
	if (c->status == 503)
		return STEP_AGAIN;
	if (c->status != asks[c->ask].status)
		return c->ask == ASK_FORM && c->status == 200 ? STEP_AGAIN
							      : STEP_FAIL;
	return c->ask != ASK_EXCHANGE || c->stored ? STEP_DONE : STEP_AGAIN;
}

static void
body_read(struct client *c, const char *p, size_t n)
{
	if (n == 0 || c->left == 0)
		return;
	if (c->ask == ASK_EXCHANGE && c->left == ANSWER_SIZE)
		c->stored = p[0] == 0;
	c->left -= n < c->left ? n : c->left;
	c->wasted += n;
}

static enum step
step_head(struct client *c)
{
	ssize_t n = recv(c->fd, c->head + c->head_n,
	    sizeof(c->head) - 1 - c->head_n, 0);
	const char *end;

	if (n <= 0)
		return n < 0 && errno == EAGAIN ? STEP_READ : STEP_FAIL;
	c->head_n += (size_t)n;
	c->head[c->head_n] = '\0';
	end = strstr(c->head, "\r\n\r\n");
	if (end == NULL)
		return c->head_n + 1 < sizeof(c->head) ? STEP_READ : STEP_FAIL;
	if (!head_read(c, end))
		return STEP_FAIL;
	end += 4;
	body_read(c, end, c->head_n - (size_t)(end - c->head));
	return STEP_DONE;
}

static enum step
step_body(struct client *c)
{
	static char scratch[1 << 16];
	size_t room = c->left < sizeof(scratch) ? c->left : sizeof(scratch);
	ssize_t n = recv(c->fd, scratch, room, 0);

	if (n <= 0)
		return n < 0 && errno == EAGAIN ? STEP_READ : STEP_FAIL;
	body_read(c, scratch, (size_t)n);
	return STEP_DONE;
}

enum step
client_step(struct client *c)
{
	enum step s = STEP_DONE;

	if (!c->reading)
		s = step_write(c);
	if (!c->reading)
		return s;
	while (!c->in_body) {
		s = step_head(c);
		if (s != STEP_DONE)
			return s;
	}
	while (c->left > 0) {
		s = step_body(c);
		if (s != STEP_DONE)
			return s;
	}
	return answered(c);
}
