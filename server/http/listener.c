/* listener.c - listens on addresses and socket files, and accepts connections.
 */

#include "http/listener.h"

#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/timerfd.h>
#include <sys/un.h>

#include <errno.h>
#include <netdb.h>
#include <poll.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <netinet/in.h>
#include <netinet/tcp.h>

#include "confine/confine.h"
#include "wire.h"

enum {
	BACKLOG = 1024,
	AT_ONCE = 64, /* accepted at one listener before the next */
	FULL_MS = 50, /* between checks for room while the server is full */
	/*
	 * Socket buffers of one connection; the kernel doubles each for its
	 * own overhead.  It queues data to be sent in whole packets, whose
	 * size mhd/send.c limits, and begins one while less than SENT_BYTES
	 * is queued.
	 */
	SENT_BYTES = 4 * 1024,
	RECEIVED_BYTES = 20 * 1024,
	SEGMENT = 1460, /* also on lo: its own do not fit the buffer */
};

struct acceptor {
	const struct listener *listeners;
	size_t n;
	const struct accept_to *to;
	atomic_bool over;
	int stop;  /* an eventfd, to end poll() when ${over} is set */
	int timer; /* a timerfd: once a second */
	pthread_t thread;
};

/* Cut "host:port" or "[host]:port"; check the port: libc reads 65616 as 80. */
static enum listen_result
address_cut(char *host, size_t cap, const char **port, const char *address)
{
	const char *colon = strrchr(address, ':');
	uint64_t number;
	size_t n = colon == NULL ? 0 : (size_t)(colon - address);

	if (n > 1 && address[0] == '[' && address[n - 1] == ']') {
		address++;
		n -= 2;
	}
	if (n == 0 || n >= cap)
		return LISTEN_NO_ADDRESS;
	memcpy(host, address, n);
	host[n] = '\0';
	*port = colon + 1;
	return span_decimal(&number, span_str(*port), UINT16_MAX) == OK
	    ? LISTEN_OK
	    : LISTEN_NO_PORT;
}

static enum listen_result
bind_result(void)
{
	switch (errno) {
	case EADDRINUSE:
		return LISTEN_IN_USE;
	case EADDRNOTAVAIL:
		return LISTEN_ELSEWHERE;
	case EACCES:
		return LISTEN_FORBIDDEN;
	default:
		return LISTEN_REFUSED;
	}
}

static bool
is_loopback(const struct sockaddr *a)
{
	const void *p = a;
	const struct sockaddr_in *in = p;
	const struct sockaddr_in6 *in6 = p;

	if (a->sa_family == AF_INET)
		return ntohl(in->sin_addr.s_addr) >> 24 == 127;
	return IN6_IS_ADDR_LOOPBACK(&in6->sin6_addr);
}

/* Accepted sockets inherit these options from the listener. */
static void
buffers_set(int fd)
{
	const int sent = SENT_BYTES;
	const int received = RECEIVED_BYTES;
	const int segment = SEGMENT;

	(void)setsockopt(fd, IPPROTO_TCP, TCP_MAXSEG, &segment,
	    sizeof(segment));
	(void)setsockopt(fd, SOL_SOCKET, SO_SNDBUF, &sent, sizeof(sent));
	(void)setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &received,
	    sizeof(received));
}

static enum listen_result
listen_on(struct listener *l, const struct addrinfo *info)
{
	const int on = 1;

	l->fd = socket(info->ai_family,
	    SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	if (l->fd < 0)
		return LISTEN_REFUSED;
	(void)setsockopt(l->fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
	if (info->ai_family == AF_INET6)
		(void)setsockopt(l->fd, IPPROTO_IPV6, IPV6_V6ONLY, &on,
		    sizeof(on));
	buffers_set(l->fd);
	if (bind(l->fd, info->ai_addr, info->ai_addrlen) != 0 ||
	    listen(l->fd, BACKLOG) != 0)
		return bind_result();
	l->loopback = is_loopback(info->ai_addr);
	return LISTEN_OK;
}

/* Name the listener by its real address: the kernel has replaced port 0. */
static void
tcp_name(struct listener *l, const char *host)
{
	struct sockaddr_storage at;
	socklen_t n = sizeof(at);
	char port[8] = "?";
	void *p = &at;

	if (getsockname(l->fd, p, &n) == 0)
		(void)getnameinfo(p, n, NULL, 0, port, sizeof(port),
		    NI_NUMERICSERV);
	snprintf(l->name, sizeof(l->name),
	    strchr(host, ':') == NULL ? "%s://%s:%s/" : "%s://[%s]:%s/",
	    l->tls ? "https" : "http", host, port);
}

enum listen_result
listener_tcp(struct listener *l, const char *address, bool tls)
{
	const struct addrinfo hints = {
		.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV | AI_PASSIVE,
		.ai_socktype = SOCK_STREAM,
	};
	struct addrinfo *info = NULL;
	const char *port = NULL;
	char host[64];
	enum listen_result r;

	*l = (struct listener){ .fd = -1, .tls = tls };
	r = address_cut(host, sizeof(host), &port, address);
	if (r != LISTEN_OK)
		return r;
	if (getaddrinfo(host, port, &hints, &info) != 0)
		return LISTEN_NO_ADDRESS;
	r = listen_on(l, info);
	freeaddrinfo(info);
	if (r == LISTEN_OK)
		tcp_name(l, host);
	else
		listener_close(l);
	return r;
}

/* True if there is a socket file at which no process listens. */
static bool
is_left_over(const struct sockaddr_un *at)
{
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	const void *p = at;
	bool dead = fd >= 0 && connect(fd, p, sizeof(*at)) != 0 &&
	    errno == ECONNREFUSED;

	if (fd >= 0)
		close(fd);
	return dead;
}

enum listen_result
listener_unix(struct listener *l, const char *path)
{
	struct sockaddr_un at = { .sun_family = AF_UNIX };
	const void *p = &at;
	enum listen_result r = LISTEN_OK;

	*l = (struct listener){ .fd = -1, .loopback = true };
	if (strlen(path) >= sizeof(at.sun_path))
		return LISTEN_TOO_LONG;
	if (path[0] == '\0')
		return LISTEN_NO_ADDRESS;
	memcpy(at.sun_path, path, strlen(path));
	if (is_left_over(&at))
		(void)unlink(path);
	l->fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	if (l->fd < 0)
		return LISTEN_REFUSED;
	if (bind(l->fd, p, sizeof(at)) != 0)
		r = bind_result();
	else if (chmod(path, 0660) != 0 || listen(l->fd, BACKLOG) != 0)
		r = LISTEN_REFUSED;
	if (r != LISTEN_OK) {
		listener_close(l);
		return r;
	}
	memcpy(l->name, path, strlen(path) + 1);
	return LISTEN_OK;
}

void
listener_close(struct listener *l)
{
	if (l->fd >= 0)
		close(l->fd);
	l->fd = -1;
}

/* Accept what waits at one listener, without asking for any address. */
static void
listener_empty(const struct acceptor *a, const struct listener *l)
{
	for (int i = 0; i < AT_ONCE && a->to->room(a->to->arg); i++) {
		int fd =
		    accept4(l->fd, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);

		if (fd < 0)
			return;
		a->to->add(a->to->arg, fd, l->tls);
	}
}

static void
timer_read(const struct acceptor *a)
{
	uint64_t seconds;

	if (read(a->timer, &seconds, sizeof(seconds)) !=
	    (ssize_t)sizeof(seconds))
		return;
	if (seconds > 60) /* the machine slept: do not catch up */
		seconds = 60;
	while (seconds-- > 0)
		a->to->tick(a->to->arg);
}

static void *
acceptor_main(void *arg)
{
	const struct acceptor *a = arg;
	struct pollfd p[LISTENERS_MAX + 2];

	p[0] = (struct pollfd){ a->stop, POLLIN, 0 };
	p[1] = (struct pollfd){ a->timer, POLLIN, 0 };
	for (size_t i = 0; i < a->n; i++)
		p[i + 2] = (struct pollfd){ a->listeners[i].fd, POLLIN, 0 };
	while (!atomic_load(&a->over)) {
		bool room = a->to->room(a->to->arg);
		nfds_t n = (nfds_t)(room ? a->n + 2 : 2);

		if (poll(p, n, room ? -1 : FULL_MS) < 0 && errno != EINTR)
			break;
		if (p[1].revents != 0)
			timer_read(a);
		for (size_t i = 0; room && i < a->n; i++)
			if (p[i + 2].revents != 0)
				listener_empty(a, &a->listeners[i]);
	}
	return NULL;
}

enum start_result
acceptor_new(struct acceptor **out, const struct listener *listeners, size_t n,
    const struct accept_to *to)
{
	const struct itimerspec second = { { 1, 0 }, { 1, 0 } };
	struct acceptor *a = calloc(1, sizeof(*a));
	enum start_result r = START_REFUSED;

	*out = NULL;
	if (a == NULL)
		return START_NO_MEMORY;
	a->listeners = listeners;
	a->n = n;
	a->to = to;
	a->stop = eventfd(0, EFD_CLOEXEC);
	a->timer = timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK);
	if (a->stop >= 0 && a->timer >= 0 &&
	    timerfd_settime(a->timer, 0, &second, NULL) == 0)
		r = confined_thread(&a->thread, acceptor_main, a);
	if (r == START_OK) {
		*out = a;
		return START_OK;
	}
	if (a->stop >= 0)
		close(a->stop);
	if (a->timer >= 0)
		close(a->timer);
	free(a);
	return r;
}

void
acceptor_free(struct acceptor *a)
{
	const uint64_t one = 1;

	if (a == NULL)
		return;
	atomic_store(&a->over, true);
	(void)!write(a->stop, &one, sizeof(one));
	(void)pthread_join(a->thread, NULL);
	close(a->stop);
	close(a->timer);
	free(a);
}
