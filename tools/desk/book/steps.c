/* steps.c - the tables of the casebook, a step a version. */

#include "book/schema.h"

/*
 * Weeks are those of week.h, days count from 1970.  A blob that is a key or a
 * name of a thread is NULL once the thread has ended.
 */
static const char step_1[] =
    /* the desk's own affairs: one row */
    "CREATE TABLE desk ("
    " id INTEGER PRIMARY KEY CHECK (id = 1),"
    " service BLOB NOT NULL, desk BLOB NOT NULL, name TEXT NOT NULL,"
    " root_name TEXT, root_key BLOB,"
    " srv BLOB, directory INTEGER NOT NULL, cells INTEGER NOT NULL,"
    " rhythm INTEGER NOT NULL, schedule INTEGER NOT NULL,"
    " served INTEGER NOT NULL, last_epoch INTEGER NOT NULL,"
    " outbox INTEGER NOT NULL, cases INTEGER NOT NULL,"
    " revoked INTEGER NOT NULL, seen_from INTEGER NOT NULL,"
    " leaves INTEGER NOT NULL, journal INTEGER NOT NULL,"
    " proposals INTEGER NOT NULL DEFAULT 0) STRICT;"
    /* the newest schedule: its note and its public keys */
    "CREATE TABLE schedule ("
    " id INTEGER PRIMARY KEY CHECK (id = 1),"
    " note BLOB NOT NULL, keys BLOB NOT NULL) STRICT;"
    /* the inboxes that were opened; newest: the one closed last */
    "CREATE TABLE link ("
    " id INTEGER PRIMARY KEY, seq INTEGER NOT NULL, hash BLOB NOT NULL, prev "
    "BLOB NOT NULL,"
    " week INTEGER NOT NULL, newest INTEGER NOT NULL) STRICT;"
    /* inboxes that never came, and what else was wrong */
    "CREATE TABLE gap ("
    " first INTEGER PRIMARY KEY, last INTEGER NOT NULL,"
    " week INTEGER NOT NULL) STRICT;"
    "CREATE TABLE trouble ("
    " n INTEGER PRIMARY KEY, kind INTEGER NOT NULL,"
    " seq INTEGER NOT NULL, week INTEGER NOT NULL) STRICT;"
    /* a tip and what follows it; number: small, local, from 1 */
    "CREATE TABLE casefile ("
    " number INTEGER PRIMARY KEY, life INTEGER NOT NULL,"
    " by_tipster INTEGER NOT NULL, wants INTEGER NOT NULL,"
    " placed INTEGER NOT NULL, chosen INTEGER NOT NULL,"
    " junk INTEGER NOT NULL, status INTEGER NOT NULL,"
    " tid BLOB, ak BLOB, ck BLOB,"
    " opened INTEGER NOT NULL, first INTEGER NOT NULL,"
    " last INTEGER NOT NULL, messages INTEGER NOT NULL,"
    " shown INTEGER NOT NULL, replied INTEGER NOT NULL,"
    " marks INTEGER NOT NULL, lanes INTEGER NOT NULL) STRICT;"
    "CREATE INDEX casefile_tid ON casefile (tid) WHERE tid IS NOT NULL;"
    /* body: without the zeros at its end; folded: its words, for search */
    "CREATE TABLE message ("
    " number INTEGER NOT NULL REFERENCES casefile ON DELETE CASCADE,"
    " i INTEGER NOT NULL, id BLOB NOT NULL, week INTEGER NOT NULL,"
    " marks INTEGER NOT NULL, twin INTEGER NOT NULL,"
    " body BLOB NOT NULL, folded TEXT NOT NULL,"
    " PRIMARY KEY (number, i)) STRICT, WITHOUT ROWID;"
    /* what the tipster reads; i rises, the newest is the highest */
    "CREATE TABLE reply ("
    " number INTEGER NOT NULL REFERENCES casefile ON DELETE CASCADE,"
    " i INTEGER NOT NULL, week INTEGER NOT NULL, sent INTEGER NOT NULL,"
    " text TEXT NOT NULL, folded TEXT NOT NULL,"
    " PRIMARY KEY (number, i)) STRICT, WITHOUT ROWID;"
    /* envelopes that were accepted, as long as their key lives */
    "CREATE TABLE replay ("
    " dup BLOB PRIMARY KEY, hb BLOB NOT NULL, week INTEGER NOT NULL,"
    " number INTEGER NOT NULL, i INTEGER NOT NULL"
    ") STRICT, WITHOUT ROWID;"
    "CREATE INDEX replay_hb ON replay (hb);"
    "CREATE INDEX replay_week ON replay (week);"
    /* who works or worked here; left: the week, 0: still here;
     * log_from: the first entry of the log under their present key */
    "CREATE TABLE person ("
    " s INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE,"
    " initials TEXT NOT NULL, pk BLOB NOT NULL UNIQUE,"
    " lead INTEGER NOT NULL, came INTEGER NOT NULL,"
    " left INTEGER NOT NULL, log_from INTEGER NOT NULL) STRICT;"
    /* what one proposed and another has to release; plain: by act */
    "CREATE TABLE proposal ("
    " id INTEGER PRIMARY KEY, act INTEGER NOT NULL,"
    " s INTEGER NOT NULL, number INTEGER NOT NULL,"
    " day INTEGER NOT NULL, plain BLOB NOT NULL) STRICT;"
    /* the log: each entry hashes the one before; head: the last one that
     * was cut */
    "CREATE TABLE journal ("
    " n INTEGER PRIMARY KEY, day INTEGER NOT NULL, s INTEGER NOT NULL,"
    " act INTEGER NOT NULL, number INTEGER NOT NULL,"
    " reason BLOB NOT NULL, hash BLOB NOT NULL, tag BLOB NOT NULL"
    ") STRICT;"
    "CREATE TABLE journal_head ("
    " id INTEGER PRIMARY KEY CHECK (id = 1), n INTEGER NOT NULL,"
    " hash BLOB NOT NULL) STRICT;"
    /* reasons and their salts live in the case and die with it */
    "CREATE TABLE reason ("
    " n INTEGER PRIMARY KEY, number INTEGER NOT NULL,"
    " salt BLOB NOT NULL, text TEXT NOT NULL) STRICT;"
    /* copies of the casebook that were made: they hold what was then there */
    "CREATE TABLE backup ("
    " id INTEGER PRIMARY KEY, label TEXT NOT NULL,"
    " week INTEGER NOT NULL, cases INTEGER NOT NULL) STRICT;";

static const char *const steps[] = { step_1 };

const struct schema schema_desk = { steps, sizeof(steps) / sizeof(steps[0]) };
