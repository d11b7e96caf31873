/* endpoint.c - tests which addresses are accepted, and desks chosen. */

#include <stdlib.h>
#include <string.h>

#include "rows.h"

#include "tipster/desks.h"
#include "tipster/endpoint.h"

static const struct {
	const char *url;
	const char *socks;
	const char *base; /* NULL: refused */
} endpoints[] = {
	{ "http://a", NULL, "http://a" },
	{ "https://a.example", NULL, "https://a.example" },
	{ "http://a/", NULL, "http://a" },
	{ "HTTP://A:8080/", NULL, "HTTP://A:8080" },
	{ "http://[::1]:8080", NULL, "http://[::1]:8080" },
	{ "http://abc.onion", "127.0.0.1:9050", "http://abc.onion" },
	{ "http://a.onion.example", NULL, "http://a.onion.example" },
	{ "http://onion", NULL, "http://onion" },
	{ "http://a:65535", "[::1]:9050", "http://a:65535" },
	{ "http://[::1]", NULL, "http://[::1]" },
	{ "http://a:65536", NULL, NULL },
	{ "http://a:99999", NULL, NULL },
	{ "http://a:0", NULL, NULL },
	{ "http://a:", NULL, NULL },
	{ "http://a:x", NULL, NULL },
	{ "http://[::1]:70000", NULL, NULL },
	{ "http://:80", NULL, NULL },
	{ "http://a", "127.0.0.1:99999", NULL },
	{ "http://a", "127.0.0.1:0", NULL },
	{ "http://a", "127.0.0.1", NULL }, /* the port is missing */
	{ "http://a", "", NULL },
	{ "http://abc.onion", NULL, NULL },
	{ "http://ABC.Onion.:80/", NULL, NULL },
	{ "http://a", "user@127.0.0.1:9050", NULL },
	{ "http://a", "socks5://127.0.0.1:9050", NULL },
	{ "http://", NULL, NULL },
	{ "http:///", NULL, NULL },
	{ "ftp://a", NULL, NULL },
	{ "a", NULL, NULL },
	{ "", NULL, NULL },
	{ "http://a//", NULL, NULL },
	{ "http://a/b", NULL, NULL },
	{ "http://a?b", NULL, NULL },
	{ "http://a#b", NULL, NULL },
	{ "http://user@a", NULL, NULL },
	{ "http://a b", NULL, NULL },
	{ "http://a\r\nX: y", NULL, NULL },
	{ "file:///etc/passwd", NULL, NULL },
};

static void
endpoint_takes_bare_addresses(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(endpoints) / sizeof(endpoints[0]); i++) {
		struct endpoint d = { .url = endpoints[i].url,
			.socks = endpoints[i].socks };
		const char *wrong = endpoint_check(&d);

		if ((wrong == NULL) != (endpoints[i].base != NULL) ||
		    (wrong == NULL && strcmp(d.base, endpoints[i].base) != 0))
			fail_msg("%s: %s", endpoints[i].url,
			    wrong != NULL ? wrong : d.base);
	}
}

static void
endpoint_takes_no_long_address(void **state)
{
	char url[ENDPOINT_MAX + 1];
	struct endpoint d = { .url = url };

	(void)state;
	memset(url, 'a', sizeof(url));
	memcpy(url, "http://", 7);
	url[ENDPOINT_MAX - 1] = '\0';
	assert_null(endpoint_check(&d));
	url[ENDPOINT_MAX - 1] = 'a';
	url[ENDPOINT_MAX] = '\0';
	assert_non_null(endpoint_check(&d));
}

enum {
	DESKS = 6,
	CLOSED = 5,
};

/* Six desks, a to f: f has no key, and only a and b take region 9. */
static struct exchange *
exchange_kit(void)
{
	static struct desk_public key;
	struct exchange *v = calloc(1, sizeof(*v));

	assert_non_null(v);
	v->directory.desks = DESKS;
	for (unsigned i = 0; i < DESKS; i++) {
		struct holder *h = &v->directory.holder[i];

		h->ik.name[0] = (char)('a' + i);
		h->topics = 1U << (i + 1);
		h->regions[1] = i < 2 ? 2 : 1;
		h->regions[2] = 1;
		v->notes.part[i].key = i == CLOSED ? NULL : &key;
	}
	return v;
}

static const struct {
	struct wanted wanted;
	struct desks found;
	const char *want; /* NULL: no choice */
} choices[] = {
	{ { { "b" }, 1, NULL, NULL }, { 0 }, "b" },
	{ { { "b", "a" }, 2, NULL, NULL }, { 0 }, "ba" },
	{ { { "b", "a", "b" }, 3, NULL, NULL }, { 0 }, "ba" },
	{ { { "b" }, 1, NULL, NULL }, { 1, { 3 } }, "b" },
	{ { { "g" }, 1, NULL, NULL }, { 0 }, NULL },
	{ { { "f" }, 1, NULL, NULL }, { 0 }, NULL },
	{ { { "a", "f" }, 2, NULL, NULL }, { 0 }, NULL },
	{ { { NULL }, 0, NULL, NULL }, { 0 }, NULL },
	{ { { NULL }, 0, NULL, NULL }, { 1, { 3 } }, "d" },
	{ { { NULL }, 0, NULL, NULL }, { 2, { 3, 5 } }, "d" },
	{ { { NULL }, 0, NULL, NULL }, { 5, { 0, 1, 2, 3, 4 } }, NULL },
	{ { { NULL }, 0, "9", NULL }, { 0 }, "ab" },
	{ { { NULL }, 0, "8", NULL }, { 0 }, "cde" },
	{ { { NULL }, 0, "16", NULL }, { 0 }, NULL },
	{ { { NULL }, 0, "9", "2" }, { 0 }, "b" },
	{ { { NULL }, 0, NULL, "3" }, { 0 }, "c" },
	{ { { NULL }, 0, NULL, "6" }, { 0 }, NULL },
	{ { { NULL }, 0, "0", NULL }, { 0 }, NULL },
	{ { { NULL }, 0, "256", NULL }, { 0 }, NULL },
	{ { { NULL }, 0, "09", NULL }, { 0 }, NULL },
	{ { { NULL }, 0, NULL, "32" }, { 0 }, NULL },
};

static void
desks_are_chosen(void **state)
{
	struct exchange *v = exchange_kit();

	(void)state;
	for (size_t i = 0; i < sizeof(choices) / sizeof(choices[0]); i++) {
		struct desks out;
		char got[DESKS_MAX + 1] = "";
		const char *wrong = desks_choose(&out, v, &choices[i].wanted,
		    &choices[i].found);

		for (unsigned j = 0; wrong == NULL && j < out.n; j++)
			got[j] = (char)('a' + out.at[j]);
		if ((wrong == NULL) != (choices[i].want != NULL) ||
		    (wrong == NULL && strcmp(got, choices[i].want) != 0))
			fail_msg("choice %zu: %s", i,
			    wrong != NULL ? wrong : got);
	}
	free(v);
}

/* With one desk there is nothing to choose. */
static void
only_desk_is_chosen(void **state)
{
	struct exchange *v = exchange_kit();
	const struct wanted nothing = { 0 };
	const struct desks none = { 0 };
	struct desks out;

	(void)state;
	v->directory.desks = 1;
	assert_null(desks_choose(&out, v, &nothing, &none));
	assert_int_equal(out.n, 1);
	assert_int_equal(out.at[0], 0);
	free(v);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(endpoint_takes_bare_addresses),
		cmocka_unit_test(endpoint_takes_no_long_address),
		cmocka_unit_test(desks_are_chosen),
		cmocka_unit_test(only_desk_is_chosen),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
