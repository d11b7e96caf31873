/* stick.c - find the sticks that are in this machine. */

#include "core/stick.h"

#include <sys/stat.h>
#include <sys/statvfs.h>

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "text.h"
#include "wire.h"

enum {
	MOUNTINFO_MAX = 1 << 20,
};

static bool
is_removable(const char *path)
{
	static const char *const above[] = { "/media/", "/run/media/",
		"/mnt/" };

	for (size_t i = 0; i < sizeof(above) / sizeof(above[0]); i++)
		if (strncmp(path, above[i], strlen(above[i])) == 0)
			return true;
	return strcmp(path, "/mnt") == 0;
}

static int
octal(const char *s)
{
	int v = 0;

	for (int i = 0; i < 3; i++) {
		if (s[i] < '0' || s[i] > '7')
			return -1;
		v = v * 8 + s[i] - '0';
	}
	return v > 0 && v < 256 ? v : -1;
}

/* Write ${s} to ${out} with "\040" decoded; false if it does not fit. */
static bool
path_decode(char out[static STICK_PATH], struct span s)
{
	struct writer w = { (uint8_t *)out, STICK_PATH - 1, 0, false };

	for (size_t i = 0; i < s.n; i++) {
		int v = s.p[i] == '\\' && s.n - i > 3
		    ? octal((const char *)s.p + i + 1)
		    : -1;

		wire_put_u8(&w, v < 0 ? s.p[i] : (uint8_t)v);
		if (v >= 0)
			i += 3;
	}
	out[w.n] = '\0';
	return !w.bad && text_check((struct span){ w.p, w.n }) == OK &&
	    memchr(out, '\n', w.n) == NULL;
}

/* True if "ro" is one of the options, which commas separate. */
static bool
is_readonly(struct span options)
{
	while (options.n > 0) {
		const uint8_t *comma = memchr(options.p, ',', options.n);
		size_t n =
		    comma == NULL ? options.n : (size_t)(comma - options.p);

		if (span_is((struct span){ options.p, n }, "ro"))
			return true;
		n += comma != NULL;
		options = (struct span){ options.p + n, options.n - n };
	}
	return false;
}

/* The file system's own options are the last word of the line. */
static struct span
last_word(struct span line)
{
	const uint8_t *space = memrchr(line.p, ' ', line.n);
	size_t skip = space == NULL ? 0 : (size_t)(space - line.p) + 1;

	return (struct span){ line.p + skip, line.n - skip };
}

/* Take one line: ID, parent, device, root, mount point, options, ... */
static void
line_take(struct sticks *out, struct span line)
{
	struct stick new = { .name = NULL };
	struct span rest = line;
	struct span word[6] = { { NULL, 0 } };
	size_t at;

	for (size_t i = 0; i < 6; i++)
		word[i] = span_word(&rest);
	if (!path_decode(new.path, word[4]) || !is_removable(new.path))
		return;
	new.readonly = is_readonly(word[5]) || is_readonly(last_word(rest));
	for (at = 0; at < out->n; at++)
		if (strcmp(out->stick[at].path, new.path) == 0)
			break;
	if (at == STICKS_MAX)
		return;
	out->stick[at] = new;
	out->stick[at].name = strrchr(out->stick[at].path, '/') + 1;
	out->n += at == out->n;
}

void
sticks_read(struct sticks *out, const char *s)
{
	out->n = 0;
	while (*s != '\0') {
		size_t n = strcspn(s, "\n");

		line_take(out, (struct span){ (const uint8_t *)s, n });
		s += n + (s[n] == '\n');
	}
}

/* All of ${fd} as a string, which the caller frees; NULL on failure. */
static char *
read_all(int fd)
{
	char *s = malloc(MOUNTINFO_MAX + 1);
	size_t n = 0;
	ssize_t got = -1;

	while (s != NULL && n < MOUNTINFO_MAX) {
		got = read(fd, s + n, MOUNTINFO_MAX - n);
		if (got <= 0)
			break;
		n += (size_t)got;
	}
	if (s == NULL || got != 0) {
		free(s);
		return NULL;
	}
	s[n] = '\0';
	return s;
}

static void
rooms_get(struct sticks *out)
{
	for (size_t i = 0; i < out->n; i++) {
		struct stick *s = &out->stick[i];
		struct statvfs fs;
		/* a sandbox may know only the call that takes a descriptor */
		int fd = open(s->path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

		if (fd >= 0 && fstatvfs(fd, &fs) == 0)
			s->room = (uint64_t)fs.f_bavail * fs.f_frsize;
		if (fd >= 0)
			(void)close(fd);
	}
}

enum err
sticks_list(struct sticks *out)
{
	int fd = open("/proc/self/mountinfo", O_RDONLY | O_CLOEXEC);
	char *s = fd < 0 ? NULL : read_all(fd);

	out->n = 0;
	if (fd >= 0)
		(void)close(fd);
	if (s == NULL)
		return ERR_IO;
	sticks_read(out, s);
	free(s);
	rooms_get(out);
	return OK;
}

enum stick_kind
stick_kind(const char *path, const char *beside)
{
	static const char up[] = "/..";
	char above[STICK_PATH + sizeof(up)];
	struct stat own, parent, desk;
	size_t n = strlen(path);

	if (n > STICK_PATH || stat(path, &own) != 0 || !S_ISDIR(own.st_mode))
		return STICK_MISSING;
	memcpy(above, path, n);
	memcpy(above + n, up, sizeof(up));
	if (stat(above, &parent) != 0)
		return STICK_MISSING;
	if (own.st_dev != parent.st_dev)
		return STICK_MOUNTED;
	if (stat(beside, &desk) == 0 && own.st_dev != desk.st_dev)
		return STICK_WITHIN;
	return STICK_NONE;
}
