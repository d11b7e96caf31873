/* secret.h - types of one size each; the secret ones wipe themselves. */

#ifndef SECRET_H
#define SECRET_H

#include <stdint.h>

#include <sodium.h>

/* PUBLIC_TYPE(name, size): a struct of its own, so that a wrong one fails. */
#define PUBLIC_TYPE(name, size)  \
	struct name {            \
		uint8_t b[size]; \
	}

/* SECRET_TYPE(name, size): the same, with name_wipe(). */
#define SECRET_TYPE(name, size)  \
	PUBLIC_TYPE(name, size); \
	WIPE_FUNCTION(name)

/* WIPE_FUNCTION(name): name_wipe() for a struct that is declared already. */
#define WIPE_FUNCTION(name)                            \
	static inline void name##_wipe(struct name *s) \
	{                                              \
		sodium_memzero(s, sizeof(*s));         \
	}                                              \
	_Static_assert(sizeof(struct name) > 0, #name)

/* WIPED(name): declare one that is wiped when its scope ends. */
#define WIPED(name) __attribute__((cleanup(name##_wipe))) struct name

#endif
