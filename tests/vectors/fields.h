/* fields.h - named bytes: the input and the answer of a case or an operation.
 */

#ifndef FIELDS_H
#define FIELDS_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "wire.h"

enum {
	FIELDS_MAX = 24,
	FIELD_NAME = 16,
	FIELD_REF = 72,
};

struct field {
	char name[FIELD_NAME];
	uint8_t *p; /* owned */
	size_t n;
	char ref[FIELD_REF]; /* "@CASE.FIELD" if the value is just that */
};

struct fields {
	struct field *f; /* room for FIELDS_MAX, or NULL */
	size_t n;
};

void fields_free(struct fields *f);

/* Add the fields of ${src} that ${f} lacks. */
void fields_copy(struct fields *f, const struct fields *src);

/* Add or replace one field. */
void field_put(struct fields *f, const char *name, const void *p, size_t n);
void field_put_num(struct fields *f, const char *name, uint32_t v, size_t n);
void field_put_str(struct fields *f, const char *name, const char *s);
void field_put_span(struct fields *f, const char *name, struct span s);

/* Add one field from its hex digits, or "-" for no bytes; false if neither. */
bool field_put_hex(struct fields *f, const char *name, const char *hex);

bool field_has(const struct fields *f, const char *name);

/* The bytes of a field; empty if there is no such field. */
struct span field_get(const struct fields *f, const char *name);

/* The bytes of a field; ends the program unless there are ${n}. */
const uint8_t *field_fixed(const struct fields *f, const char *name, size_t n);

/* A big-endian number of up to four bytes; 0 if there is none. */
uint32_t field_num(const struct fields *f, const char *name);

/* Print " name hex" for each field, for a program to read. */
void fields_print(FILE *to, const struct fields *f);

/* Print lines of a case: references stay, long runs become NN*TIMES. */
void fields_write(FILE *to, const struct fields *f);

/* Print ${s} as a value of a case. */
void value_write(FILE *to, struct span s);

/* Remember where the field ${name} came from. */
void field_set_ref(struct fields *f, const char *name, const char *ref);

/* The name of a field of ${b} that ${a} lacks or holds otherwise, or NULL. */
const char *fields_differ(const struct fields *a, const struct fields *b);

/* ${n} zeroed bytes; ends the program if there is no memory. */
void *must_alloc(size_t n);

/* Print what is wrong with the test itself, and exit with status 2. */
_Noreturn void die(const char *what, const char *which);

#endif
