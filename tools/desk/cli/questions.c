/* questions.c - the questionnaire's fields, in the desk's words. */

#include "cli/questions.h"

#include <stddef.h>

#include "lang/lang.h"

/* What must never leave the desk says so: it points to the tipster. */
static const struct question questions[] = {
	{ 2, N_("Topic"),
	    { N_("forced to sex or sex work"), N_("forced to work or steal"),
		N_("violence or abuse"), N_("drugs"), N_("weapons"),
		N_("fraud or money"), N_("something else"),
		N_("does not know") } },
	{ 3, N_("About (never pass on)"),
	    { N_("the tipster"), N_("someone else"), N_("rather not say") } },
	{ 7, N_("When"),
	    { N_("still going on"), N_("last week"), N_("last month"),
		N_("longer ago"), N_("does not know") } },
	{ 10, N_("Victim"),
	    { N_("under 18"), N_("18 or older"), N_("does not know") } },
	{ 11, N_("Signals"),
	    { N_("must hand over money"), N_("is brought and picked up"),
		N_("is afraid"), N_("may not leave alone"),
		N_("passport taken"), N_("bruises"), N_("must pay a debt"),
		N_("many different men visit"),
		N_("suddenly has expensive things"),
		N_("does not know where he or she is"), N_("other") } },
	{ 14, N_("How it is known"),
	    { N_("saw it"), N_("heard it"), N_("saw it online"),
		N_("rather not say") } },
	{ 15, N_("Who else knows (never pass on)"),
	    { N_("only the tipster"), N_("a few people"), N_("many people"),
		N_("does not know") } },
	{ 134, N_("Where"), { NULL } },
	{ 135, N_("Days and times"), { NULL } },
	{ 136, N_("Who does this"), { NULL } },
	{ 137, N_("Car"), { NULL } },
	{ 138, N_("About the victim"), { NULL } },
	{ 140, N_("Advert"), { NULL } },
	{ 141, N_("How to help safely"), { NULL } },
	{ 144, N_("Points to the tipster (never pass on)"), { NULL } },
};

const struct question *
question_find(uint8_t field)
{
	for (size_t i = 0; i < sizeof(questions) / sizeof(questions[0]); i++)
		if (questions[i].field == field)
			return &questions[i];
	return NULL;
}

const char *
question_choice(const struct question *q, uint8_t choice)
{
	if (choice == 0 || choice > CHOICES_MAX)
		return NULL;
	return q->choice[choice - 1] == NULL ? NULL : _(q->choice[choice - 1]);
}

const char *
question_label(const struct question *q)
{
	return _(q->label);
}
