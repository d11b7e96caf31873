/* lang.h - the language in which the desk speaks: English or Dutch. */

#ifndef LANG_LANG_H
#define LANG_LANG_H

#include <stdbool.h>

/*
 * lang_begin(choice):
 * Choose the language: ${choice} ("nl", "en"), or where it is NULL that of the
 * environment.  Works without an installed locale of it.  Reads the texts now,
 * so call it before the sandbox forbids opening files.  False for a language
 * that is not there: then the one before stays.
 */
bool lang_begin(const char *choice);

/* "nl" or "en". */
const char *lang_now(void);

/* A text in the language chosen; the source is English.  Static. */
const char *lang_text(const char *text) __attribute__((format_arg(1)));

/* The same for a number ${n} of things. */
const char *lang_plural(const char *one, const char *many, unsigned long n)
    __attribute__((format_arg(1), format_arg(2)));

/* NOLINTNEXTLINE(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp) */
#define _(text) lang_text(text)
#define N_(text) text /* found by xgettext, spoken later */

#endif
