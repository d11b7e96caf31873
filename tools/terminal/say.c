/* say.c - prints a program's own sentences, and its errors. */

#include "terminal/say.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <sodium.h>

#include "terminal/foreign.h"
#include "terminal/screen.h"
#include "terminal/words.h"
#include "wire.h"

int
say_wrong(const char *format, ...)
{
	char *s = NULL;
	va_list ap;

	va_start(ap, format);
	if (vasprintf(&s, format, ap) < 0)
		s = NULL;
	va_end(ap);
	foreign_error("%s: %s.\n", program_invocation_short_name,
	    s == NULL ? _("there is not enough memory") : s);
	free(s);
	return 1;
}

int
say_failed(const char *doing, const char *what, enum err e)
{
	return say_wrong("%s %s: %s", doing, what, err_str(e));
}

void
say(const char *format, ...)
{
	char *s = NULL;
	va_list ap;
	int n;

	va_start(ap, format);
	n = vasprintf(&s, format, ap);
	va_end(ap);
	if (n < 0) {
		(void)say_wrong(_("there is not enough memory"));
		return;
	}
	screen_put((struct span){ (const uint8_t *)s, (size_t)n });
	sodium_memzero(s, (size_t)n);
	free(s);
}

void
say_aside(const char *format, ...)
{
	va_list ap;

	(void)fflush(stdout);
	va_start(ap, format);
	(void)vfprintf(stderr, format, ap);
	va_end(ap);
}
