/* keys.h - make keys of the bytes that a terminal sends. */

#ifndef TERMINAL_KEYS_H
#define TERMINAL_KEYS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum key {
	KEY_PART,      /* a byte of a key that is not complete yet */
	KEY_CHARACTER, /* the ${have} bytes at ${c} */
	KEY_ENTER,     /* LF or CR */
	KEY_TAB,
	KEY_BACKSPACE,  /* DEL, BS, or what this terminal erases with */
	KEY_DELETE,     /* ESC [3~ */
	KEY_LEFT,       /* an arrow, Ctrl-B */
	KEY_RIGHT,      /* an arrow, Ctrl-F */
	KEY_UP,         /* an arrow, Ctrl-P */
	KEY_DOWN,       /* an arrow, Ctrl-N */
	KEY_HOME,       /* Home, Ctrl-A */
	KEY_END,        /* End, Ctrl-E */
	KEY_WORD_LEFT,  /* Ctrl or Alt with an arrow, Alt-B */
	KEY_WORD_RIGHT, /* Ctrl or Alt with an arrow, Alt-F */
	KEY_PAGE_UP,
	KEY_PAGE_DOWN,
	KEY_WORD_BACK, /* Ctrl-W */
	KEY_LINE_BACK, /* Ctrl-U */
	KEY_LINE_REST, /* Ctrl-K */
	KEY_AGAIN,     /* Ctrl-R, Ctrl-L */
	KEY_FINISH,    /* Ctrl-D */
	KEY_FUNCTION,  /* another key that sends several bytes, such as F5 */
	KEY_CONTROL,   /* another control character */
	KEY_NOT_UTF8,  /* bytes that are not UTF-8, or a C1 control */
};

/* Zero it, but for ${erase}, to begin; it may hold a byte of a secret. */
struct keys {
	uint8_t erase; /* what this terminal sends for Backspace */
	uint8_t within;
	uint8_t number; /* of "ESC [ 3 ~" */
	bool shifted;   /* a second number came: with Ctrl, Alt or Shift */
	bool again;     /* the byte was not used: pass it once more */
	uint8_t c[4];   /* with KEY_CHARACTER: its UTF-8 */
	size_t have;
};

/*
 * keys_take(k, b):
 * The key that the byte ${b} completes.  While ${k->again} is set, call again
 * with the same byte.
 */
enum key keys_take(struct keys *k, uint8_t b);

#endif
