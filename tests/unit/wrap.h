/* wrap.h - lets a test replace a function, through the linker's --wrap. */

#ifndef WRAP_H
#define WRAP_H

/*
 * WRAPPED(type, name, parameters): declares a function that the test's .ldflags
 * file wraps with --wrap=name.  Callers of name() reach WRAP(name); REAL(name)
 * is the original.
 */
#define WRAP(name) __wrap_##name
#define REAL(name) __real_##name
#define WRAPPED(type, name, ...)      \
	type REAL(name)(__VA_ARGS__); \
	type WRAP(name)(__VA_ARGS__)

#endif
