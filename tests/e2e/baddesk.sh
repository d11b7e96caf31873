#!/bin/bash
# baddesk.sh - zegel-desk explains a wrong passphrase, stick, clock or disk, and
# loses no case because of it.
# shellcheck disable=SC2317 # functions are called by name
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/lib.sh"

service demo 4
up zegeld serve demo/data -a "127.0.0.1:$port"
for i in 1 2 3 4 5 6; do
	echo "tip $i" | zegel send --desk noord "$url" > sent
	code sent > "code.$i"
done
quietly zegeld export demo/data demo/stick

cp -r demo/noord fresh

open()
{
	with_pass zegel-desk open "$@"
}

# copy FROM TO: make TO a stick with the inbox of FROM.
copy()
{
	mkdir -p "$2"
	cp "$1"/001.inbox "$1"/001.inbox.note "$1"/001.n "$2"
}

# flip FILE OFFSET: change the byte at OFFSET.
flip()
{
	local b

	b=$(od -An -tu1 -j "$2" -N1 "$1" | tr -d ' ')
	printf '%b' "\\x$(printf %02x $((b ^ 1)))" |
	    dd of="$1" bs=1 seek="$2" conv=notrunc status=none
}

# ---- the passphrase --------------------------------------------------------
echo 'een andere zin' > wrong
echo > empty
refuses 'open refuses a wrong passphrase' 1 \
    'this passphrase is not right' \
    zegel-desk open demo/noord demo/stick < wrong
refuses 'open refuses an empty passphrase' 1 'no passphrase was given' \
    zegel-desk open demo/noord demo/stick < empty
head -c 1025 /dev/zero | tr '\0' a > long
refuses 'open refuses a passphrase of 1,025 bytes' 1 \
    'this passphrase is longer than 1024' \
    zegel-desk open demo/noord demo/stick < long

# ---- the stick -------------------------------------------------------------
refuses 'open names a stick folder that does not exist' 1 'nosuch' \
    open demo/noord nosuch
mkdir bare
refuses 'open says that an empty stick has no inbox' 1 'no inbox' \
    open demo/noord bare
for f in 001.inbox:60 001.inbox.note:60 001.n:3000; do
	copy demo/stick bad
	flip bad/${f%:*} ${f#*:}
	refuses "open refuses a damaged ${f%:*}" 1 'again' open demo/noord bad
done
copy demo/stick bad
truncate -s -1 bad/001.inbox
refuses 'open refuses a truncated inbox' 1 'Nothing of inbox 1 was opened' \
    open demo/noord bad
rm bad/001.n
refuses 'open names a missing 001.n' 1 'lacks 001.n' open demo/noord bad

root=$ZEGEL_ROOT
service other
ZEGEL_ROOT=$root
copy demo/stick other/stick
refuses 'open refuses an inbox of another service' 1 'of another service' \
    open other/noord other/stick

# ---- the clock -------------------------------------------------------------
for days in -31 31; do
	refuses "open refuses a clock that is $days days off" 1 \
	    'Nothing was opened, written or destroyed. Set the date right' \
	    at $days with_pass zegel-desk open demo/noord demo/stick
done

# ---- after all that the inbox still opens, whole ----------------------------
ok 'after all that, the inbox opens' open demo/noord demo/stick
says 'it has all its tips' out '6 new tips'
ok 'open accepts the same inbox again' open demo/noord demo/stick
says 'open reports nothing new' out 'Nothing new'

# ---- more tips than places --------------------------------------------------
ok 'the desk makes an outbox' with_pass zegel-desk outbox demo/noord demo/stick
says 'no tip that nobody has read gets a place' out \
    '6 tipsters get no message yet: nobody has read these tips'
rm demo/stick/001.noord.outbox demo/stick/001.noord.outbox.note
quietly read_all demo/noord
ok 'the desk makes an outbox of what it read' \
    with_pass zegel-desk outbox demo/noord demo/stick
says 'the desk learns how many tips have no place' out \
    '3 tipsters get no message yet: the room is taken'
says 'the desk learns what to do' out 'a reply gets room at once'
cp demo/stick/002.noord.outbox demo/stick/002.noord.outbox.note bare

# ---- the outbox at a server -------------------------------------------------
refuses 'import refuses an outbox of another service' 1 \
    'does not have its schedule' zegeld import other/data demo/stick
flip demo/stick/002.noord.outbox 100
refuses 'import refuses a damaged outbox' 1 'importing 002.noord.outbox' \
    zegeld import demo/data demo/stick
cp bare/002.noord.outbox demo/stick
ok 'import accepts the undamaged outbox' zegeld import demo/data demo/stick
read=0
for i in 1 2 3 4 5 6; do
	zegel check "$url" < code.$i > out
	! grep -q 'has opened your message' out || read=$((read + 1))
done
[ $read -eq 3 ]
result $? 'check says "opened" to the three tipsters with a place'
echo 'Welke kleur?' > reply
refuses 'reply refuses a case that does not exist' 1 'there is no case 9' \
    with_pass -f reply zegel-desk reply demo/noord 9
ok 'reply accepts a case without a place' \
    with_pass -f reply zegel-desk reply demo/noord 6
outboxes demo noord
read=0
for i in 1 2 3 4 5 6; do
	zegel check "$url" < code.$i > out
	! grep -q 'Welke kleur' out || read=$((read + 1))
done
[ $read -eq 1 ]
result $? 'only the tipster of that case reads the reply'
down

# ---- the casebook ----------------------------------------------------------
book=$(basename demo/noord/casebook-*[!k])
cp -r demo/noord whole
with_pass zegel-desk list whole > list.want
flip demo/noord/desk.key 100
refuses 'list names a damaged key file' 1 'desk.key' \
    with_pass zegel-desk list demo/noord
cp whole/desk.key demo/noord
size=$(stat -c %s "demo/noord/$book")
for at in $(seq 4096 8192 "$size"); do
	for i in 0 16 40 100 500 1000 2000; do
		flip "demo/noord/$book" $((at + i))
	done
done
with_pass zegel-desk list demo/noord > out 2> err
status=$?
[ $status -eq 1 ] && grep -q 'damaged' err
result $? 'list says that a casebook is damaged' err out
truncate -s 8192 "demo/noord/$book"
refuses 'list refuses a truncated casebook' 1 'damaged' \
    with_pass zegel-desk list demo/noord
rm "demo/noord/$book"
refuses 'list says that the casebook is missing' 1 'casebook' \
    with_pass zegel-desk list demo/noord
cp "whole/$book" demo/noord
with_pass zegel-desk list demo/noord > list.got
same 'a restored copy of the casebook has every case' list.want list.got

# ---- a full disk -----------------------------------------------------------
mkdir small
mount -t tmpfs -o size=3m none small
mkdir small/stick
cp -r fresh small/noord
dd if=/dev/zero of=small/filled bs=1k status=none 2> /dev/null
refuses 'outbox refuses a full stick' 1 'room' \
    with_pass zegel-desk outbox demo/noord small/stick
[ -z "$(ls small/stick)" ]
result $? 'the full stick holds no partial file'
refuses 'open refuses a full disk' 1 'room' open small/noord demo/stick
rm small/filled
ok 'open succeeds when the disk has room again' open small/noord demo/stick
says 'it then has all tips of the inbox' out '6 new tips'
umount small
finish
