/* questions.h - the questionnaire's fields, in the desk's words. */

#ifndef CLI_QUESTIONS_H
#define CLI_QUESTIONS_H

#include <stdint.h>

enum {
	CHOICES_MAX = 12,
};

/* A field of PROTOCOL.md, "Body"; choices from 1, none for a text. */
struct question {
	uint8_t field;
	const char *label; /* English, as is ${choice} */
	const char *choice[CHOICES_MAX];
};

/* The question of ${field}, or NULL: a newer page asks more. */
const struct question *question_find(uint8_t field);

/* Its words, and those of ${choice} or NULL, in the person's language. */
const char *question_label(const struct question *q);
const char *question_choice(const struct question *q, uint8_t choice);

#endif
