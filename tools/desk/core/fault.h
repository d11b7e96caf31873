/* fault.h - why an act of the desk did not happen, and its arguments. */

#ifndef CORE_FAULT_H
#define CORE_FAULT_H

#include <stdint.h>

#include "err.h"

enum fault {
	FAULT_NONE = 0,
#define FAULT(name, arguments) FAULT_##name,
#include "core/fault.def"
#undef FAULT
	FAULTS
};

enum {
	DETAIL_TEXT = 256,
};

/* The arguments of a fault; a face puts them into its sentence. */
struct detail {
	char text[DETAIL_TEXT]; /* foreign: a path, a name */
	uint32_t n;
	uint32_t other;
	int32_t day;
	uint16_t week;
	uint16_t until; /* a week */
	enum err err;
};

/* "no_desk", for programs and tests; static. */
const char *fault_key(enum fault f);

/* "text n": which arguments it has; static. */
const char *fault_arguments(enum fault f);

/* Each sets what it names, clears the rest, and returns ${f}. */
enum fault fault_plain(struct detail *d, enum fault f);
enum fault fault_text(struct detail *d, enum fault f, const char *text);
enum fault fault_number(struct detail *d, enum fault f, uint32_t n);

/* FAULT_FILE, or what ${e} says better: DISK_FULL, MEMORY. */
enum fault fault_file(struct detail *d, const char *name, enum err e);

/* What an error of the casebook means: DESK_DAMAGED, DISK_FULL ... */
enum fault fault_book(struct detail *d, enum err e);

#endif
