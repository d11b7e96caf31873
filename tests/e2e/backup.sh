#!/bin/bash
# backup.sh - a desk whose folder is lost goes on from a backup, as zegel-desk.1
# says; a copy of the folder does not.
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/lib.sh"

# tip NAME: send a tip that is its name; keep the code.
tip()
{
	echo "$1" > in
	ok "the server takes the $1 tip" zegel send --desk noord "$url" < in
	code out > "$1.code"
}

service demo
up zegeld serve demo/data -a "127.0.0.1:$port"
tip first
round demo noord zuid
cp demo/noord/ik.key ik.key # in the safe
mkdir safe
ok 'backup writes to a stick' with_pass zegel-desk backup demo/noord safe
says 'backup says where it belongs' out 'destroy the stick in time'
[ "$(cd safe && echo *)" = 'backup-noord-1.zegel backup-noord-1.zegel.1.key' ]
result $? 'the stick holds the backup and the key of the person'
ok 'another desk writes its first one to the same stick' \
    with_pass zegel-desk backup demo/zuid safe
[ "$(cd safe && echo *.zegel)" = 'backup-noord-1.zegel backup-zuid-1.zegel' ]
result $? 'the stick holds both'
cp -a demo/noord kept
tip second
round demo noord zuid
tip third
down

# ---- a copy of the folder, put back ----------------------------------------
cp demo/noord/desk.lock copy.lock
for f in desk.key 'casebook-*'; do # as a program that copies file by file
	rm -rf mixed
	cp -a demo/noord mixed
	# shellcheck disable=SC2086 # a pattern
	rm mixed/$f
	# shellcheck disable=SC2086 # a pattern
	cp kept/$f mixed
	refuses "a desk with an older ${f%-*} is refused" 1 'another moment' \
	    with_pass zegel-desk list mixed
done
cp copy.lock kept/desk.lock
refuses 'an older copy with the desk.lock of now is refused' 1 \
    'another moment' with_pass zegel-desk list kept
says 'list says what to do' err 'zegel-desk restore'

# ---- the folder is lost ------------------------------------------------------
refuses 'restore refuses a folder that has a desk' 1 'already' \
    with_pass zegel-desk restore demo/noord safe/backup-noord-1.zegel
rm -rf demo/noord
mkdir bad
cp safe/* bad
truncate -s -1 bad/backup-noord-1.zegel
refuses 'restore refuses a damaged backup' 1 'damaged' \
    with_pass zegel-desk restore new bad/backup-noord-1.zegel
cp demo/zuid/staff/1.key bad/backup-noord-1.zegel.1.key
cp safe/backup-noord-1.zegel bad
refuses 'restore refuses the key of another desk' 1 'opens nothing here' \
    with_pass zegel-desk restore new bad/backup-noord-1.zegel
echo 'een andere zin dan deze' > in
refuses 'restore refuses a wrong passphrase' 1 'is not right' \
    zegel-desk restore new safe/backup-noord-1.zegel < in
[ ! -e new/desk.key ]
result $? 'none of these made a desk'
ok 'restore makes a desk of the backup' \
    with_pass zegel-desk restore demo/noord safe/backup-noord-1.zegel
says 'restore says what to do next' out 'ik.key'
ok 'the desk opens' with_pass zegel-desk list demo/noord
says 'it has the case of before the backup' out 'first'
says 'it has no other' out '1 case'
ok 'renew makes keys again' \
    with_ik zegel-desk renew demo/noord demo/stick --ik ik.key
ok 'the server takes its schedule' zegeld import demo/data demo/stick

# ---- it goes on --------------------------------------------------------------
up zegeld serve demo/data -a "127.0.0.1:$port"
tip fourth
rm -f demo/stick/*.inbox* demo/stick/*.n
quietly zegeld export demo/data demo/stick
ok 'the desk opens the next inbox' \
    with_pass zegel-desk open demo/noord demo/stick
says 'it has the tip sealed to the new keys' out '1 new tip'
says 'open says which inbox the lost desk had opened' out \
    'Inbox 2 never came here'
ok 'the case shows it' with_pass zegel-desk show demo/noord 2
says 'and not the one from before the loss' out 'fourth'
outboxes demo noord
for name in first fourth; do
	ok "the tipster of the $name tip finds an answer" \
	    zegel check "$url" < $name.code
	says "$name: the desk read it" out 'that it read: 1'
done
ok 'the log is whole' with_pass zegel-desk log demo/noord --verify
with_pass zegel-desk log demo/noord > out
says 'the log says that a backup was restored' out 'restored a backup'
down
finish
