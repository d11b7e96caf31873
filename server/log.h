/* log.h - the log of a running server: only fixed words and counts. */

#ifndef LOG_H
#define LOG_H

#include <stdint.h>

/*
 * Only a string literal compiles here, so that no address, id, header or byte
 * of a request can reach the log.
 */
#define LOG(words) log_words("" words "")
#define LOG_COUNT(words, n) log_count("" words "", n)

void log_words(const char *words);
void log_count(const char *words, uint64_t n);

#endif
