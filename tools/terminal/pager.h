/* pager.h - show a page at a time what is longer than the screen. */

#ifndef TERMINAL_PAGER_H
#define TERMINAL_PAGER_H

/*
 * pager_begin():
 * If standard input and output are terminals, collect in locked memory what
 * say(), foreign_text() and screen_put() put on standard output, until
 * pager_end().  Else, and if memory runs out, it goes out at once.  What
 * say_wrong() says always does.
 */
void pager_begin(void);

/*
 * pager_end():
 * Show what was collected, then wipe it; no file is written and no program
 * run.  What fits on the screen is put on it.  Else a person turns the pages:
 * Space, Enter and the arrow keys go on, a row with Down; b and Up go back; q
 * and Ctrl-D end it, and so does Space or Enter on the last page.  The pages
 * follow the size of the terminal.  The page last shown stays on the screen.
 */
void pager_end(void);

#endif
