/* peer.c - tests that a server keeps only hashes of an address and of
 * its prefix.
 */

#include "rows.h"

#include "quota/peer.h"
#include "server/peer_kit.h"
#include "wrap.h"

/* If not NULL, the address that getpeername() returns. */
static const struct sockaddr_storage *told;

WRAPPED(int, getpeername, int fd, struct sockaddr *to, socklen_t *n);

int
WRAP(getpeername)(int fd, struct sockaddr *to, socklen_t *n)
{
	if (told == NULL)
		return REAL(getpeername)(fd, to, n);
	assert_true(*n >= sizeof(*told));
	memcpy(to, told, sizeof(*told));
	return 0;
}

struct marks {
	uint64_t of[LEVELS];
	bool counted;
};

static struct marks
marks_of(struct pair pair)
{
	static const uint8_t key[PEER_KEY] = { 9 };
	struct marks m = { .counted = false };

	m.counted = peer_marks(m.of, pair.here, key);
	close(pair.here);
	close(pair.there);
	return m;
}

static const struct mark_row {
	const char *name;
	const char *a;
	const char *b;
	bool counted;
	bool same_prefix;
	bool same_address;
} marks[] = {
	{ "the same address", "127.9.8.1", "127.9.8.1", true, true, true },
	{ "the same /24", "127.9.8.1", "127.9.8.254", true, true, false },
	{ "two /24 prefixes", "127.9.8.1", "127.9.7.1", true, false, false },
	{ "two loopback addresses beside the front", "127.0.0.2", "127.0.0.9",
	    true, true, false },
	{ "the front", "127.0.0.1", "127.0.0.1", false, true, true },
};

static void
marks_compare(const struct mark_row *row, struct marks a, struct marks b)
{
	assert_int_equal(a.of[LEVEL_PREFIX] == b.of[LEVEL_PREFIX],
	    row->same_prefix);
	assert_int_equal(a.of[LEVEL_ADDRESS] == b.of[LEVEL_ADDRESS],
	    row->same_address);
	assert_int_equal(a.counted, row->counted);
	assert_int_equal(b.counted, row->counted);
}

static void
marks_of_two_connections(void **state)
{
	const struct mark_row *row = *state;
	struct marks a;

	listen_at(AF_INET, "127.0.0.1");
	a = marks_of(come(row->a));
	marks_compare(row, a, marks_of(come(row->b)));
}

/* ::ffff:127.9.8.7, as a dual-stack socket reports it, counts as 127.9.8.7. */
static void
mapped_ipv4_address_counts_as_ipv4(void **state)
{
	struct sockaddr_storage four;
	const struct sockaddr_in6 *in6 = (const void *)&listens;
	struct sockaddr_in *in = (void *)&four;
	struct marks mapped, front, same;

	(void)state;
	listen_at(AF_INET6, "::");
	(void)address(&four, AF_INET, "127.0.0.1");
	in->sin_port = in6->sin6_port;
	mapped = marks_of(come_to(AF_INET, "127.9.8.7", &four));
	assert_true(mapped.counted);
	front = marks_of(come_to(AF_INET, "127.0.0.1", &four));
	assert_false(front.counted);
	listen_at(AF_INET, "127.0.0.1");
	same = marks_of(come("127.9.8.7"));
	assert_memory_equal(mapped.of, same.of, sizeof(same.of));
}

static void
ipv6_loopback_is_a_front(void **state)
{
	struct sockaddr_storage at;
	struct sockaddr_in6 *in6 = (void *)&at;

	(void)state;
	listen_at(AF_INET6, "::1");
	memcpy(&at, &listens, sizeof(at));
	assert_false(marks_of(come_to(AF_INET6, "::1", &at)).counted);
	assert_int_equal(in6->sin6_family, AF_INET6);
}

/* A test has no such addresses, so getpeername() is made to return them. */
static const struct mark_row sixes[] = {
	{ "the same address", "2001:db8:1:2::3", "2001:db8:1:2::3", true, true,
	    true },
	{ "the same /64", "2001:db8:1:2::3", "2001:db8:1:2:f:e:d:c", true, true,
	    true },
	{ "the same /48", "2001:db8:1:2::3", "2001:db8:1:3::3", true, true,
	    false },
	{ "two /48 prefixes", "2001:db8:1:2::3", "2001:db8:2:2::3", true, false,
	    false },
	{ "two IPv4-mapped addresses in one /24", "::ffff:192.0.2.1",
	    "::ffff:192.0.2.9", true, true, false },
	{ "the front", "::1", "::1", false, true, true },
};

static struct marks
marks_told(const char *text)
{
	static const uint8_t key[PEER_KEY] = { 9 };
	struct sockaddr_storage at;
	struct marks m = { .counted = false };

	(void)address(&at, AF_INET6, text);
	told = &at;
	m.counted = peer_marks(m.of, -1, key);
	told = NULL;
	return m;
}

static void
marks_of_two_ipv6_addresses(void **state)
{
	const struct mark_row *row = *state;

	marks_compare(row, marks_told(row->a), marks_told(row->b));
}

static void
socket_without_a_peer_has_no_mark(void **state)
{
	static const uint8_t key[PEER_KEY];
	uint64_t m[LEVELS];
	int fd[2];

	(void)state;
	assert_false(peer_marks(m, -1, key));
	assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, fd), 0);
	assert_false(peer_marks(m, fd[0], key));
	close(fd[0]);
	close(fd[1]);
}

int
main(void)
{
	static struct rows tests;

	ROWS(tests, marks_of_two_connections, marks);
	ROWS(tests, marks_of_two_ipv6_addresses, sixes);
	ROW(tests, mapped_ipv4_address_counts_as_ipv4);
	ROW(tests, ipv6_loopback_is_a_front);
	ROW(tests, socket_without_a_peer_has_no_mark);
	return rows_run(&tests, __FILE__);
}
