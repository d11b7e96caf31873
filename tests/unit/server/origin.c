/* origin.c - tests how requests of the service's own page are told. */

#include "rows.h"

#include "http/origin.h"

static const struct origin_row {
	const char *name;
	struct origin_headers in;
	enum origin want;
} origins[] = {
	{ "own page", { "same-origin", NULL, "t.example" }, ORIGIN_OWN },
	{ "own page without a referrer", { "same-origin", "null", "t.example" },
	    ORIGIN_OWN },
	{ "own page behind a proxy that renames the host",
	    { "same-origin", "https://t.example", "127.0.0.1:8080" },
	    ORIGIN_OWN },
	{ "typed or reloaded", { "none", NULL, "t.example" }, ORIGIN_OWN },
	{ "another site", { "cross-site", "https://evil", "t.example" },
	    ORIGIN_FOREIGN },
	{ "another site without a referrer",
	    { "cross-site", "null", "t.example" }, ORIGIN_FOREIGN },
	{ "another site that says our name",
	    { "cross-site", "https://t.example", "t.example" },
	    ORIGIN_FOREIGN },
	{ "another port of this host", { "same-site", NULL, "t.example" },
	    ORIGIN_FOREIGN },
	{ "a word of the future", { "same-galaxy", NULL, "t.example" },
	    ORIGIN_FOREIGN },
	{ "an empty word", { "", NULL, "t.example" }, ORIGIN_FOREIGN },
	{ "another case", { "Same-Origin", NULL, "t.example" },
	    ORIGIN_FOREIGN },
	{ "old browser, own page", { NULL, "https://t.example", "t.example" },
	    ORIGIN_OWN },
	{ "old browser, own page, a port",
	    { NULL, "http://t.example:8080", "T.example:8080" }, ORIGIN_OWN },
	{ "old browser, IPv6", { NULL, "http://[::1]:8080", "[::1]:8080" },
	    ORIGIN_OWN },
	{ "old browser, another site", { NULL, "https://evil", "t.example" },
	    ORIGIN_FOREIGN },
	{ "old browser, another port",
	    { NULL, "http://t.example:81", "t.example:80" }, ORIGIN_FOREIGN },
	{ "old browser, a name that begins like ours",
	    { NULL, "https://t.example.evil", "t.example" }, ORIGIN_FOREIGN },
	{ "old browser, a name that ends like ours",
	    { NULL, "https://evil.t.example", "t.example" }, ORIGIN_FOREIGN },
	{ "old browser, no scheme", { NULL, "t.example", "t.example" },
	    ORIGIN_FOREIGN },
	{ "old browser, an empty Origin", { NULL, "", "t.example" },
	    ORIGIN_FOREIGN },
	{ "old browser, no Host", { NULL, "https://t.example", NULL },
	    ORIGIN_FOREIGN },
	{ "old browser without a referrer", { NULL, "null", "t.example" },
	    ORIGIN_UNKNOWN },
	{ "neither header", { NULL, NULL, "t.example" }, ORIGIN_UNKNOWN },
	{ "no header at all", { NULL, NULL, NULL }, ORIGIN_UNKNOWN },
};

static void
origin(void **state)
{
	const struct origin_row *row = *state;

	assert_int_equal(origin_of(&row->in), row->want);
}

int
main(void)
{
	static struct rows tests;

	ROWS(tests, origin, origins);
	return rows_run(&tests, __FILE__);
}
