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
	{ "another first line", "tip1/dir", "tip2/dir", ERR_FORMAT },
	{ "a value on the first line", "directory\n", "directory 1\n",
	    ERR_FORMAT },
	{ "an empty first line", "tip1/", "\ntip1/", ERR_FORMAT },
	{ "no last LF", FF "\n", FF, ERR_FORMAT },
	{ "an empty last line", FF "\n", FF "\n\n", ERR_FORMAT },
	{ "an unknown last line", FF "\n", FF "\nmore 1\n", ERR_FORMAT },
	{ "an unknown line", "rhythm", "colour red\nrhythm", ERR_FORMAT },
	{ "a line left out", "rhythm 1\n", "", ERR_FORMAT },
	{ "a line twice", "rhythm 1\n", "rhythm 1\nrhythm 1\n", ERR_FORMAT },
	{ "two lines swapped", "version 7\nissued 2026-07-27\n",
	    "issued 2026-07-27\nversion 7\n", ERR_FORMAT },
	{ "CR LF", "version 7\n", "version 7\r\n", ERR_FORMAT },
	{ "a space behind", "version 7\n", "version 7 \n", ERR_FORMAT },
	{ "a space before", "version 7", " version 7", ERR_FORMAT },
	{ "two spaces", "version 7", "version  7", ERR_FORMAT },
	{ "a TAB", "version 7", "version\t7", ERR_FORMAT },
	{ "a value left over", "version 7", "version 7 8", ERR_FORMAT },
	{ "a value missing", "version 7", "version", ERR_FORMAT },
	{ "a word in capitals", "version 7", "Version 7", ERR_FORMAT },
	{ "a comment", "version 7", "# 1\nversion 7", ERR_FORMAT },

	{ "name in capitals", "name demo", "name Demo", ERR_FORMAT },
	{ "name of 32", "name demo", "name a" TEN TEN TEN "z", OK },
	{ "name of 33", "name demo", "name a" TEN TEN TEN "zz", ERR_FORMAT },
	{ "service one short", SERVICE, "service 1", ERR_FORMAT },
	{ "service one long", SERVICE, "service 111", ERR_FORMAT },
	{ "service in capitals", SERVICE, "service A1", ERR_FORMAT },
	{ "version 0", "version 7", "version 0", ERR_FORMAT },
	{ "version 07", "version 7", "version 07", ERR_FORMAT },
	{ "version at its most", "version 7", "version 4294967295", OK },
	{ "version over", "version 7", "version 4294967296", ERR_FORMAT },
	{ "no such day", "2026-07-27", "2026-06-31", ERR_FORMAT },
	{ "expires before", "2027-01-31", "2026-07-26", ERR_FORMAT },
	{ "expires the same day", "2027-01-31", "2026-07-27", OK },
	{ "200 days", "2027-01-31", "2027-02-12", OK },
	{ "201 days", "2027-01-31", "2027-02-13", ERR_FORMAT },
	{ "srv cut", "srv ", "srv A", ERR_FORMAT },
	{ "rhythm 0", "rhythm 1", "rhythm 0", ERR_FORMAT },
	{ "rhythm 2", "rhythm 1", "rhythm 2", OK },
	{ "rhythm 3", "rhythm 1", "rhythm 3", ERR_FORMAT },

	{ "neutral by http", "https:", "http:", ERR_FORMAT },
	{ "neutral, no host", "https://example.org/weather", "https://",
	    ERR_FORMAT },
	{ "neutral, one letter", "https://example.org/weather", "https://a",
	    OK },
	{ "neutral, a space", "org/wea", "org/ wea", ERR_FORMAT },
	{ "neutral, a quote", "org/wea", "org/\"wea", ERR_FORMAT },
	{ "neutral, an apostrophe", "org/wea", "org/'wea", ERR_FORMAT },
	{ "neutral, a bracket", "org/wea", "org/<wea", ERR_FORMAT },
	{ "neutral, not ASCII", "org/wea", "org/\xc3\xa9wea", ERR_FORMAT },
	{ "neutral, DEL", "org/wea", "org/\177wea", ERR_FORMAT },
	{ "neutral, 201 bytes", "org/", "org/" FIFTY FIFTY FIFTY FIFTY,
	    ERR_FORMAT },
	{ "no phone", "phone 0800 7000", "phone", ERR_FORMAT },
	{ "phone, one character", "phone 0800 7000", "phone 1", OK },

	{ "letters 4", "neutral", "letters 4\nneutral", OK },
	{ "letters 3", "neutral", "letters 3\nneutral", ERR_FORMAT },
	{ "letters 64", "neutral", "letters 64\nneutral", OK },
	{ "letters 65", "neutral", "letters 65\nneutral", ERR_FORMAT },
	{ "letters before rhythm", "rhythm 1", "letters 4\nrhythm 1",
	    ERR_FORMAT },
	{ "onion", PHONE, PHONE ONION, OK },
	{ "onion by https", PHONE, PHONE "onion https://" B32 ".onion/\n",
	    ERR_FORMAT },
	{ "onion with a 1", PHONE,
	    PHONE "onion http://1" FIFTY "aaaaa.onion/\n", ERR_FORMAT },
	{ "onion in capitals", PHONE,
	    PHONE "onion http://A" FIFTY "aaaaa.onion/\n", ERR_FORMAT },
	{ "onion one short", PHONE,
	    PHONE "onion http://" FIFTY "aaaaa.onion/\n", ERR_FORMAT },
	{ "onion without a slash", PHONE, PHONE "onion http://" B32 ".onion\n",
	    ERR_FORMAT },
	{ "colour", PHONE, PHONE "colour 0a5c3c\n", OK },
	{ "colour in capitals", PHONE, PHONE "colour 0A5C3C\n", ERR_FORMAT },
	{ "colour of five", PHONE, PHONE "colour 0a5c3\n", ERR_FORMAT },
	{ "colour of seven", PHONE, PHONE "colour 0a5c3c0\n", ERR_FORMAT },
	{ "colour before onion", PHONE, PHONE "colour 0a5c3c\n" ONION,
	    ERR_FORMAT },
	{ "who it is", PHONE, PHONE WHO, OK },
	{ "who it is, behind the regions", "card all", WHO "card all",
	    ERR_FORMAT },
	{ "contact before privacy", PHONE,
	    PHONE "contact nl Post\nprivacy nl Niets\n", ERR_FORMAT },
	{ "about without text", PHONE, PHONE "about nl\n", ERR_FORMAT },

	{ "no region", "region 1 en North\nregion 1 nl Noord\nregion 2 nl Zuid",
	    "region 9 nl Overal", OK },
	{ "region 0", "region 1 en", "region 0 en", ERR_FORMAT },
	{ "region 255", "region 2 nl", "region 255 nl", OK },
	{ "region 256", "region 2 nl", "region 256 nl", ERR_FORMAT },
	{ "regions descend", "region 1 nl", "region 3 nl", ERR_FORMAT },
	{ "a pair twice", "region 1 nl", "region 1 en", ERR_FORMAT },
	{ "languages descend", "region 1 nl", "region 1 de", ERR_FORMAT },
	{ "a prefix ascends", "region 1 nl", "region 1 enz", OK },
	{ "a prefix descends", "region 1 en", "region 1 nlx", ERR_FORMAT },
	{ "language of one", "region 2 nl", "region 2 n", ERR_FORMAT },
	{ "language of four", "region 2 nl", "region 2 nlnl", ERR_FORMAT },
	{ "language in capitals", "region 2 nl", "region 2 NL", ERR_FORMAT },
	{ "language with a digit", "region 2 nl", "region 2 n1", ERR_FORMAT },
	{ "region without text", "region 2 nl Zuid", "region 2 nl",
	    ERR_FORMAT },
	{ "card of another kind", "card me", "card you", ERR_FORMAT },
	{ "card without text", "card me en Call us", "card me en", ERR_FORMAT },
	{ "a region behind a card", "card care", "region 9 nl X\ncard care",
	    ERR_FORMAT },

	{ "id one short", "desk a0", "desk a", ERR_FORMAT },
	{ "ids the same", ID1, ID0, ERR_FORMAT },
	{ "partner's id the same", ID2, ID1, ERR_FORMAT },
	{ "names the same", " zuid 32", " noord 32", ERR_FORMAT },
	{ "partner's name the same", " politie 0", " zuid 0", ERR_FORMAT },
	{ "no cells", " noord 64 1", " noord 0 1", ERR_FORMAT },
	{ "cells together 4096", " noord 64 1", " noord 4064 1", OK },
	{ "cells together 4097", " noord 64 1", " noord 4065 1", ERR_FORMAT },
	{ "cells over 4096", " noord 64 1", " noord 4097 1", ERR_FORMAT },
	{ "a partner with cells", " politie 0", " politie 1", ERR_FORMAT },
	{ "schedule version 0", " noord 64 1", " noord 64 0", ERR_FORMAT },
	{ "a value left over", " noord 64 1", " noord 64 1 1", ERR_FORMAT },
	{ "ik cut", "ik ", "ik A", ERR_FORMAT },
	{ "topic 0", "topics 1 2 31", "topics 0 2 31", ERR_FORMAT },
	{ "topic 32", "topics 1 2 31", "topics 1 2 32", ERR_FORMAT },
	{ "topics descend", "topics 1 2 31", "topics 2 1 31", ERR_FORMAT },
	{ "a topic twice", "topics 1 2 31", "topics 2 2 31", ERR_FORMAT },
	{ "no topic", "topics 1 2 31", "topics", ERR_FORMAT },
	{ "all and one", "topics all", "topics all 1", ERR_FORMAT },
	{ "one and all", "topics all", "topics 1 all", ERR_FORMAT },
	{ "region 256 of a desk", "regions 2 255", "regions 2 256",
	    ERR_FORMAT },
	{ "types", TITLE, "types 1 4 7\n" TITLE, OK },
	{ "types all", TITLE, "types all\n" TITLE, OK },
	{ "type 0", TITLE, "types 0\n" TITLE, ERR_FORMAT },
	{ "type 8", TITLE, "types 8\n" TITLE, ERR_FORMAT },
	{ "types behind a title", TITLE, TITLE "types 1\n", ERR_FORMAT },
	{ "no title", TITLE, "", ERR_FORMAT },
	{ "title without text", TITLE, "title nl\n", ERR_FORMAT },
	{ "title of 200", TITLE, "title nl " FIFTY FIFTY FIFTY FIFTY "\n", OK },
	{ "title of 201", TITLE, "title nl a" FIFTY FIFTY FIFTY FIFTY "\n",
	    ERR_FORMAT },
	{ "title with a control", TITLE, "title nl a\033[m\n", ERR_FORMAT },
	{ "title behind about", "about nl Over ons\n",
	    "about nl Over ons\ntitle de Nord\n", ERR_FORMAT },
	{ "two spaces before a title", TITLE, "title nl  Zuid\n", ERR_FORMAT },
	{ "a space behind a title", TITLE, "title nl Zuid \n", ERR_FORMAT },
	{ "a desk behind a partner", "partner " ID2 " politie 0 1",
	    "desk " ID2 " politie 1 1", OK },
	{ "no desk", "desk " ID0, "partner " ID0, ERR_FORMAT },
	{ "revoked one short", "revoked ff", "revoked f", ERR_FORMAT },
	{ "nothing revoked", "revoked " FF "\n", "", OK },
};

static void
edit(void **state)
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
cut(void **state)
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
read_whole(void **state)
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
read_who(void **state)
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
	ROWS(all, edit, edits);
	ROW(all, cut);
	ROW(all, read_whole);
	ROW(all, read_who);
	return rows_run(&all, "crypto_directory");
}
