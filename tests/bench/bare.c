/* bare.c - a server of libmicrohttpd alone: the cost of posts without work.
 *
 * usage: bare PORT     (127.0.0.1, until SIGTERM)
 */

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <microhttpd.h>

#include "label.h"

/* One post; its body is received and not used. */
struct post {
	size_t n;
	char body[ENVELOPE_SIZE];
};

static enum MHD_Result
answer(struct MHD_Connection *c)
{
	static char zeros[ANSWER_SIZE];
	struct MHD_Response *r = MHD_create_response_from_buffer(sizeof(zeros),
	    zeros, MHD_RESPMEM_PERSISTENT);
	enum MHD_Result rc = MHD_queue_response(c, MHD_HTTP_OK, r);

	MHD_destroy_response(r);
	return rc;
}

static enum MHD_Result
/* NOLINTNEXTLINE(readability-function-size): libmicrohttpd's own shape */
request(void *arg, struct MHD_Connection *c, const char *path,
    const char *method, const char *version, const char *data, size_t *n,
    void **state)
{
	struct post *p = *state;

	(void)arg;
	(void)path;
	(void)method;
	(void)version;
	if (p == NULL) {
		*state = calloc(1, sizeof(*p));
		return *state == NULL ? MHD_NO : MHD_YES;
	}
	if (*n == 0)
		return answer(c);
	if (*n > sizeof(p->body) - p->n)
		return MHD_NO;
	memcpy(p->body + p->n, data, *n);
	p->n += *n;
	*n = 0;
	return MHD_YES;
}

static void
request_end(void *arg, struct MHD_Connection *c, void **state,
    enum MHD_RequestTerminationCode why)
{
	(void)arg;
	(void)c;
	(void)why;
	free(*state);
	*state = NULL;
}

int
main(int argc, char **argv)
{
	struct MHD_Daemon *d;
	sigset_t end;
	int number;

	if (argc != 2)
		return 2;
	(void)signal(SIGPIPE, SIG_IGN);
	sigemptyset(&end);
	sigaddset(&end, SIGTERM);
	(void)sigprocmask(SIG_BLOCK, &end, NULL);
	d = MHD_start_daemon(MHD_USE_EPOLL | MHD_USE_INTERNAL_POLLING_THREAD,
	    (uint16_t)strtoul(argv[1], NULL, 10), NULL, NULL, request, NULL,
	    MHD_OPTION_NOTIFY_COMPLETED, request_end, NULL,
	    MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)36 * 1024,
	    MHD_OPTION_END);
	if (d == NULL)
		return 1;
	(void)puts("ready");
	(void)fflush(stdout);
	(void)sigwait(&end, &number);
	MHD_stop_daemon(d);
	return 0;
}
