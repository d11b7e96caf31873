/* questions.c - the questionnaire's fields, in the desk's words. */

#include "questions.h"

#include <stddef.h>

/* What must never leave the desk says so: it points to the tipster. */
static const struct question questions[] = {
	{ 2, "Topic",
	    { "forced to sex or sex work", "forced to work or steal",
		"violence or abuse", "drugs", "weapons", "fraud or money",
		"something else", "does not know" } },
	{ 3, "About (never pass on)",
	    { "the tipster", "someone else", "rather not say" } },
	{ 7, "When",
	    { "still going on", "last week", "last month", "longer ago",
		"does not know" } },
	{ 10, "Victim", { "under 18", "18 or older", "does not know" } },
	{ 11, "Signals",
	    { "must hand over money", "is brought and picked up", "is afraid",
		"may not leave alone", "passport taken", "bruises",
		"must pay a debt", "many different men visit",
		"suddenly has expensive things",
		"does not know where he or she is", "other" } },
	{ 14, "How it is known",
	    { "saw it", "heard it", "saw it online", "rather not say" } },
	{ 15, "Who else knows (never pass on)",
	    { "only the tipster", "a few people", "many people",
		"does not know" } },
	{ 134, "Where", { NULL } },
	{ 135, "Days and times", { NULL } },
	{ 136, "Who does this", { NULL } },
	{ 137, "Car", { NULL } },
	{ 138, "About the victim", { NULL } },
	{ 140, "Advert", { NULL } },
	{ 141, "How to help safely", { NULL } },
	{ 144, "Points to the tipster (never pass on)", { NULL } },
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
	return q->choice[choice - 1];
}
