/* sign.h - a draft of the directory: read, judged, signed with ROOT. */

#ifndef CORE_SIGN_H
#define CORE_SIGN_H

#include "core/fault.h"
#include "core/passphrase.h"
#include "directory.h"
#include "note.h"
#include "os/file.h"

#define SIGN_FILE "directory"

/* Large: calloc().  sign_free() always. */
struct signing {
	int dir; /* ROOT's folder; -1: not open */
	char path[DETAIL_TEXT];
	struct vkey root;
	struct file draft;
	struct file last; /* signed before; empty: none */
	struct directory new;
	struct directory old; /* version 0: none */
	struct span text;     /* of ${last}, without its signature */
	uint8_t note[NOTE_MAX];
};

/*
 * sign_read(s, why, folder, draft):
 * Read ROOT and what it signed last in ${folder}, and the file ${draft}, whose
 * spaces and line ends an office program may have changed.  Judge it: faults
 * FOLDER_*, ROOT_NONE, FILE, DRAFT_*.
 */
enum fault sign_read(struct signing *s, struct detail *why, const char *folder,
    const char *draft);

/*
 * sign_write(s, why, p, out):
 * Sign the draft with the key that ${p} opens, into the file ${out} and beside
 * ROOT.  PASSPHRASE_WRONG, KEY_MEMORY, FILE.
 */
enum fault sign_write(struct signing *s, struct detail *why,
    const struct passphrase *p, const char *out);

void sign_free(struct signing *s);

#endif
