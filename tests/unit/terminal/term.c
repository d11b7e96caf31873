/* term.c - a terminal of 24 rows at most: runs a function on it, types, looks.
 */

#include "term.h"

#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/wait.h>

#include <assert.h>
#include <errno.h>
#include <locale.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include <wchar.h>

static struct term_page *
page(struct term *t)
{
	return &t->page[t->alternate];
}

static void
erase(struct term *t, int row, int from)
{
	for (int i = from; i < TERM_COLUMNS; i++)
		page(t)->cell[row][i][0] = '\0';
}

static void
line_feed(struct term *t)
{
	struct term_page *p = page(t);

	if (p->row < t->rows - 1) {
		p->row++;
		return;
	}
	memmove(p->cell[0], p->cell[1],
	    (size_t)(t->rows - 1) * sizeof(p->cell[0]));
	erase(t, p->row, 0);
	t->scrolled += !t->alternate;
}

static void
letter(struct term *t, const char *s, size_t n)
{
	struct term_page *p = page(t);
	wchar_t c = L'?';
	int wide;
	char *cell;

	assert(mbrtowc(&c, s, n, &(mbstate_t){ 0 }) == n);
	wide = wcwidth(c);
	assert(wide >= 0);
	if (wide == 0) {
		int at = p->col > 0 ? p->col - 1 : 0;

		while (at > 0 && p->cell[p->row][at][0] == '\0')
			at--; /* the other half of a wide one */
		cell = p->cell[p->row][at];
		if (strlen(cell) + n < TERM_CELL)
			memcpy(cell + strlen(cell), s, n + 1);
		return;
	}
	if (p->col + wide > t->columns) {
		line_feed(t);
		p->col = 0;
	}
	cell = p->cell[p->row][p->col];
	memcpy(cell, s, n);
	cell[n] = '\0';
	if (wide == 2)
		p->cell[p->row][p->col + 1][0] = '\0';
	p->col += wide;
}

static void
screen_erase(struct term *t, int how)
{
	struct term_page *p = page(t);

	if (how == 3)
		t->erased++;
	if (how == 0)
		erase(t, p->row, p->col);
	for (int i = how == 0 ? p->row + 1 : 0; how < 3 && i < t->rows; i++)
		erase(t, i, 0);
}

static void
alternate(struct term *t, bool on)
{
	if (t->alternate == on)
		return;
	t->alternate = on;
	if (on)
		screen_erase(t, 2);
}

/* Move the cursor ${n} places. */
static void
move(struct term *t, char where, int n)
{
	struct term_page *p = page(t);
	const int right = t->columns - 1;
	const int bottom = t->rows - 1;

	if (where == 'A')
		p->row = p->row < n ? 0 : p->row - n;
	else if (where == 'B')
		p->row = p->row + n < bottom ? p->row + n : bottom;
	else
		p->col = p->col + n < right ? p->col + n : right;
	p->col = p->col < right ? p->col : right;
}

static void
sequence(struct term *t)
{
	struct term_page *p = page(t);
	char last = t->part[t->part_n - 1];
	int n = (int)strtol(t->part + 2, NULL, 10);

	if (strncmp(t->part, "\033[?1049", 7) == 0)
		alternate(t, last == 'h');
	else if (last >= 'A' && last <= 'C')
		move(t, last, n == 0 ? 1 : n);
	else if (last == 'H')
		p->row = p->col = 0;
	else if (last == 'J')
		screen_erase(t, n);
	else if (last == 'K')
		erase(t, p->row, p->col);
	else
		assert(last == 'm');
}

/* One byte; true if it ends what is in ${t->part}. */
static bool
part_ends(const struct term *t)
{
	unsigned char first = (unsigned char)t->part[0];
	unsigned char last = (unsigned char)t->part[t->part_n - 1];
	size_t want = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;

	if (first == '\033')
		return t->part_n > 2 && last >= 0x40;
	return first < 0x80 || t->part_n == want;
}

static void
part_do(struct term *t)
{
	struct term_page *p = page(t);

	t->part[t->part_n] = '\0';
	if (t->part[0] == '\033')
		sequence(t);
	else if (t->part[0] == '\n')
		line_feed(t);
	else if (t->part[0] == '\r')
		p->col = 0;
	else if (t->part[0] == '\b')
		p->col = p->col == 0       ? 0
		    : p->col == t->columns ? p->col - 2
					   : p->col - 1;
	else if (t->part[0] == '\a')
		t->bells++;
	else
		letter(t, t->part, t->part_n);
	t->part_n = 0;
}

void
term_show(struct term *t, const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		assert(t->part_n < sizeof(t->part) - 1);
		t->part[t->part_n++] = s[i];
		if (part_ends(t))
			part_do(t);
	}
}

void
term_empty(struct term *t, int rows, int columns)
{
	memset(t, 0, sizeof(*t));
	t->fd = -1;
	t->rows = rows;
	t->columns = columns;
	assert(rows <= TERM_ROWS && columns <= TERM_COLUMNS);
	assert(setlocale(LC_CTYPE, "C.UTF-8") != NULL);
}

void
term_begin(struct term *t, int rows, int columns, void (*child)(void *),
    void *arg)
{
	struct winsize size = { (unsigned short)rows, (unsigned short)columns,
		0, 0 };

	term_empty(t, rows, columns);
	t->pid = forkpty(&t->fd, NULL, NULL, &size);
	assert(t->pid >= 0);
	if (t->pid == 0) {
		child(arg);
		exit(0);
	}
}

void
term_resize(struct term *t, int rows, int columns)
{
	struct winsize size = { (unsigned short)rows, (unsigned short)columns,
		0, 0 };

	t->rows = rows;
	t->columns = columns;
	assert(ioctl(t->fd, TIOCSWINSZ, &size) == 0);
}

/* Show what comes within ${ms} milliseconds; false at the end. */
static bool
pump(struct term *t, int ms)
{
	struct pollfd p = { t->fd, POLLIN, 0 };
	char b[1024];
	ssize_t n;

	if (poll(&p, 1, ms) <= 0)
		return true;
	n = read(t->fd, b, sizeof(b));
	if (n <= 0)
		return n < 0 && errno == EINTR;
	term_show(t, b, (size_t)n);
	return true;
}

void
term_type(struct term *t, const char *p, size_t n)
{
	while (n > 0) {
		size_t now = n < 512 ? n : 512;
		ssize_t did = write(t->fd, p, now);

		assert(did > 0);
		p += did;
		n -= (size_t)did;
		(void)pump(t, 0);
	}
}

const char *
term_text(struct term *t)
{
	size_t n = 0;
	size_t end = 0;

	for (int r = 0; r < t->rows; r++) {
		size_t row_end = n;

		for (int c = 0; c < t->columns; c++) {
			const char *cell = page(t)->cell[r][c];
			bool half = c > 0 && *cell == '\0' &&
			    page(t)->cell[r][c - 1][0] & 0x80;

			if (*cell == '\0' && !half)
				t->text[n++] = ' ';
			for (; *cell != '\0'; cell++)
				t->text[n++] = *cell;
			if (t->text[n - (n > 0)] != ' ')
				row_end = n;
		}
		n = row_end;
		t->text[n++] = '\n';
		if (t->text[n - (n > 1) - 1] != '\n')
			end = n;
	}
	t->text[end] = '\0';
	return t->text;
}

bool
term_wait(struct term *t, const char *want, bool part)
{
	const time_t until = time(NULL) + 6;

	for (;;) {
		const char *now = term_text(t);
		bool more;

		if (part ? strstr(now, want) != NULL : strcmp(now, want) == 0)
			return true;
		more = pump(t, 50);
		if (!more || time(NULL) > until)
			return strcmp(term_text(t), want) == 0;
	}
}

void
term_rest(struct term *t)
{
	struct pollfd p = { t->fd, POLLIN, 0 };

	while (poll(&p, 1, 3) > 0 && pump(t, 0))
		continue;
}

int
term_end(struct term *t)
{
	int status = 0;

	while (poll(&(struct pollfd){ t->fd, POLLIN, 0 }, 1, 20000) > 0 &&
	    pump(t, 0))
		continue;
	if (waitpid(t->pid, &status, WNOHANG) == 0 &&
	    poll(&(struct pollfd){ t->fd, POLLIN, 0 }, 1, 0) == 0)
		(void)kill(t->pid, SIGKILL); /* it waits for ever */
	while (waitpid(t->pid, &status, 0) < 0 && errno == EINTR)
		continue;
	(void)close(t->fd);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

void *
term_shared(size_t n)
{
	void *p = mmap(NULL, n, PROT_READ | PROT_WRITE,
	    MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	assert(p != MAP_FAILED);
	return p;
}
