/* show.c - writes the page that answers a form, always of one size. */

#include <string.h>

#include "form/inside.h"

enum form_result
form_page(struct post *p)
{
	struct writer out = { p->w->page, FORM_ANSWER_SIZE, 0, false };
	const size_t shut = strlen("-->\n");

	view_print(&out, &p->view);
	if (out.bad && p->view.keep) { /* too much to show again */
		p->view.keep = false;
		p->view.faults = 0;
		view_fault(&p->view, T_e_lost, 0);
		out = (struct writer){ out.p, out.cap, 0, false };
		view_print(&out, &p->view);
	}
	if (out.cap - out.n > strlen("<!--") + shut) {
		wire_put_str(&out, "<!--");
		while (out.cap - out.n > shut)
			wire_put_u8(&out, ' ');
		wire_put_str(&out, "-->");
	}
	while (out.n < out.cap)
		wire_put_u8(&out, '\n');
	return FORM_PAGE;
}

enum form_result
form_mistake(struct post *p, enum text_id t)
{
	view_fault(&p->view, t, 0);
	return form_page(p);
}
