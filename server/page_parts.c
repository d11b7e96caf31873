/* page_parts.c - the parts of a page that a directory or a visit fills. */

#include <string.h>

#include "page_view.h"

/* The text of ${word} in the lines of a holder, in the page's language. */
static void
put_line(struct writer *w, const struct view *v, struct span lines,
    const char *word)
{
	view_say(w, v, lines_text(lines, word, NULL, v->lang->code));
}

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
		{ T_w_e_desk, { "desks", "more-desks" } },
		{ T_w_e_desks, { "desks", "more-desks" } },
		{ T_w_e_stopped, { "desks", "more-desks" } },
		{ T_w_e_code, { "code-in", "code-in" } },
		{ T_w_e_check, { "code-in", "code-in" } },
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
	wire_put_str(w, at);
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

void
part_code_typed(struct writer *w, const struct view *v)
{
	struct span s = view_typed(v, "code");

	/* one carried along is not for this field; over 100 is no code */
	if ((v->flags & VIEW_CODE) == 0 && s.n <= 100)
		view_attribute(w, s);
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

void
part_languages(struct writer *w, const struct view *v)
{
	for (size_t i = 0; i < LANGS; i++) {
		if (!languages_have(v->languages, &langs[i]))
			continue;
		wire_put_str(w, "<button name=\"lang\" value=\"");
		wire_put_str(w, langs[i].code);
		wire_put_str(w, "\"");
		view_lang(w, &langs[i]);
		wire_put_str(w,
		    v->lang == &langs[i] ? " aria-current=\"true\">" : ">");
		view_escape(w, span_str(langs[i].name));
		wire_put_str(w, "</button>\n");
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
}

/* One desk as a choice: its name, who it is, to whom it passes tips. */
static void
put_desk(struct writer *w, const struct view *v, const struct holder *h)
{
	char name[sizeof("desk.") + KEY_NAME_MAX] = "desk.";
	bool on = v->directory->desks == 1;

	memcpy(name + 5, h->ik.name, strlen(h->ik.name) + 1);
	on = on || view_typed(v, name).n > 0;
	wire_put_str(w,
	    "<label class=\"choice\"><input type=\"checkbox\" "
	    "value=\"1\" name=\"");
	wire_put_str(w, name);
	wire_put_str(w, "\" id=\"desk-");
	wire_put_str(w, h->ik.name);
	wire_put_str(w, "\" form=\"");
	wire_put_str(w, (v->flags & VIEW_ANSWERS) != 0 ? "moreform" : "tip");
	wire_put_str(w, on ? "\" checked>" : "\">");
	wire_put_str(w, "<span><b>");
	put_line(w, v, h->lines, "title");
	wire_put_str(w, "</b> ");
	put_line(w, v, h->lines, "about");
	if (lines_text(h->lines, "passes", NULL, v->lang->code).n > 0) {
		wire_put_str(w, "<small>");
		view_text(w, v, T_desks_passes);
		wire_put_str(w, " ");
		put_line(w, v, h->lines, "passes");
		wire_put_str(w, "</small>");
	}
	wire_put_str(w, "</span></label>\n");
}

void
part_desks(struct writer *w, const struct view *v)
{
	for (size_t i = 0; i < v->directory->desks; i++)
		put_desk(w, v, &v->directory->holder[i]);
}

/* The operator's help cards; the script shows those that fit. */
void
part_cards(struct writer *w, const struct view *v)
{
	static const char *const when[] = { "all", "me", "sex", "care" };
	bool any = false;

	for (size_t i = 0; i < 4; i++) {
		struct span s = lines_text(v->directory->lines, "card", when[i],
		    v->lang->code);

		if (s.n == 0)
			continue;
		if (!any) {
			wire_put_str(w,
			    "<section id=\"cards\" class=\"screen\">"
			    "\n<h2 tabindex=\"-1\">");
			view_text(w, v, T_cards_title);
			wire_put_str(w, "</h2>\n");
		}
		any = true;
		wire_put_str(w, "<p class=\"card\" data-when=\"");
		wire_put_str(w, when[i]);
		wire_put_str(w, "\">");
		view_say(w, v, s);
		wire_put_str(w, "</p>\n");
	}
	if (any)
		wire_put_str(w, "</section>\n");
}
