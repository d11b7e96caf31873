/* card.c - card.txt: the lines of a desk for the directory that ROOT signs. */

#include "core/card.h"

#include <stdbool.h>
#include <string.h>

#include "text.h"

/* "nl=Meldpunt" as a line of the card; false if it is not like that. */
static bool
line_put(struct writer *w, const struct card_line *l)
{
	const char *eq = strchr(l->text, '=');
	size_t lang = eq == NULL ? 0 : (size_t)(eq - l->text);

	if (lang < 2 || lang > 3 ||
	    strspn(l->text, "abcdefghijklmnopqrstuvwxyz") != lang ||
	    name_check(span_str(eq + 1)) != OK)
		return false;
	wire_put_str(w, l->word);
	wire_put_str(w, " ");
	wire_put(w, l->text, lang);
	wire_put_str(w, " ");
	wire_put_str(w, eq + 1);
	wire_put_str(w, "\n");
	return true;
}

/* All lines with ${word}. */
static enum fault
lines_put(struct writer *w, struct detail *why, const char *word,
    const struct card_line *lines, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(lines[i].word, word) == 0 && !line_put(w, &lines[i]))
			return fault_text(why, FAULT_CARD_LINE, lines[i].text);
	return FAULT_NONE;
}

static bool
has_title(const struct card_line *lines, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(lines[i].word, "title") == 0)
			return true;
	return false;
}

static void
head_put(struct writer *w, const struct state *s, const struct sign_seed *ik)
{
	struct sign_public pub;

	sign_public_of(&pub, ik);
	wire_put_str(w, "desk ");
	wire_put_hex(w, s->desk.b, sizeof(s->desk.b));
	wire_put_str(w, " ");
	wire_put_str(w, s->name);
	wire_put_str(w, " ");
	wire_put_decimal(w, s->cells);
	wire_put_str(w, " 1\nik ");
	wire_put_base64(w, pub.b, sizeof(pub.b));
	wire_put_str(w, "\ntopics all\nregions all\n");
}

enum fault
card_print(struct writer *w, struct detail *why, const struct state *s,
    const struct sign_seed *ik, const struct card_line *lines, size_t n)
{
	static const char *const words[] = { "title", "about", "passes" };
	static const char *const langs[] = { "nl", "en" };
	enum fault f = FAULT_NONE;

	head_put(w, s, ik);
	for (size_t i = 0; !has_title(lines, n) && i < 2; i++) {
		wire_put_str(w, "title ");
		wire_put_str(w, langs[i]);
		wire_put_str(w, " ");
		wire_put_str(w, s->name);
		wire_put_str(w, "\n");
	}
	for (size_t i = 0;
	     i < sizeof(words) / sizeof(words[0]) && f == FAULT_NONE; i++)
		f = lines_put(w, why, words[i], lines, n);
	if (f == FAULT_NONE && w->bad)
		f = fault_plain(why, FAULT_CARD_LONG);
	return f;
}
