/* server_accept.c - what is kept of an address: its prefix's hash. */

#include "rows.h"

#include "accept.h"
#include "guest_kit.h"

static uint64_t
mark_of(struct pair pair, bool *counted)
{
	static const uint8_t key[PEER_KEY] = { 9 };
	uint64_t mark;

	*counted = peer_mark(&mark, pair.here, key);
	close(pair.here);
	close(pair.there);
	return mark;
}

static const struct mark_row {
	const char *name;
	const char *a;
	const char *b;
	bool counted;
	bool same;
} marks[] = {
	{ "one /24", "127.9.8.1", "127.9.8.254", true, true },
	{ "two /24", "127.9.8.1", "127.9.7.1", true, false },
	{ "beside the front", "127.0.0.2", "127.0.0.9", true, true },
	{ "the front", "127.0.0.1", "127.0.0.1", false, true },
};

static void
mark(void **state)
{
	const struct mark_row *row = *state;
	bool a, b;

	listen_at(AF_INET, "127.0.0.1");
	assert_int_equal(mark_of(come(row->a), &a) == mark_of(come(row->b), &b),
	    row->same);
	assert_int_equal(a, row->counted);
	assert_int_equal(b, row->counted);
}

/* ::ffff:127.9.8.7, as a socket for both kinds would have it, is the same. */
static void
mark_mapped(void **state)
{
	struct sockaddr_storage four;
	const struct sockaddr_in6 *in6 = (const void *)&listens;
	struct sockaddr_in *in = (void *)&four;
	uint64_t mapped;
	bool counted;

	(void)state;
	listen_at(AF_INET6, "::");
	(void)address(&four, AF_INET, "127.0.0.1");
	in->sin_port = in6->sin6_port;
	mapped = mark_of(come_to(AF_INET, "127.9.8.7", &four), &counted);
	assert_true(counted);
	(void)mark_of(come_to(AF_INET, "127.0.0.1", &four), &counted);
	assert_false(counted);
	listen_at(AF_INET, "127.0.0.1");
	assert_true(mapped == mark_of(come("127.9.8.9"), &counted));
}

static void
mark_six(void **state)
{
	struct sockaddr_storage at;
	struct sockaddr_in6 *in6 = (void *)&at;
	bool counted;

	(void)state;
	listen_at(AF_INET6, "::1");
	memcpy(&at, &listens, sizeof(at));
	(void)mark_of(come_to(AF_INET6, "::1", &at), &counted);
	assert_false(counted);
	assert_int_equal(in6->sin6_family, AF_INET6);
}

static void
mark_of_nobody(void **state)
{
	static const uint8_t key[PEER_KEY];
	uint64_t m;
	int fd[2];

	(void)state;
	assert_false(peer_mark(&m, -1, key));
	assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, fd), 0);
	assert_false(peer_mark(&m, fd[0], key));
	close(fd[0]);
	close(fd[1]);
}

int
main(void)
{
	static struct rows tests;

	ROWS(tests, mark, marks);
	ROW(tests, mark_mapped);
	ROW(tests, mark_six);
	ROW(tests, mark_of_nobody);
	return rows_run(&tests, __FILE__);
}
