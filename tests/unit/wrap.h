/* wrap.h - a call that a test can make fail, through the linker's --wrap. */

#ifndef WRAP_H
#define WRAP_H

/*
 * WRAPPED(type, name, parameters): declares what NAME.ldflags promises with
 * --wrap=name: WRAP(name) is who is called, REAL(name) the one there was.
 */
#define WRAP(name) __wrap_##name
#define REAL(name) __real_##name
#define WRAPPED(type, name, ...)      \
	type REAL(name)(__VA_ARGS__); \
	type WRAP(name)(__VA_ARGS__)

#endif
