/* service.h - makes a service with five desks in memory, for tests of pages. */

#ifndef SERVICE_H
#define SERVICE_H

#include "board.h"
#include "directory.h"
#include "envelope.h"
#include "notes.h"

enum {
	SERVICE_DESKS = 5,
	SERVICE_CELLS = 4,
	SERVICE_WEEK = 134,
	SERVICE_BOARD = 2 +
	    SERVICE_DESKS * (SECTION_HEAD_SIZE + SERVICE_CELLS * RECORD_SIZE),
};

struct service {
	uint8_t text[8192]; /* of the directory */
	struct directory directory;
	struct notes notes; /* keys only */
	struct epoch epoch[SERVICE_DESKS];
	struct desk_public key[SERVICE_DESKS];
	uint8_t board[SERVICE_BOARD];
};

/*
 * Make the desks noord (region 1), zuid (2), oost (1, 2 and 9; topics 1 and 2),
 * west (1; topic 3) and midden (all), and a board without answers.
 */
void service_make(struct service *s);

/* Put an answer of desk ${i} to ${code} on the board, written in ${week}. */
void service_answer(struct service *s, size_t i, const char *code,
    const char *text, uint16_t week);

/* The thread of ${code} and desk ${i}. */
void service_thread(const struct service *s, struct thread *out, size_t i,
    const char *code);

struct span service_board(const struct service *s);

#endif
