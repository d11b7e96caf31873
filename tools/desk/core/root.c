/* root.c - ROOT: the key that signs who the desks of a service are. */

#include "core/root.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/date.h"
#include "core/desk.h"
#include "lines.h"
#include "os/clock.h"
#include "os/file.h"
#include "text.h"

enum {
	SERVICE_MAX = 1024,
	VKEY_FILE = VKEY_TEXT + 16, /* with what an editor adds */
};

/* The first lines of a directory, up to where the server's key comes. */
static enum err
service_write(int dir, const char *name)
{
	uint8_t out[SERVICE_MAX];
	struct writer w = { out, sizeof(out), 0, false };
	struct service_id id;

	randombytes_buf(id.b, sizeof(id.b));
	wire_put_str(&w, "tip1/directory\n");
	lines_put_str(&w, "name", name);
	lines_put_hex(&w, "service", id.b, sizeof(id.b));
	lines_put_decimal(&w, "version", 1);
	lines_put_date(&w, "issued", clock_day());
	lines_put_date(&w, "expires", clock_day() + DIRECTORY_DAYS);
	return w.bad ? ERR_TOO_LONG
		     : file_give(dir, ROOT_SERVICE, (struct span){ out, w.n });
}

static enum err
vkey_write(int dir, const struct vkey *k)
{
	char line[VKEY_TEXT + 1];
	struct writer w = { (uint8_t *)line, sizeof(line), 0, false };
	char text[VKEY_TEXT];

	vkey_print(text, k);
	wire_put_str(&w, text);
	wire_put_str(&w, "\n");
	return file_give(dir, ROOT_VKEY,
	    (struct span){ (const uint8_t *)line, w.n });
}

enum fault
root_check(struct detail *why, const char *path, const char *name)
{
	enum fault f = date_sane(why);
	int dir = -1;

	if (f == FAULT_NONE && !key_name_ok(span_str(name)))
		f = fault_text(why, FAULT_NAME_BAD, name);
	if (f == FAULT_NONE)
		f = folder_new(&dir, why, path);
	if (f == FAULT_NONE && faccessat(dir, SEED_ROOT, F_OK, 0) == 0)
		f = fault_text(why, FAULT_FOLDER_TAKEN, path);
	if (dir >= 0)
		(void)close(dir);
	return f;
}

/* The key last: with it ROOT is there. */
static enum err
files_write(int dir, const struct vkey *k, const struct sign_seed *seed,
    const struct keyhole *hole)
{
	enum err e = service_write(dir, k->name);

	if (e == OK)
		e = vkey_write(dir, k);
	return e == OK ? seed_write(dir, SEED_ROOT, KEY_ROOT, seed, hole) : e;
}

enum fault
root_make(struct vkey *out, struct detail *why, const char *path,
    const char *name, const struct keyhole *hole)
{
	WIPED(sign_seed) seed;
	struct sign_public pub;
	enum fault f = root_check(why, path, name);
	int dir = -1;
	enum err e;

	if (f == FAULT_NONE)
		f = folder_new(&dir, why, path);
	if (f != FAULT_NONE)
		return f;
	randombytes_buf(seed.b, sizeof(seed.b));
	sign_public_of(&pub, &seed);
	e = vkey_set(out, span_str(name), &pub);
	if (e == OK)
		e = files_write(dir, out, &seed, hole);
	(void)close(dir);
	if (e == ERR_MEMORY)
		return fault_number(why, FAULT_KEY_MEMORY, hole->kib / 1024);
	return e == OK ? FAULT_NONE : fault_file(why, path, e);
}

/* Without the line ends that an editor leaves. */
static struct span
trimmed(struct span s)
{
	while (s.n > 0 && s.p[s.n - 1] <= ' ')
		s.n--;
	return s;
}

enum fault
root_read(struct vkey *out, struct detail *why, int dir, const char *path)
{
	struct file f = { NULL, 0 };
	enum err e = file_read(&f, dir, ROOT_VKEY, VKEY_FILE);

	if (e == OK)
		e = vkey_parse(out, trimmed(file_span(&f)));
	file_free(&f);
	return e == OK ? FAULT_NONE : fault_text(why, FAULT_ROOT_NONE, path);
}
