/* directory.c - tests the grammar of a directory, line by line. */

#include <string.h>

#include "rows.h"

#include "directory.h"
#include "signed.h"

#define ID0 "a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0"
#define ID1 "a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1"
#define ID2 "a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2"
#define FF "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"
#define SERVICE "service 11"
#define TEN "aaaaaaaaaa"
#define FIFTY TEN TEN TEN TEN TEN
#define TITLE "title nl Meldpunt Zuid\n"
#define PHONE "phone 0800 7000\n"
#define B32 FIFTY "234567"
#define ONION "onion http://" B32 ".onion/\n"
#define WHO                                                                \
	"title nl Dienst\ntitle en Service\nabout nl Een\nabout nl Twee\n" \
	"method nl Zo\nprivacy nl Niets\ncontact nl Post\n"

static char text[8192];
static char edited[8192];
static struct directory d;

/* The directory of signed.c with one thing changed. */
static const struct edit_row edits[] = {
	{ "unchanged", "name", "name", OK },
	{ "a different first line", "tip1/dir", "tip2/dir", ERR_FORMAT },
	{ "a value on the first line", "directory\n", "directory 1\n",
	    ERR_FORMAT },
	{ "an empty first line", "tip1/", "\ntip1/", ERR_FORMAT },
	{ "no LF at the end", FF "\n", FF, ERR_FORMAT },
	{ "an empty line at the end", FF "\n", FF "\n\n", ERR_FORMAT },
	{ "an unknown line at the end", FF "\n", FF "\nmore 1\n", ERR_FORMAT },
	{ "an unknown line in the middle", "rhythm", "more 1\nrhythm",
	    ERR_FORMAT },
	{ "a colour before rhythm", "rhythm", "colour red\nrhythm",
	    ERR_FORMAT },
	{ "a missing line", "rhythm 1\n", "", ERR_FORMAT },
	{ "the same line twice", "rhythm 1\n", "rhythm 1\nrhythm 1\n",
	    ERR_FORMAT },
	{ "two lines swapped", "version 7\nissued 2026-07-27\n",
	    "issued 2026-07-27\nversion 7\n", ERR_FORMAT },
	{ "CR LF", "version 7\n", "version 7\r\n", ERR_FORMAT },
	{ "a space at the end of a line", "version 7\n", "version 7 \n",
	    ERR_FORMAT },
	{ "a space at the start of a line", "version 7", " version 7",
	    ERR_FORMAT },
	{ "two spaces between word and value", "version 7", "version  7",
	    ERR_FORMAT },
	{ "a TAB between word and value", "version 7", "version\t7",
	    ERR_FORMAT },
	{ "one value too many", "version 7", "version 7 8", ERR_FORMAT },
	{ "a missing value", "version 7", "version", ERR_FORMAT },
	{ "a word in capitals", "version 7", "Version 7", ERR_FORMAT },
	{ "a comment", "version 7", "# 1\nversion 7", ERR_FORMAT },

	{ "a name with a capital", "name demo", "name Demo", ERR_FORMAT },
	{ "a name of 32 characters", "name demo", "name a" TEN TEN TEN "z",
	    OK },
	{ "a name of 33 characters", "name demo", "name a" TEN TEN TEN "zz",
	    ERR_FORMAT },
	{ "service id one digit too short", SERVICE, "service 1", ERR_FORMAT },
	{ "service id one digit too long", SERVICE, "service 111", ERR_FORMAT },
	{ "service id with a capital", SERVICE, "service A1", ERR_FORMAT },
	{ "version 0", "version 7", "version 0", ERR_FORMAT },
	{ "version with a leading zero", "version 7", "version 07",
	    ERR_FORMAT },
	{ "the largest version", "version 7", "version 4294967295", OK },
	{ "one over the largest version", "version 7", "version 4294967296",
	    ERR_FORMAT },
	{ "a date that does not exist", "2026-07-27", "2026-06-31",
	    ERR_FORMAT },
	{ "expires the day before it is issued", "2027-01-31", "2026-07-26",
	    ERR_FORMAT },
	{ "expires on the day it is issued", "2027-01-31", "2026-07-27", OK },
	{ "valid for 200 days", "2027-01-31", "2027-02-12", OK },
	{ "valid for 201 days", "2027-01-31", "2027-02-13", ERR_FORMAT },
	{ "srv key one letter too long", "srv ", "srv A", ERR_FORMAT },
	{ "srv key without its padding", "=\nrhythm", "\nrhythm", ERR_FORMAT },
	{ "rhythm 0", "rhythm 1", "rhythm 0", ERR_FORMAT },
	{ "rhythm 2", "rhythm 1", "rhythm 2", OK },
	{ "rhythm 3", "rhythm 1", "rhythm 3", ERR_FORMAT },

	{ "neutral address by http", "https:", "http:", ERR_FORMAT },
	{ "neutral address without host", "https://example.org/weather",
	    "https://", ERR_FORMAT },
	{ "neutral address with a host of one letter",
	    "https://example.org/weather", "https://a", OK },
	{ "neutral address with a space", "org/wea", "org/ wea", ERR_FORMAT },
	{ "neutral address with a double quote", "org/wea", "org/\"wea",
	    ERR_FORMAT },
	{ "neutral address with an apostrophe", "org/wea", "org/'wea",
	    ERR_FORMAT },
	{ "neutral address with an angle bracket", "org/wea", "org/<wea",
	    ERR_FORMAT },
	{ "neutral address with a non-ASCII letter", "org/wea",
	    "org/\xc3\xa9wea", ERR_FORMAT },
	{ "neutral address with DEL", "org/wea", "org/\177wea", ERR_FORMAT },
	{ "neutral address of 200 bytes", "https://example.org/weather",
	    "https://a" FIFTY FIFTY FIFTY TEN TEN TEN TEN "a", OK },
	{ "neutral address of 201 bytes", "https://example.org/weather",
	    "https://ab" FIFTY FIFTY FIFTY TEN TEN TEN TEN "a", ERR_FORMAT },
	{ "phone without a number", "phone 0800 7000", "phone", ERR_FORMAT },
	{ "phone of one character", "phone 0800 7000", "phone 1", OK },

	{ "letters 4", "neutral", "letters 4\nneutral", OK },
	{ "letters 3", "neutral", "letters 3\nneutral", ERR_FORMAT },
	{ "letters 64", "neutral", "letters 64\nneutral", OK },
	{ "letters 65", "neutral", "letters 65\nneutral", ERR_FORMAT },
	{ "letters before rhythm", "rhythm 1", "letters 4\nrhythm 1",
	    ERR_FORMAT },
	{ "an onion address", PHONE, PHONE ONION, OK },
	{ "onion address by https", PHONE,
	    PHONE "onion https://" B32 ".onion/\n", ERR_FORMAT },
	{ "onion address with a 1", PHONE,
	    PHONE "onion http://1" FIFTY "aaaaa.onion/\n", ERR_FORMAT },
	{ "onion address with a capital", PHONE,
	    PHONE "onion http://A" FIFTY "aaaaa.onion/\n", ERR_FORMAT },
	{ "onion address one character too short", PHONE,
	    PHONE "onion http://" FIFTY "aaaaa.onion/\n", ERR_FORMAT },
	{ "onion address without a slash", PHONE,
	    PHONE "onion http://" B32 ".onion\n", ERR_FORMAT },
	{ "a colour", PHONE, PHONE "colour 0a5c3c\n", OK },
	{ "colour with capitals", PHONE, PHONE "colour 0A5C3C\n", ERR_FORMAT },
	{ "colour of five digits", PHONE, PHONE "colour 0a5c3\n", ERR_FORMAT },
	{ "colour of seven digits", PHONE, PHONE "colour 0a5c3c0\n",
	    ERR_FORMAT },
	{ "colour before onion", PHONE, PHONE "colour 0a5c3c\n" ONION,
	    ERR_FORMAT },
	{ "the lines that say who runs the service", PHONE, PHONE WHO, OK },
	{ "the lines that say who runs the service, after the regions",
	    "card all", WHO "card all", ERR_FORMAT },
	{ "contact before privacy", PHONE,
	    PHONE "contact nl Post\nprivacy nl Niets\n", ERR_FORMAT },
	{ "about without text", PHONE, PHONE "about nl\n", ERR_FORMAT },

	{ "no region",
	    "region 1 en North\nregion 1 nl Noord\nregion 2 nl Zuid\n", "",
	    OK },
	{ "region 9 only",
	    "region 1 en North\nregion 1 nl Noord\nregion 2 nl Zuid",
	    "region 9 nl Overal", OK },
	{ "region 0", "region 1 en", "region 0 en", ERR_FORMAT },
	{ "region 255", "region 2 nl", "region 255 nl", OK },
	{ "region 256", "region 2 nl", "region 256 nl", ERR_FORMAT },
	{ "regions in descending order", "region 1 nl", "region 3 nl",
	    ERR_FORMAT },
	{ "the same region and language twice", "region 1 nl", "region 1 en",
	    ERR_FORMAT },
	{ "languages in descending order", "region 1 nl", "region 1 de",
	    ERR_FORMAT },
	{ "a language before a longer one that begins with it", "region 1 nl",
	    "region 1 enz", OK },
	{ "a language after a longer one that begins with it", "region 1 en",
	    "region 1 nlx", ERR_FORMAT },
	{ "a language of one letter", "region 2 nl", "region 2 n", ERR_FORMAT },
	{ "a language of four letters", "region 2 nl", "region 2 nlnl",
	    ERR_FORMAT },
	{ "a language in capitals", "region 2 nl", "region 2 NL", ERR_FORMAT },
	{ "a language with a digit", "region 2 nl", "region 2 n1", ERR_FORMAT },
	{ "a region without text", "region 2 nl Zuid", "region 2 nl",
	    ERR_FORMAT },
	{ "a card of an unknown kind", "card me", "card you", ERR_FORMAT },
	{ "a card without text", "card me en Call us", "card me en",
	    ERR_FORMAT },
	{ "a region after a card", "card care", "region 9 nl X\ncard care",
	    ERR_FORMAT },

	{ "desk id one digit too short", "desk a0", "desk a", ERR_FORMAT },
	{ "two desks with the same id", ID1, ID0, ERR_FORMAT },
	{ "a desk and a partner with the same id", ID2, ID1, ERR_FORMAT },
	{ "two desks with the same name", " zuid 32", " noord 32", ERR_FORMAT },
	{ "a desk and a partner with the same name", " politie 0", " zuid 0",
	    ERR_FORMAT },
	{ "a desk without cells", " noord 64 1", " noord 0 1", ERR_FORMAT },
	{ "4096 cells together", " noord 64 1", " noord 4064 1", OK },
	{ "4097 cells together", " noord 64 1", " noord 4065 1", ERR_FORMAT },
	{ "4097 cells at one desk", " noord 64 1", " noord 4097 1",
	    ERR_FORMAT },
	{ "a partner with cells", " politie 0", " politie 1", ERR_FORMAT },
	{ "schedule version 0", " noord 64 1", " noord 64 0", ERR_FORMAT },
	{ "one value too many for a desk", " noord 64 1", " noord 64 1 1",
	    ERR_FORMAT },
	{ "ik key one letter too long", "ik ", "ik A", ERR_FORMAT },
	{ "topic 0", "topics 1 2 31", "topics 0 2 31", ERR_FORMAT },
	{ "topic 32", "topics 1 2 31", "topics 1 2 32", ERR_FORMAT },
	{ "topics in descending order", "topics 1 2 31", "topics 2 1 31",
	    ERR_FORMAT },
	{ "the same topic twice", "topics 1 2 31", "topics 2 2 31",
	    ERR_FORMAT },
	{ "no topic", "topics 1 2 31", "topics", ERR_FORMAT },
	{ "all topics, then one", "topics all", "topics all 1", ERR_FORMAT },
	{ "one topic, then all", "topics all", "topics 1 all", ERR_FORMAT },
	{ "region 256 at a desk", "regions 2 255", "regions 2 256",
	    ERR_FORMAT },
	{ "a desk's types", TITLE, "types 1 4 7\n" TITLE, OK },
	{ "all types", TITLE, "types all\n" TITLE, OK },
	{ "type 0", TITLE, "types 0\n" TITLE, ERR_FORMAT },
	{ "type 8", TITLE, "types 8\n" TITLE, ERR_FORMAT },
	{ "types after a title", TITLE, TITLE "types 1\n", ERR_FORMAT },
	{ "no title", TITLE, "", ERR_FORMAT },
	{ "a title without text", TITLE, "title nl\n", ERR_FORMAT },
	{ "a title of 200 bytes", TITLE,
	    "title nl " FIFTY FIFTY FIFTY FIFTY "\n", OK },
	{ "a title of 201 bytes", TITLE,
	    "title nl a" FIFTY FIFTY FIFTY FIFTY "\n", ERR_FORMAT },
	{ "a title with a control character", TITLE, "title nl a\033[m\n",
	    ERR_FORMAT },
	{ "a title after about", "about nl Over ons\n",
	    "about nl Over ons\ntitle de Nord\n", ERR_FORMAT },
	{ "two spaces before a title", TITLE, "title nl  Zuid\n", ERR_FORMAT },
	{ "a space after a title", TITLE, "title nl Zuid \n", ERR_FORMAT },
	{ "desks only", "partner " ID2 " politie 0 1",
	    "desk " ID2 " politie 1 1", OK },
	{ "no desk", "desk " ID0, "partner " ID0, ERR_FORMAT },
	{ "revoked name one digit too short", "revoked ff", "revoked f",
	    ERR_FORMAT },
	{ "nothing revoked", "revoked " FF "\n", "", OK },
};

static void
parses(void **state)
{
	const struct edit_row *row = *state;

	signed_edit(edited, sizeof(edited), text, row->from, row->to);
	memset(&d, 9, sizeof(d));
	assert_int_equal(directory_parse(&d, span_str(edited)), row->want);
	if (row->want != OK)
		assert_true(sodium_is_zero((const uint8_t *)&d, sizeof(d)));
}

/* True if the first ${n} bytes of text are a whole directory. */
static bool
may_end(size_t n)
{
	static const char *const words[] = { "title", "about", "passes",
		"revoked" };
	size_t at = n - 1;

	if (n == 0 || text[n - 1] != '\n')
		return false;
	while (at > 0 && text[at - 1] != '\n')
		at--;
	for (size_t i = 0; i < 4; i++)
		if (strncmp(text + at, words[i], strlen(words[i])) == 0)
			return true;
	return false;
}

static void
may_end_only_after_a_last_line(void **state)
{
	const size_t n = strlen(text);

	(void)state;
	for (size_t i = 0; i <= n; i++) {
		struct span s = { (const uint8_t *)text, i };

		assert_int_equal(directory_parse(&d, s),
		    may_end(i) ? OK : ERR_FORMAT);
	}
	assert_int_equal(directory_parse(&d, (struct span){ NULL, 0 }),
	    ERR_FORMAT);
}

static void
reads_every_field(void **state)
{
	const struct desk_id zuid = signed_id(1);
	const struct desk_id nobody = signed_id(7);

	(void)state;
	assert_int_equal(directory_parse(&d, span_str(text)), OK);
	assert_int_equal(d.version, 7);
	assert_int_equal(d.issued, SIGNED_DAY - 4);
	assert_int_equal(d.expires, SIGNED_DAY + 184);
	assert_int_equal(d.rhythm, 1);
	assert_string_equal(d.srv.name, "demo");
	assert_true(span_is(d.phone, "0800 7000"));
	assert_true(span_is(d.neutral, "https://example.org/weather"));
	assert_int_equal(d.letters, 32);
	assert_int_equal(d.onion.n + d.colour.n + d.holder[0].types, 0);
	assert_int_equal(d.holders, 3);
	assert_int_equal(d.desks, 2);
	assert_string_equal(d.holder[0].ik.name, "noord");
	assert_int_equal(d.holder[0].cells, 64);
	assert_int_equal(d.holder[0].topics, 1U << 1 | 1U << 2 | 1U << 31);
	assert_int_equal(d.holder[1].topics, 0xffffffff);
	assert_int_equal(d.holder[1].min_version, 3);
	assert_int_equal(d.holder[1].regions[31], 0xff);
	assert_int_equal(d.holder[2].regions[0], 1 << 2);
	assert_int_equal(d.holder[2].regions[31], 1 << 7);
	assert_true(d.holder[2].partner);
	assert_false(d.holder[1].partner);
	assert_ptr_equal(directory_holder(&d, &zuid), &d.holder[1]);
	assert_null(directory_holder(&d, &nobody));
}

static void
reads_who_runs_the_service(void **state)
{
	(void)state;
	signed_edit(edited, sizeof(edited), text, PHONE,
	    PHONE ONION "colour 0a5c3c\n" WHO);
	assert_int_equal(directory_parse(&d, span_str(edited)), OK);
	assert_true(span_is(d.onion, "http://" B32 ".onion/"));
	assert_true(span_is(d.colour, "0a5c3c"));
	assert_true(span_is(lines_text(d.lines, "about", NULL, "nl"), "Een"));
	assert_true(
	    span_is(lines_text(d.lines, "title", NULL, "pl"), "Dienst"));
	signed_edit(edited, sizeof(edited), text, TITLE, "types 1 7\n" TITLE);
	assert_int_equal(directory_parse(&d, span_str(edited)), OK);
	assert_int_equal(d.holder[1].types, 1 << 1 | 1 << 7);
}

int
main(void)
{
	static struct rows all;

	if (sodium_init() < 0)
		return 1;
	signed_directory_text(text, sizeof(text));
	ROWS(all, parses, edits);
	ROW(all, may_end_only_after_a_last_line);
	ROW(all, reads_every_field);
	ROW(all, reads_who_runs_the_service);
	return rows_run(&all, __FILE__);
}
