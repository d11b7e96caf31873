/* envelopes.c - the envelopes of an inbox, read from the stick in two passes:
 * first whether they are all there, then one block after the other. */

#include "core/envelopes.h"

#include <sys/stat.h>

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bundle.h"

enum {
	CHUNK = 32, /* envelopes of the first pass at a time */
	FIRST_CAP = 64,
};

/* Read ${n} envelopes of one file, from the one numbered ${at} of all. */
static enum err
some_read(struct envelopes *v, uint8_t *out, size_t n, uint32_t at)
{
	uint32_t most = bundle_part_most();
	uint64_t from = (uint64_t)(at % most) * ENVELOPE_SIZE;
	size_t done = 0;

	v->part = at / most + 1;
	n *= ENVELOPE_SIZE;
	while (done < n) {
		ssize_t got = pread(v->fd[at / most], out + done, n - done,
		    (off_t)(from + done));

		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0) /* an error, or the file has shrunk */
			return ERR_IO;
		done += (size_t)got;
	}
	return OK;
}

/* Open the next file, which has to hold ${n} envelopes. */
static enum err
part_open(struct envelopes *v, int dir, uint32_t seq, uint32_t n)
{
	char name[BUNDLE_NAME];
	struct stat st;
	int fd;

	v->part = v->parts + 1;
	bundle_part_name(name, seq, v->part);
	fd = openat(dir, name, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW);
	if (fd < 0)
		return errno == ENOENT ? ERR_MISSING : ERR_IO;
	v->fd[v->parts++] = fd;
	if (fstat(fd, &st) != 0)
		return ERR_IO;
	if (!S_ISREG(st.st_mode) || st.st_size < 0 ||
	    (uint64_t)st.st_size != (uint64_t)n * ENVELOPE_SIZE)
		return ERR_FORMAT;
	return OK;
}

/* All of them; an inbox without envelopes is one empty file. */
static enum err
parts_open(struct envelopes *v, int dir, uint32_t seq)
{
	uint32_t most = bundle_part_most();
	uint32_t left = v->n;
	enum err e;

	v->fd = calloc((size_t)left / most + 1, sizeof(*v->fd));
	if (v->fd == NULL)
		return ERR_MEMORY;
	do {
		uint32_t n = left < most ? left : most;

		e = part_open(v, dir, seq, n);
		left -= n;
	} while (left > 0 && e == OK);
	return e;
}

/* What is read is not this inbox: of several files, any may be wrong. */
static enum err
bad(struct envelopes *v)
{
	v->part = v->parts == 1;
	return ERR_FORMAT;
}

/* Read the next ones, and hash them. */
static enum err
block_read(struct envelopes *v, uint8_t *out, size_t cap, size_t *n)
{
	uint32_t most = bundle_part_most();
	uint32_t in_part = most - v->at % most;
	size_t left = v->n - v->at < in_part ? v->n - v->at : in_part;
	enum err e;

	*n = left < cap ? left : cap;
	e = some_read(v, out, *n, v->at);
	if (e != OK)
		return e;
	hash_add(&v->hash, out, *n * ENVELOPE_SIZE);
	v->at += (uint32_t)*n;
	return OK;
}

/* At the end: whether what was read is what the manifest says. */
static enum err
hash_check(struct envelopes *v)
{
	struct file_hash h;

	hash_end(&v->hash, h.b);
	return memcmp(h.b, v->want.b, sizeof(h.b)) == 0 ? OK : bad(v);
}

static void
pass_begin(struct envelopes *v)
{
	v->at = 0;
	hash_begin(&v->hash, NULL, LABEL_FILE);
}

/* The first pass, a chunk at a time in ${buf}. */
static enum err
all_check(struct envelopes *v, uint8_t *buf)
{
	struct pool_name last;
	struct pool_name name;
	enum err e = OK;
	size_t n;

	pass_begin(v);
	while (v->at < v->n && e == OK) {
		bool first = v->at == 0;

		e = block_read(v, buf, CHUNK, &n);
		for (size_t i = 0; i < n && e == OK; i++) {
			envelope_name(&name, buf + i * ENVELOPE_SIZE);
			if (!(first && i == 0) &&
			    memcmp(last.b, name.b, sizeof(name.b)) >= 0)
				e = bad(v);
			last = name;
		}
	}
	return e == OK ? hash_check(v) : e;
}

enum err
envelopes_open(struct envelopes *v, int dir, uint32_t seq, uint32_t n,
    const struct file_hash *want)
{
	uint8_t *buf = malloc((size_t)CHUNK * ENVELOPE_SIZE);
	enum err e = ERR_MEMORY;

	*v = (struct envelopes)ENVELOPES_NONE;
	v->n = n;
	v->want = *want;
	if (buf != NULL)
		e = parts_open(v, dir, seq);
	if (e == OK)
		e = all_check(v, buf);
	if (e == OK)
		pass_begin(v);
	free(buf);
	return e;
}

enum err
envelopes_next(struct envelopes *v, uint8_t *out, size_t cap, size_t *n)
{
	enum err e;

	*n = 0;
	if (v->at == v->n)
		return OK;
	e = block_read(v, out, cap, n);
	if (e == OK && v->at == v->n)
		e = hash_check(v);
	return e;
}

void
envelopes_close(struct envelopes *v)
{
	while (v->parts > 0)
		(void)close(v->fd[--v->parts]);
	free(v->fd);
	v->fd = NULL;
	hash_wipe(&v->hash);
}

enum err
envelopes_again(struct envelopes *v, uint8_t out[static ENVELOPE_SIZE],
    const struct later *l)
{
	struct pool_name name;
	enum err e = some_read(v, out, 1, l->at);

	if (e != OK)
		return e;
	envelope_name(&name, out);
	return memcmp(name.b, l->name.b, sizeof(name.b)) == 0 ? OK : ERR_FORMAT;
}

enum err
laters_add(struct laters *l, uint32_t at,
    const uint8_t envelope[static ENVELOPE_SIZE])
{
	size_t cap = l->cap == 0 ? FIRST_CAP : 2 * l->cap;
	struct later *more;

	if (l->n == l->cap) {
		more = calloc(cap, sizeof(*more));
		if (more == NULL)
			return ERR_MEMORY;
		if (l->n > 0)
			memcpy(more, l->later, l->n * sizeof(*more));
		free(l->later);
		l->later = more;
		l->cap = cap;
	}
	l->later[l->n].at = at;
	envelope_name(&l->later[l->n].name, envelope);
	l->n++;
	return OK;
}

void
laters_free(struct laters *l)
{
	free(l->later);
	*l = (struct laters){ 0, 0, NULL };
}
