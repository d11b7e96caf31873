/* disk.c - a model of a disk: tracks what is durable and what is not yet.
 *
 * A file has synced content, and writes since the last sync: any sectors of
 * those may have reached the disk. A folder has synced names, and changes
 * since: any first part of those may have reached the disk. An fsync of a file
 * does not save its name, and an fsync of its folder does not save its content.
 */

#include "disk_inside.h"

#include <sys/stat.h>

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

_Noreturn void
disk_die(const char *what)
{
	fprintf(stderr, "disk: %s\n", what);
	abort();
}

static void *
must(void *p)
{
	if (p == NULL)
		disk_die("no memory");
	return p;
}

/* Move ${n} bytes of ${p} to a zeroed block of ${size} bytes; free ${p}. */
static void *
longer(void *p, size_t n, size_t size)
{
	void *q = must(calloc(1, size));

	if (n > 0)
		memcpy(q, p, n);
	free(p);
	return q;
}

static struct node *
node_new(bool folder)
{
	struct node *n = must(calloc(1, sizeof(*n)));

	n->folder = folder;
	return n;
}

/* The entry of ${name} in ${e}, or an unused one that gets that name. */
static struct entry *
entry_of(struct entry *e, const char *name)
{
	struct entry *unused = NULL;

	for (size_t i = 0; i < DISK_NAMES; i++) {
		if (e[i].node == NULL)
			unused = unused == NULL ? &e[i] : unused;
		else if (strcmp(e[i].name, name) == 0)
			return &e[i];
	}
	if (unused == NULL)
		disk_die("too many names in a folder");
	unused->name = must(strdup(name));
	return unused;
}

void
disk_entry_set(struct entry *e, const struct entry *to)
{
	if (to->name != NULL)
		entry_of(e, to->name)->node = to->node;
}

/* Return the folder that holds ${path}; set ${last} to the path's last part. */
static struct node *
parent_of(const struct disk *d, const char **last, const char *path)
{
	struct node *at = d->top;
	const char *p = path + strlen(d->root);
	char name[DISK_PATH];

	*last = "";
	while (*p == '/')
		p++;
	for (const char *slash = strchr(p, '/'); slash != NULL;
	     slash = strchr(p, '/')) {
		memcpy(name, p, (size_t)(slash - p));
		name[slash - p] = '\0';
		p = slash + 1;
		if (strcmp(name, ".") == 0)
			continue;
		at = entry_of(at->now, name)->node;
		if (at == NULL || !at->folder)
			disk_die(path);
	}
	*last = strcmp(p, ".") == 0 ? "" : p;
	return at;
}

static void
rename_put(struct node *folder, struct naming n)
{
	if (folder == NULL || folder->namings == DISK_CHANGES)
		disk_die("too many names never synced");
	for (size_t i = 0; i < 2; i++)
		disk_entry_set(folder->now, &n.to[i]);
	folder->naming[folder->namings++] = n;
}

static void
node_load(struct node *n, const char *path)
{
	struct stat st;
	int fd = open(path, O_RDONLY | O_CLOEXEC);

	if (fd < 0 || fstat(fd, &st) != 0)
		disk_die(path);
	n->n = (size_t)st.st_size;
	n->p = must(malloc(n->n + 1));
	if (read(fd, n->p, n->n) != (ssize_t)n->n)
		disk_die(path);
	close(fd);
}

static struct node *
tree_load(const char *path)
{
	struct node *top = node_new(true);
	DIR *dir = must(opendir(path));
	const struct dirent *d;
	char at[DISK_PATH];

	for (d = readdir(dir); d != NULL; d = readdir(dir)) {
		struct node *n;

		if (d->d_name[0] == '.' || d->d_type == DT_SOCK)
			continue;
		(void)snprintf(at, sizeof(at), "%s/%s", path, d->d_name);
		if (d->d_type == DT_DIR) {
			n = tree_load(at);
		} else {
			n = node_new(false);
			node_load(n, at);
		}
		entry_of(top->now, d->d_name)->node = n;
		entry_of(top->old, d->d_name)->node = n;
	}
	closedir(dir);
	return top;
}

struct disk *
disk_new(const char *path, const char *root, struct deaf deaf)
{
	struct disk *d = must(calloc(1, sizeof(*d)));

	d->top = tree_load(path);
	d->deaf = deaf;
	(void)snprintf(d->root, sizeof(d->root), "%s", root);
	return d;
}

static struct node *
node_of(const struct disk *d, uint64_t handle)
{
	for (size_t i = d->opens; i-- > 0;)
		if (d->open[i].handle == handle)
			return d->open[i].node;
	disk_die("a file that was never opened");
}

static bool
op_open(struct disk *d, const struct op_read *op)
{
	const char *last;
	struct node *in = parent_of(d, &last, (const char *)op->body);
	struct node *n = last[0] == '\0' ? in : entry_of(in->now, last)->node;
	bool made = n == NULL;

	if (made) {
		n = node_new(false);
		rename_put(in,
		    (struct naming){ { { must(strdup(last)), n } } });
	}
	if (d->opens == DISK_HANDLES)
		disk_die("too many files");
	d->open[d->opens].handle = op->head.handle;
	d->open[d->opens++].node = n;
	return made;
}

static bool
op_write(struct disk *d, const struct op_read *op)
{
	struct node *n = node_of(d, op->head.handle);

	if (n->changes == n->room) {
		n->room = 2 * n->room + 16;
		n->change = longer(n->change, n->changes * sizeof(*n->change),
		    n->room * sizeof(*n->change));
	}
	n->change[n->changes++] = (struct change){ op->head.offset, op->head.n,
		op->head.kind == OP_CUT ? NULL : op->body };
	return true;
}

static bool
op_mkdir(struct disk *d, const struct op_read *op)
{
	const char *last;
	struct node *in = parent_of(d, &last, (const char *)op->body);

	rename_put(in,
	    (struct naming){ { { must(strdup(last)), node_new(true) } } });
	return true;
}

static bool
op_remove(struct disk *d, const struct op_read *op)
{
	const char *last;
	struct node *in = parent_of(d, &last, (const char *)op->body);

	rename_put(in, (struct naming){ { { must(strdup(last)), NULL } } });
	return true;
}

static bool
op_rename(struct disk *d, const struct op_read *op)
{
	const char *from = (const char *)op->body;
	const char *to = from + strlen(from) + 1;
	struct node *in = parent_of(d, &from, from);
	struct naming n;

	if (parent_of(d, &to, to) != in)
		disk_die("a rename from folder to folder");
	n.to[0] = (struct entry){ must(strdup(from)),
		op->head.kind == OP_SWAP ? entry_of(in->now, to)->node : NULL };
	n.to[1] =
	    (struct entry){ must(strdup(to)), entry_of(in->now, from)->node };
	rename_put(in, n);
	return true;
}

bool
disk_begin(struct disk *d, const struct op_read *op)
{
	switch ((enum op)op->head.kind) {
	case OP_OPEN:
		return op_open(d, op);
	case OP_WRITE:
	case OP_CUT:
		return op_write(d, op);
	case OP_MKDIR:
		return op_mkdir(d, op);
	case OP_REMOVE:
		return op_remove(d, op);
	case OP_RENAME:
	case OP_SWAP:
		return op_rename(d, op);
	case OP_SYNC:
	case OP_MARK:
		break;
	}
	return false;
}

static void
file_cut(struct node *n, size_t size)
{
	if (size > n->n) {
		n->p = longer(n->p, n->n, size);
	}
	n->n = size;
}

static void
change_keep(struct node *n, const struct change *c)
{
	if (c->p == NULL) {
		file_cut(n, c->at);
		return;
	}
	if (n->n < c->at + c->n)
		file_cut(n, c->at + c->n);
	memcpy(n->p + c->at, c->p, c->n);
}

static void
node_sync(struct node *n)
{
	for (size_t i = 0; i < n->changes; i++)
		change_keep(n, &n->change[i]);
	n->changes = 0;
	for (size_t i = 0; i < n->namings; i++)
		for (size_t j = 0; j < 2; j++)
			disk_entry_set(n->old, &n->naming[i].to[j]);
	n->namings = 0;
}

void
disk_end(struct disk *d, const struct op_read *op)
{
	struct node *n;

	if (op->head.kind == OP_SYNC) {
		n = node_of(d, op->head.handle);
		if (n->folder ? !d->deaf.names : !d->deaf.data)
			node_sync(n);
	}
	if (op->head.kind != OP_WRITE || !op->head.synced || d->deaf.data ||
	    d->deaf.meta)
		return;
	n = node_of(d, op->head.handle);
	change_keep(n, &n->change[--n->changes]); /* not those before it */
}
