/* served_notes.h - what GET /n serves, made from the state and checked. */

#ifndef SERVED_SERVED_NOTES_H
#define SERVED_SERVED_NOTES_H

#include "bundle.h"
#include "directory.h"
#include "err.h"
#include "note.h"
#include "notes.h"
#include "os/file.h"
#include "schedule.h"
#include "store/store.h"

/* Large: on the heap.  All but ${root} borrows from ${bytes}. */
struct served_notes {
	struct file bytes;
	struct vkey root;
	struct directory directory;
	struct notes notes;
	uint16_t week; /* the week of the keys */
};

/*
 * served_notes_new(out, s, day):
 * Make the notes of ${s} for ${day}: the directory, and for each holder the
 * newest schedule that is valid on ${day} and covers its week, with that
 * week's key.  A holder without one is shown as stopped.  The notes are
 * checked as a client would check them.  ERR_MISSING if no directory was
 * installed; errors of notes_verify().
 */
MUST_USE enum err served_notes_new(struct served_notes **out, struct store *s,
    int32_t day);
void served_notes_free(struct served_notes *n);

/* A stored schedule; it borrows from ${bytes}, which the caller frees. */
struct stored_schedule {
	struct file bytes;
	uint32_t version;
	struct span note;
	struct span keys; /* BUNDLE_KEYS_SIZE bytes */
};

/* Load ${holder}'s newest schedule (0) or the one before (1); ERR_MISSING. */
MUST_USE enum err stored_schedule_load(struct stored_schedule *out,
    struct store *s, const struct desk_id *holder, uint32_t number);

#endif
