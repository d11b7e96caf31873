/* disk_image.c - writes what a power cut leaves of the model as files. */

#include "disk_inside.h"

#include <sys/stat.h>

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum {
	SECTOR = 512,
	LOCK_NOISE = 8192, /* the size of LMDB's lock file */
};

/* xorshift64: the same images each time. */
static uint64_t
dice_roll(struct variant *v)
{
	v->dice ^= v->dice << 13;
	v->dice ^= v->dice >> 7;
	v->dice ^= v->dice << 17;
	return v->dice;
}

static void
image_put(int fd, const uint8_t *p, size_t n, uint64_t at)
{
	if (n > 0 && pwrite(fd, p, n, (off_t)at) != (ssize_t)n)
		disk_die("an image cannot be written");
}

/* Write the part of ${c} that survives. */
static void
image_change(int fd, const struct change *c, struct variant *v)
{
	if (c->p == NULL) {
		if ((v->data == PART_ALL || dice_roll(v) & 1) &&
		    ftruncate(fd, (off_t)c->at) != 0)
			disk_die("an image cannot be cut");
		return;
	}
	if (v->data == PART_ALL) {
		image_put(fd, c->p, c->n, c->at);
		return;
	}
	for (size_t done = 0; done < c->n;) {
		uint64_t at = c->at + done;
		size_t n = SECTOR - at % SECTOR;

		n = n < c->n - done ? n : c->n - done;
		if (dice_roll(v) & 1)
			image_put(fd, c->p + done, n, at);
		done += n;
	}
}

/* LMDB maps its lock file, whose content after a power cut is arbitrary. */
static void
image_noise(int fd, struct variant *v)
{
	static uint64_t noise[LOCK_NOISE / sizeof(uint64_t)];

	for (size_t i = 0; i < sizeof(noise) / sizeof(noise[0]); i++)
		noise[i] = dice_roll(v);
	image_put(fd, (const uint8_t *)noise, sizeof(noise), 0);
}

static void
image_file(const struct node *n, const char *path, struct variant *v)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	const char *slash = strrchr(path, '/');

	if (fd < 0)
		disk_die(path);
	image_put(fd, n->p, n->n, 0);
	for (size_t i = 0; i < n->changes && v->data != PART_NONE; i++)
		image_change(fd, &n->change[i], v);
	if (v->data == PART_SOME && strcmp(slash, "/lock.mdb") == 0)
		image_noise(fd, v);
	close(fd);
}

static void
image_folder(const struct node *n, const char *path, struct variant *v)
{
	struct entry names[DISK_NAMES];
	size_t keep = v->names == PART_NONE ? 0 : n->namings;
	char at[DISK_PATH];

	if (v->names == PART_SOME)
		keep = dice_roll(v) % (n->namings + 1);
	memcpy(names, n->old, sizeof(names));
	for (size_t i = 0; i < keep; i++)
		for (size_t j = 0; j < 2; j++)
			disk_entry_set(names, &n->naming[i].to[j]);
	if (mkdir(path, 0700) != 0)
		disk_die(path);
	for (size_t i = 0; i < DISK_NAMES; i++) {
		if (names[i].node == NULL)
			continue;
		(void)snprintf(at, sizeof(at), "%s/%s", path, names[i].name);
		if (names[i].node->folder)
			image_folder(names[i].node, at, v);
		else
			image_file(names[i].node, at, v);
	}
}

void
disk_image(const struct disk *d, const char *path, struct variant v)
{
	image_folder(d->top, path, &v);
}
