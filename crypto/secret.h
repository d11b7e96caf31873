/* secret.h - types of one size each; the secret ones wipe themselves. */

#ifndef SECRET_H
#define SECRET_H

#include <stdint.h>

#include <sodium.h>

/* PUBLIC_TYPE(name, size): its own struct, so that another does not compile. */
#define PUBLIC_TYPE(name, size)  \
	struct name {            \
		uint8_t b[size]; \
	}

/* SECRET_TYPE(name, size): the same, with name_wipe(). */
#define SECRET_TYPE(name, size)  \
	PUBLIC_TYPE(name, size); \
	WIPE_FUNCTION(name)

/* WIPE_FUNCTION(name): name_wipe() for a struct already declared. */
#define WIPE_FUNCTION(name)                            \
	static inline void name##_wipe(struct name *s) \
	{                                              \
		sodium_memzero(s, sizeof(*s));         \
	}                                              \
	_Static_assert(sizeof(struct name) > 0, #name)

/* WIPED(name): declare a variable that is wiped when its scope ends. */
#define WIPED(name) __attribute__((cleanup(name##_wipe))) struct name

#endif
