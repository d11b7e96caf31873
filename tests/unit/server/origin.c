/* origin.c - tests how requests of the service's own page are recognised. */

#include "rows.h"

#include "http/origin.h"

static const struct origin_row {
	const char *name;
	struct origin_headers in;
	enum origin want;
} origins[] = {
	{ "the own page", { "same-origin", NULL, "t.example" }, ORIGIN_OWN },
	{ "the own page without a referrer",
	    { "same-origin", "null", "t.example" }, ORIGIN_OWN },
	{ "the own page behind a proxy that renames the host",
	    { "same-origin", "https://t.example", "127.0.0.1:8080" },
	    ORIGIN_OWN },
	{ "a typed or reloaded address", { "none", NULL, "t.example" },
	    ORIGIN_OWN },
	{ "a different site", { "cross-site", "https://evil", "t.example" },
	    ORIGIN_FOREIGN },
	{ "a different site without a referrer",
	    { "cross-site", "null", "t.example" }, ORIGIN_FOREIGN },
	{ "a different site that names our origin",
	    { "cross-site", "https://t.example", "t.example" },
	    ORIGIN_FOREIGN },
	{ "a different port of this host", { "same-site", NULL, "t.example" },
	    ORIGIN_FOREIGN },
	{ "an unknown word", { "same-galaxy", NULL, "t.example" },
	    ORIGIN_FOREIGN },
	{ "an empty word", { "", NULL, "t.example" }, ORIGIN_FOREIGN },
	{ "a known word in a different case",
	    { "Same-Origin", NULL, "t.example" }, ORIGIN_FOREIGN },
	{ "an old browser, the own page",
	    { NULL, "https://t.example", "t.example" }, ORIGIN_OWN },
	{ "an old browser, the own page at a port",
	    { NULL, "http://t.example:8080", "T.example:8080" }, ORIGIN_OWN },
	{ "an old browser, the own page at an IPv6 address",
	    { NULL, "http://[::1]:8080", "[::1]:8080" }, ORIGIN_OWN },
	{ "an old browser, a different site",
	    { NULL, "https://evil", "t.example" }, ORIGIN_FOREIGN },
	{ "an old browser, a different port",
	    { NULL, "http://t.example:81", "t.example:80" }, ORIGIN_FOREIGN },
	{ "an old browser, a name that begins like ours",
	    { NULL, "https://t.example.evil", "t.example" }, ORIGIN_FOREIGN },
	{ "an old browser, a name that ends like ours",
	    { NULL, "https://evil.t.example", "t.example" }, ORIGIN_FOREIGN },
	{ "an old browser, an Origin without a scheme",
	    { NULL, "t.example", "t.example" }, ORIGIN_FOREIGN },
	{ "an old browser, an empty Origin", { NULL, "", "t.example" },
	    ORIGIN_FOREIGN },
	{ "an old browser, no Host", { NULL, "https://t.example", NULL },
	    ORIGIN_FOREIGN },
	{ "an old browser without a referrer", { NULL, "null", "t.example" },
	    ORIGIN_UNKNOWN },
	{ "neither Sec-Fetch-Site nor Origin", { NULL, NULL, "t.example" },
	    ORIGIN_UNKNOWN },
	{ "no header at all", { NULL, NULL, NULL }, ORIGIN_UNKNOWN },
};

static void
origin_of_a_request(void **state)
{
	const struct origin_row *row = *state;

	assert_int_equal(origin_of(&row->in), row->want);
}

int
main(void)
{
	static struct rows tests;

	ROWS(tests, origin_of_a_request, origins);
	return rows_run(&tests, __FILE__);
}
