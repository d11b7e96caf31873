/* endpoint.c - tests which addresses are accepted. */

#include <stdlib.h>
#include <string.h>

#include "rows.h"

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
accepts_bare_addresses_only(void **state)
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
refuses_an_address_that_is_too_long(void **state)
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

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(accepts_bare_addresses_only),
		cmocka_unit_test(refuses_an_address_that_is_too_long),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
