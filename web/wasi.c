/* wasi.c - functions of libc that the page's WebAssembly replaces. */

#include <stddef.h>
#include <stdint.h>

#include <wasi/api.h>

struct timespec;

uint32_t arc4random(void);
void arc4random_buf(void *p, size_t n);
int nanosleep(const struct timespec *, struct timespec *);
_Noreturn void __assert_fail(const char *, const char *, int, const char *);

/* Ask the browser for every random byte: no generator state is kept. */
void
arc4random_buf(void *p, size_t n)
{
	if (__wasi_random_get(p, n) != 0)
		__builtin_trap();
}

uint32_t
arc4random(void)
{
	uint32_t x;

	arc4random_buf(&x, sizeof(x));
	return x;
}

/* Only a wait for a lock would call this, and there is one thread. */
int
nanosleep(const struct timespec *want, struct timespec *left)
{
	(void)want;
	(void)left;
	__builtin_trap();
}

/* libc's own version would link in printf and files. */
_Noreturn void
__assert_fail(const char *what, const char *file, int line, const char *where)
{
	(void)what;
	(void)file;
	(void)line;
	(void)where;
	__builtin_trap();
}
