/* draft.h - reads a draft of the directory, and names the line that is wrong.
 */

#ifndef CORE_DRAFT_H
#define CORE_DRAFT_H

#include "core/fault.h"
#include "directory.h"
#include "os/file.h"

/*
 * draft_parse(d, f, why):
 * Normalise the lines of ${f}, in place, and parse them to ${d}, which borrows
 * from ${f}.  DRAFT_TEXT, DRAFT_LINE: the number of the first line that is
 * wrong, and the line itself.  DRAFT_LANGUAGE: the line that zegeld init would
 * miss, for example "north: title en".  DRAFT_HOLDERS.
 */
enum fault draft_parse(struct directory *d, struct file *f, struct detail *why);

#endif
