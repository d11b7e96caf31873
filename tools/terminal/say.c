/* say.c - prints a program's own sentences, and its errors. */

#include "terminal/say.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "terminal/foreign.h"

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
	    s == NULL ? "there is not enough memory" : s);
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
	va_list ap;

	va_start(ap, format);
	(void)vfprintf(stdout, format, ap);
	va_end(ap);
	(void)fflush(stdout);
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
