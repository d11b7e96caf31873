/* serve.c - serves the desk to one client by lines of JSON-RPC 2.0. */

#include "rpc/serve.h"

#include <string.h>

#include "os/clock.h"
#include "rpc/stream.h"
#include "rpc/memory.h"
#include "rpc/message.h"
#include "rpc/methods.h"

enum {
	WAIT_MOST = 10, /* seconds; a laptop may sleep meanwhile */
};

/* One client. */
struct client {
	struct rpc rpc;
	struct stream in;
	int out;
	unsigned idle;
	int64_t heard; /* the last work at the desk, in seconds since boot */
	bool lost;     /* an answer could not be written */
};

/* Send ${message}, which is taken over.  NULL: there is no memory for it. */
static void
client_send(struct client *c, json_t *message)
{
	char *text = message_print(message);

	json_decref(message);
	if (text == NULL || stream_put(c->out, span_str(text), c->idle) != OK)
		c->lost = true;
	rpc_memory_free(text);
}

static void
client_notify(void *arg, const char *method, json_t *params)
{
	client_send(arg, message_notice(method, params));
}

/* Forget the keys, and say so. */
static void
client_lock(struct client *c, const char *reason)
{
	if (c->rpc.d->book == NULL)
		return;
	desk_lock(c->rpc.d);
	client_notify(c, "session.locked",
	    json_pack("{s:s}", "reason", reason));
}

/* Run it; what it answers, new. */
static json_t *
method_answer(struct client *c, const struct method *m, struct request *r)
{
	struct call call = { &c->rpc, c->rpc.d, r->params, r->id, NULL };
	enum fault f = method_run(m, &call);

	if (f == FAULT_NONE)
		return message_answer(r->id, call.result);
	return message_fault(r->id, f, &c->rpc.d->detail, call.result);
}

/* A person is there: a face may ask by itself, for as long as it runs, for what
 * needs no unlocked desk and for the status. */
static bool
is_work(const struct method *m)
{
	if (m->run == session_unlock)
		return true;
	return (m->needs & NEEDS_UNLOCKED) != 0 && m->run != desk_status;
}

static json_t *
request_answer(struct client *c, struct request *r)
{
	const struct method *m = method_find(r->method);
	char why[REASON_TEXT];
	json_t *answer;

	if (m == NULL)
		return message_refusal(r->id, REFUSED_METHOD,
		    "no method has this name");
	if (!method_check(why, m, r->params))
		return message_refusal(r->id, REFUSED_PARAMS, why);
	answer = method_answer(c, m, r);
	if (is_work(m))
		c->heard = clock_moment().boot;
	return answer;
}

/* A commit failed behind its moment: the files are the truth, so read them
 * again. */
static void
dead_lock(struct client *c)
{
	const struct desk *d = c->rpc.d;

	if (d->book != NULL && book_dead(d->book))
		client_lock(c, "desk_ended");
}

static void
line_answer(struct client *c, struct span line)
{
	struct request r;
	enum refusal refused = request_parse(&r, line);
	json_t *answer;

	if (refused != REFUSED_NOT) {
		client_send(c, message_refusal(r.id, refused, r.why));
	} else {
		answer = request_answer(c, &r);
		if (r.id != NULL || answer == NULL)
			client_send(c, answer);
		else
			json_decref(answer);
		dead_lock(c);
	}
	request_free(&r);
}

/* While a method runs: whether the next line says inbox.stop, which is then
 * answered. */
static bool
client_stopped(void *arg)
{
	struct client *c = arg;
	struct span line;
	struct request r;
	bool stop;

	if (c->lost || !stream_ahead(&c->in, &line))
		return c->lost;
	stop = request_parse(&r, line) == REFUSED_NOT &&
	    strcmp(r.method, "inbox.stop") == 0;
	request_free(&r);
	if (stop && stream_next(&c->in, &line, 0) == LINE_WHOLE)
		line_answer(c, line);
	return stop;
}

/* Milliseconds until somebody has to look again; -1: for ever. */
static int
client_wait(const struct client *c)
{
	int64_t left = c->heard + c->idle - clock_moment().boot;

	if (c->rpc.d->book == NULL)
		return -1;
	return left < 0 ? 0 : (int)(left < WAIT_MOST ? left : WAIT_MOST) * 1000;
}

static void
idle_lock(struct client *c)
{
	if (clock_moment().boot - c->heard >= c->idle)
		client_lock(c, "idle");
}

/* One line, or a wait for it; false at the end of input. */
static bool
client_step(struct client *c)
{
	struct span line;
	enum line_event event = stream_next(&c->in, &line, client_wait(c));

	idle_lock(c);
	switch (event) {
	case LINE_WHOLE:
		line_answer(c, line);
		break;
	case LINE_NONE:
		break;
	case LINE_LONG:
		client_send(c,
		    message_refusal(NULL, REFUSED_PARSE,
			"a line has at most 1048575 bytes"));
		break;
	case LINE_HALF:
		client_send(c,
		    message_refusal(NULL, REFUSED_PARSE,
			"input ended within a line"));
		return false;
	case LINE_END:
		return false;
	}
	return !c->lost;
}

enum fault
serve(struct desk *d, const struct serving *s)
{
	struct client c = { .rpc = { d, s->path, client_notify, client_stopped,
				NULL },
		.out = s->out,
		.idle = s->idle,
		.heard = clock_moment().boot };

	c.rpc.arg = &c;
	rpc_memory_begin();
	if (stream_begin(&c.in, s->in) != OK)
		return fault_plain(&d->detail, FAULT_MEMORY);
	while (client_step(&c))
		;
	stream_end(&c.in);
	desk_lock(d);
	return c.lost ? fault_plain(&d->detail, FAULT_OUTPUT) : FAULT_NONE;
}
