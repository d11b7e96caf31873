/* page_parts.c - the parts of a page that a directory or a visit fills. */

#include <string.h>

#include "hashes.h"
#include "page_view.h"

void
part_lang(struct writer *w, const struct view *v)
{
	wire_put_str(w, v->lang->code);
}

void
part_dir(struct writer *w, const struct view *v)
{
	wire_put_str(w, v->lang->dir);
}

void
part_root(struct writer *w, const struct view *v)
{
	char text[VKEY_TEXT];

	vkey_print(text, &v->directory->root);
	wire_put_str(w, text);
}

/* What a browser has to find in the files that the page loads. */
void
part_hash_boot(struct writer *w, const struct view *v)
{
	(void)v;
	wire_put_str(w, HASH_BOOT);
}

void
part_hash_script(struct writer *w, const struct view *v)
{
	(void)v;
	wire_put_str(w, HASH_SCRIPT);
}

void
part_hash_tip(struct writer *w, const struct view *v)
{
	(void)v;
	wire_put_str(w, HASH_TIP);
}

void
part_hash_wasm(struct writer *w, const struct view *v)
{
	(void)v;
	wire_put_str(w, HASH_WASM);
}

/* How many bytes the board has once every desk has brought an outbox. */
void
part_board_size(struct writer *w, const struct view *v)
{
	uint64_t n = 2;

	for (size_t i = 0; i < v->directory->desks; i++)
		n += SECTION_HEAD_SIZE +
		    (uint64_t)RECORD_SIZE * v->directory->holder[i].cells;
	wire_put_decimal(w, n);
}

void
part_neutral(struct writer *w, const struct view *v)
{
	view_attribute(w, v->directory->neutral);
}

void
part_phone(struct writer *w, const struct view *v)
{
	view_say(w, v, v->directory->phone);
}

/* What is wrong, with a link to where it is put right. */
void
part_error(struct writer *w, const struct view *v)
{
	static const struct {
		enum text_id error;
		const char *at[2]; /* on the home page, on that of answers */
	} links[] = {
		{ T_w_e_empty, { "text", "more-text" } },
		{ T_w_e_long, { "text", "more-text" } },
		{ T_w_e_text, { "text", "more-text" } },
		{ T_w_e_half, { "text", "more-text" } },
		{ T_w_e_secret, { "text", "more-text" } },
		{ T_e_cut, { "text", "more-text" } },
		{ T_w_e_desk, { "desks", "more-desks" } },
		{ T_w_e_desks, { "desks", "more-desks" } },
		{ T_w_e_stopped, { "desks", "more-desks" } },
		{ T_w_e_code, { "code-in", "code-in" } },
		{ T_w_e_check, { "code-in", "code-in" } },
		{ T_e_unsent, { "tip-send", "more-send" } },
	};
	const char *at = NULL;

	for (size_t i = 0; i < sizeof(links) / sizeof(links[0]); i++)
		if (links[i].error == v->error)
			at = links[i].at[(v->flags & VIEW_ANSWERS) != 0];
	if (at == NULL) {
		view_text(w, v, v->error);
		return;
	}
	wire_put_str(w, "<a href=\"#");
	if (v->error_field != 0) {
		wire_put_str(w, "f");
		wire_put_decimal(w, v->error_field);
	} else {
		wire_put_str(w, at);
	}
	wire_put_str(w, "\">");
	view_text(w, v, v->error);
	wire_put_str(w, "</a>");
}

void
part_first_answer(struct writer *w, const struct view *v)
{
	view_text(w, v,
	    v->directory->rhythm == 1 ? T_first_answer_1 : T_first_answer_2);
}

void
part_code(struct writer *w, const struct view *v)
{
	wire_put_str(w, v->code);
}

enum { CODE_TYPED_MAX = 400 }; /* bytes: each digit may have its mark */

void
part_code_typed(struct writer *w, const struct view *v)
{
	bool answers = (v->flags & VIEW_ANSWERS) != 0;
	struct span s = view_typed(v, answers ? "code" : "typed");

	if (s.n <= CODE_TYPED_MAX) /* longer is no code */
		view_attribute(w, s);
}

void
part_unkept(struct writer *w, const struct view *v)
{
	(void)v;
	wire_put_str(w, UNKEPT);
}

/*
 * Chromium leaves out of its session files what a form posted if that form has
 * a password. This one is never posted, and no browser offers to save it: it is
 * disabled, hidden, of one letter, and for one time.
 */
void
part_secret(struct writer *w, const struct view *v)
{
	(void)v;
	wire_put_str(w,
	    "<input type=\"password\" value=\"x\" "
	    "autocomplete=\"one-time-code\" disabled hidden>");
}

void
part_text(struct writer *w, const struct view *v)
{
	wire_put_str(w, "\n"); /* HTML drops one line end here, never ours */
	view_escape(w, view_typed(v, "text"));
}

/* "It is stored", in every language: the page comes back by GET. */
void
part_sent(struct writer *w, const struct view *v)
{
	for (size_t i = 0; i < LANGS; i++) {
		if (!languages_have(v->languages, &langs[i]))
			continue;
		wire_put_str(w, "<p");
		view_lang(w, &langs[i]);
		wire_put_str(w, ">");
		view_escape(w, span_str(langs[i].text[T_sent_line]));
		wire_put_str(w, "</p>\n");
	}
}

/* That nobody has reviewed what this page says, if that is so. */
void
part_unreviewed(struct writer *w, const struct view *v)
{
	if (v->lang->reviewed)
		return;
	wire_put_str(w, "<p class=\"note unreviewed\">");
	view_text(w, v, T_unreviewed);
	wire_put_str(w, "</p>\n");
}

/* The form that what stands on this page belongs to. */
void
part_form(struct writer *w, const struct view *v)
{
	wire_put_str(w, (v->flags & VIEW_ANSWERS) != 0 ? "moreform" : "tip");
}

/* The button that sends what part_error() warns of. */
void
part_act_anyway(struct writer *w, const struct view *v)
{
	wire_put_str(w,
	    (v->flags & VIEW_ANSWERS) != 0 ? "more.code" : "send.code");
}

/* A button for each language; ${form} is the form of them, as attributes. */
static void
put_languages(struct writer *w, const struct view *v, const char *form)
{
	for (size_t i = 0; i < LANGS; i++) {
		if (!languages_have(v->languages, &langs[i]))
			continue;
		wire_put_str(w, "<button name=\"do\" value=\"lang.");
		wire_put_str(w, langs[i].code);
		wire_put_str(w, "\"");
		wire_put_str(w, form);
		view_lang(w, &langs[i]);
		wire_put_str(w,
		    v->lang == &langs[i] ? " aria-current=\"true\">" : ">");
		view_escape(w, span_str(langs[i].name));
		wire_put_str(w, "</button>\n");
	}
}

void
part_languages(struct writer *w, const struct view *v)
{
	put_languages(w, v, "");
}

/* In the plain form they carry along what was typed. */
void
part_languages_plain(struct writer *w, const struct view *v)
{
	put_languages(w, v, " form=\"tip\" formaction=\"/\"");
}

/* What each desk is called, also one that has stopped: it may have answered. */
static void
put_titles(struct writer *w, const struct view *v)
{
	for (size_t i = 0; i < v->directory->desks; i++) {
		const struct holder *h = &v->directory->holder[i];

		wire_put_str(w, "<p data-desk=\"");
		wire_put_str(w, h->ik.name);
		wire_put_str(w, "\">");
		view_say(w, v,
		    lines_text(h->lines, "title", NULL, v->lang->code));
		wire_put_str(w, "</p>\n");
	}
}

/* The texts that the script uses, by name. */
void
part_words(struct writer *w, const struct view *v)
{
	for (size_t t = 0; t < TEXTS; t++) {
		if (strncmp(text_names[t], "w_", 2) != 0)
			continue;
		wire_put_str(w, "<p data-word=\"");
		wire_put_str(w, text_names[t] + 2);
		wire_put_str(w, "\">");
		view_text(w, v, (enum text_id)t);
		wire_put_str(w, "</p>\n");
	}
	put_titles(w, v);
}

static void
put_card(struct writer *w, const struct view *v, const char *when,
    struct span s)
{
	wire_put_str(w, "<p class=\"card\" data-when=\"");
	wire_put_str(w, when);
	wire_put_str(w, "\">");
	view_say(w, v, s);
	wire_put_str(w, "</p>\n");
}

/* All cards for ${when}: those in the page's language, else the first. */
static void
put_cards(struct writer *w, const struct view *v, const char *when)
{
	struct span lines = v->directory->lines, rest;
	struct reader r = { lines.p, lines.n, false };
	bool any = false;

	while (r.n > 0 && !r.bad) {
		rest = wire_line(&r);
		if (!span_is(span_word(&rest), "card") ||
		    !span_is(span_word(&rest), when) ||
		    !span_is(span_word(&rest), v->lang->code))
			continue;
		put_card(w, v, when, rest);
		any = true;
	}
	rest = lines_text(lines, "card", when, v->lang->code);
	if (!any && rest.n > 0)
		put_card(w, v, when, rest);
}

/* The operator's help cards; the script shows those that fit. */
void
part_cards(struct writer *w, const struct view *v)
{
	if (lines_text(v->directory->lines, "card", NULL, "").n == 0)
		return;
	wire_put_str(w,
	    "<section id=\"cards\" class=\"screen\">\n"
	    "<h2 tabindex=\"-1\">");
	view_text(w, v, T_cards_title);
	wire_put_str(w, "</h2>\n");
	put_cards(w, v, "all");
	put_cards(w, v, "me");
	put_cards(w, v, "sex");
	put_cards(w, v, "care");
	wire_put_str(w, "</section>\n");
}
