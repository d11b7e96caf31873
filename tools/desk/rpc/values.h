/* values.h - texts, weeks and days as JSON. */

#ifndef RPC_VALUES_H
#define RPC_VALUES_H

#include <stdbool.h>
#include <stdint.h>

#include <jansson.h>

#include "wire.h"

/* Each makes a new value, or NULL without memory. */
json_t *value_text(struct span text); /* UTF-8 */
json_t *value_week(uint16_t week);    /* "2026-W31" */
json_t *value_week_or(uint16_t week); /* null for week 0 */
json_t *value_day(int32_t day);       /* "2026-07-31" */
json_t *value_hex(const uint8_t *p, size_t n);

/* A text of which nothing is known: U+FFFD for bytes that are no UTF-8. */
json_t *value_mended(const char *text);

/* Append ${value}, which is taken over; false, as for NULL, without memory. */
bool values_add(json_t *list, json_t *value);

/* ${list} if ${whole}; else it is freed: NULL. */
json_t *values_whole(json_t *list, bool whole);

#endif
