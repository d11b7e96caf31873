/* steps.h - the tables of the casebook, a step a version. */

#ifndef BOOK_STEPS_H
#define BOOK_STEPS_H

#include <stddef.h>

/* Step v - 1 makes a casebook of version v out of one of version v - 1. */
extern const char *const book_steps[];
extern const size_t book_versions;

#endif
