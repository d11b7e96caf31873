/* root.h - ROOT: the key that signs who the desks of a service are. */

#ifndef CORE_ROOT_H
#define CORE_ROOT_H

#include "core/fault.h"
#include "core/seed.h"
#include "note.h"

#define ROOT_VKEY "root.vkey"
#define ROOT_SERVICE "service.txt"

/*
 * root_make(out, why, path, name, hole):
 * Make ROOT of the service ${name} in the folder ${path}: root.key under
 * ${hole}, root.vkey, and service.txt, the first lines of a directory.
 * NAME_BAD, FOLDER_TAKEN, DATE_ANCIENT, KEY_MEMORY, FILE.
 */
enum fault root_make(struct vkey *out, struct detail *why, const char *path,
    const char *name, const struct keyhole *hole);

/* The same faults, before a passphrase is asked for. */
enum fault root_check(struct detail *why, const char *path, const char *name);

/* root.vkey in the open folder ${dir}: ROOT_NONE. */
enum fault root_read(struct vkey *out, struct detail *why, int dir,
    const char *path);

#endif
