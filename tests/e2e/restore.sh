#!/bin/bash
# restore.sh - makes and restores a backup as zegeld.8 says: the service goes
# on, and no desk reports an alarm about the numbers of its inboxes.
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/lib.sh"

top=${here%/tests/e2e}
service demo
owner=$(stat -c %u:%g demo/data)

# example N: print the Nth line of the manual's backup examples, with our paths.
example()
{
	sed -n '/^\.Sh BACKUP/,/^\.Sh /p' "$top/server/zegeld.8" |
	    sed -n '/^\.Bd/,/^\.Ed/p' | grep -v '^\.' | sed -n "$1p" |
	    sed "s|/srv/zegel|$w/demo/data|g; s|zegel:zegel|$owner|;
		s|/backup|$w/backup|"
}

tip()
{
	echo "$1" > in
	ok "the server takes the $1 tip" zegel send --desk noord "$url" < in
	code out > "$1.code"
}

# opened WHEN: noord opens what is on the stick, and reports no alarm.
opened()
{
	ok "noord opens the inbox $1 the restore" \
	    with_pass zegel-desk open demo/noord demo/stick
	with_pass zegel-desk list demo/noord > listed 2>&1
	cat out err listed > said
	! grep -E 'does not follow|never came|are missing|two different|set back' said
	result $? "noord reports no alarm $1 the restore" said
}

serving zegeld serve demo/data -a "127.0.0.1:$port"
tip first
round demo noord zuid
eval "$(example 1)" > made 2>&1
result $? 'tar makes a backup while the server runs' made
tar -tf backup.tar > names
! grep -q pool names && grep -q srv.key names
result $? 'the backup has srv.key and no pool' names
tip second
round demo noord
tip third
quietly zegeld export demo/data demo/stick
opened 'before'
quietly with_pass zegel-desk outbox demo/noord demo/stick
mkdir kept
mv demo/stick/*.noord.* kept
cp -a demo/stick kept/inboxes
tip lost
down

# ---- the disk is lost; an outbox on the stick names the last inbox -----------
rm -rf demo/data
eval "$(example 2)" > made 2>&1 && eval "$(example 3)" >> made 2>&1
result $? 'tar restores the backup' made
cp -a demo/data again
serving zegeld serve demo/data -a "127.0.0.1:$port"
refuses 'status reports the restore' 3 'RESTORED: ' zegeld status demo/data
says 'status shows the last inbox of the backup' out 'inbox 1, closed in '
rm demo/stick/*
mv kept/*.noord.* demo/stick
ok 'import accepts the outbox from before the loss' \
    zegeld import demo/data demo/stick
says 'import says which inbox the desk has opened' out \
    'noord has opened inbox 3: inbox numbers continue from there'
tip fourth
ok 'export closes the next inbox' zegeld export demo/data demo/stick
says 'the next inbox has the number after that' out \
    'inbox 4 closed: 2 envelopes'
opened 'after'
ok 'status then reports nothing' zegeld status demo/data
outboxes demo noord
zegel check "$url" < fourth.code > out 2>&1
says 'check shows that the desk read the new tip' out \
    'Messages of yours that it read: 1'
down

# ---- an inbox on the stick has the last number -------------------------------
rm -rf demo/data
mv again demo/data
rm demo/stick/*
cp kept/inboxes/* demo/stick
ok 'export succeeds with the last inboxes on the stick' \
    zegeld export demo/data demo/stick
says 'export continues from the last inbox on the stick' out \
    'inbox 3 on the stick is of this service: inbox numbers continue from there'
says 'export closes the inbox after that' out 'inbox 4 closed'
! grep -q 'is not known' err
result $? 'export does not warn' err

# ---- if the last number is not known, export warns ---------------------------
rm -rf demo/data demo/stick/*
eval "$(example 2)" > made 2>&1 && eval "$(example 3)" >> made 2>&1
ok 'export succeeds when the last number is not known' \
    zegeld export demo/data demo/stick
says 'export warns that a desk may report two inboxes' err \
    'a desk that has already opened an inbox 2 will report two of that number'
finish
