/* serve_fail.c - tests a server with any call failing, and its answers.
 */

#include "server/fail_folder.h"

#include <sys/un.h>

#include <poll.h>
#include <signal.h>

#include "http/exchange.h"

enum {
	SENT = 300, /* number of the envelope that the visitor sends */
	WAIT_MS = 3000,
	ANSWER_MAX = 1 << 20,
};

/* The visitor's report. */
static struct told {
	bool stored;
	bool odd; /* an answer was not HTTP */
	int answers;
} * told;

static uint8_t envelope[ENVELOPE_SIZE];

/* ---- the visitor ---- */
static int
visit_connect(void)
{
	const struct sockaddr_un at = { .sun_family = AF_UNIX,
		.sun_path = "http.sock" };
	const void *p = &at;
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

	if (fd >= 0 && connect(fd, p, sizeof(at)) == 0)
		return fd;
	(void)close(fd);
	return -1;
}

/* Read until the server closes, or sends nothing for WAIT_MS. */
static size_t
visit_read(int fd, uint8_t out[static ANSWER_MAX])
{
	struct pollfd p = { fd, POLLIN, 0 };
	size_t n = 0;

	while (n < ANSWER_MAX && poll(&p, 1, WAIT_MS) == 1) {
		ssize_t got = read(fd, out + n, ANSWER_MAX - n);

		if (got <= 0)
			break;
		n += (size_t)got;
	}
	return n;
}

/* Make one request on its own connection; true if the answer is STORED. */
static bool
visit(const char *head, const void *body, size_t n)
{
	static uint8_t answer[ANSWER_MAX];
	static const char good[] = "HTTP/1.1 ";
	int fd = visit_connect();
	const uint8_t *end;

	if (fd < 0)
		return false;
	/* a server that closes before all is written may have answered */
	if (write(fd, head, strlen(head)) == (ssize_t)strlen(head) && n > 0)
		(void)!write(fd, body, n);
	n = visit_read(fd, answer);
	(void)close(fd);
	if (n == 0)
		return false;
	told->answers++;
	end = memmem(answer, n, "\r\n\r\n", 4);
	if (n < strlen(good) || memcmp(answer, good, strlen(good)) != 0) {
		told->odd = true;
		return false;
	}
	return end != NULL && memcmp(answer, "HTTP/1.1 200", 12) == 0 &&
	    answer + n > end + 4 && end[4] == EXCHANGE_STORED;
}

#define CLOSE "Host: x\r\nConnection: close\r\n"

static void
visits(pid_t server)
{
	static const char form[] = "go=send&text=hello&desk=noord";
	char head[256];

	(void)visit("GET / HTTP/1.1\r\n" CLOSE "\r\n", NULL, 0);
	(void)visit("GET /n HTTP/1.1\r\n" CLOSE "\r\n", NULL, 0);
	(void)visit("GET /b HTTP/1.1\r\n" CLOSE "\r\n", NULL, 0);
	(void)snprintf(head, sizeof(head),
	    "POST /x HTTP/1.1\r\n" CLOSE "Content-Type: "
	    "application/octet-stream\r\nContent-Length: %d\r\n\r\n",
	    (int)ENVELOPE_SIZE);
	told->stored = visit(head, envelope, sizeof(envelope));
	(void)snprintf(head, sizeof(head),
	    "POST / HTTP/1.1\r\n" CLOSE "Content-Type: "
	    "application/x-www-form-urlencoded\r\nContent-Length: %zu\r\n\r\n",
	    strlen(form));
	(void)visit(head, form, strlen(form));
	(void)kill(server, SIGHUP); /* the hourly work */
	(void)visit("GET /x HTTP/1.1\r\n" CLOSE "\r\n", NULL, 0);
}

/* Wait for the server, make requests and end it; die if the server dies. */
static void
visitor(pid_t server)
{
	int fd = -1;

	(void)signal(SIGPIPE, SIG_IGN);
	if (REAL(prctl)(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) != 0)
		_exit(1);
	while (fd < 0 && getppid() == server) {
		usleep(2000);
		fd = visit_connect();
	}
	(void)close(fd);
	visits(server);
	(void)kill(server, SIGTERM);
	_exit(0);
}

/* ---- the server ---- */
static int
serve(const char *line)
{
	const pid_t server = getpid();
	pid_t pid;

	fail_on = false;
	pid = fork();
	if (pid == 0)
		visitor(server);
	fail_on = true;
	return command(cmd_serve, line);
}

static int
serve_act(void)
{
	return serve("-u http.sock data");
}

static void
serve_ready(void)
{
	fail_ready();
	(void)unlink("http.sock");
	*told = (struct told){ .stored = false };
}

static bool
serve_well(int status)
{
	struct store *s;
	bool well;

	if (fail_plan->call < 0 && (!told->stored || told->answers < 6))
		return false;
	if (!fail_spoke(status) || told->odd || !fail_pool_whole() ||
	    store_open(&s, "data") != OK)
		return false;
	well = !told->stored || kit_found(s, SENT);
	store_close(s);
	return well;
}

static const struct fail_row acts[] = {
	{ "a server answers and loses nothing, whichever call fails",
	    serve_ready, serve_act, serve_well, false },
};

static void
serve_fails(void **state)
{
	static struct bring_schedule s;

	service_begin();
	schedule_make(&s, 0, 3);
	schedule_write(&s);
	assert_int_equal(run(cmd_import, "data stick"), 0);
	fail_deposit(SIGNED_WEEK);
	kit_envelope(envelope, SENT);
	fail_keep();
	fail_each(*state);
}

int
main(int argc, char **argv)
{
	fail_begin(argc, argv);
	told = fail_shared(sizeof(*told));
	return fail_rows(acts, sizeof(acts) / sizeof(acts[0]), serve_fails,
	    __FILE__);
}
