#!/bin/bash
# handover.sh - files that one party hands to another are readable for the
# person who carries them; all other files are private. Also: how zegeld treats
# old or renamed outboxes, and its reasons for refusing an address.
# shellcheck disable=SC2317 # functions are called by name
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/lib.sh"

clerk=12345
chmod 711 "$w"

# reads NAME FILE...: another user can read each FILE.
reads()
{
	local name=$1

	shift
	ok "$name: for who carries it" setpriv --reuid $clerk --regid $clerk \
	    --clear-groups cat "$@"
}

service demo
chmod 777 demo/stick
reads 'the directory' demo/directory
for f in demo/root/root.vkey demo/root/service.txt demo/noord/card.txt; do
	cp "$f" "public.${f##*/}" # as a copy onto a stick keeps the mode
	reads "${f##*/}" "public.${f##*/}"
done
quietly with_pass zegel-desk renew demo/noord demo/stick
reads 'a schedule' demo/stick/002.noord.schedule demo/stick/002.noord.keys
quietly zegeld import demo/data demo/stick
# as in the manual, the service has its own user
owner=$(stat -c %u demo/data)
[ "$owner" -ne 0 ]
result $? 'the service has a user of its own'
ok 'export as that user' setpriv --reuid "$owner" --clear-groups \
    zegeld export demo/data demo/stick
reads 'an inbox' demo/stick/001.inbox demo/stick/001.inbox.note \
    demo/stick/001.n
quietly with_pass zegel-desk open demo/noord demo/stick
quietly with_pass zegel-desk outbox demo/noord demo/stick
reads 'an outbox' demo/stick/001.noord.outbox demo/stick/001.noord.outbox.note
others=$(find demo/data demo/noord demo/root -type f -perm /077 \
    ! -name card.txt ! -name root.vkey ! -name service.txt \
    ! -name directory)
[ -z "$others" ]
result $? "nothing else is anybody's: ${others:-none}"

# ---- the number that is signed, not the one in the name ---------------------
mv demo/stick/001.noord.outbox demo/stick/007.noord.outbox
mv demo/stick/001.noord.outbox.note demo/stick/007.noord.outbox.note
ok 'an outbox under another number' zegeld import demo/data demo/stick
says 'is told by its own' out \
    'noord: outbox 1 imported (its file is named 007)'

# ---- an old outbox may still hold answers -----------------------------------
cp -a demo/noord before
for i in 2 3; do
	quietly with_pass zegel-desk outbox demo/noord demo/stick
done
mkdir later
mv demo/stick/003.* later
quietly zegeld import demo/data demo/stick
mv later/* demo/stick
quietly zegeld import demo/data demo/stick
rm -rf demo/noord
mv before demo/noord # as from a backup: its next outbox is number 2 again
quietly with_pass zegel-desk outbox demo/noord demo/stick
refuses 'an outbox of a desk that went back in time' 1 \
    'outbox 2 of schedule 2 is not newer than outbox 3 of schedule 2' \
    zegeld import demo/data demo/stick
says 'it may hold answers' err 'makes outboxes until one is number 4'
[ -e demo/stick/002.noord.outbox ]
result $? 'and stays on the stick'

# ---- each refusal of an address says why ------------------------------------
for a in '99999 not a valid port' 'x not a valid port' '-1 not a valid port'; do
	refuses "port ${a%% *}" 1 "${a#* }" \
	    zegeld serve demo/data -a "127.0.0.1:${a%% *}"
done
refuses 'no address' 1 'not an address and port' \
    zegeld serve demo/data -a 300.0.0.1:80
refuses 'a long socket name' 1 'a socket path has at most 107 bytes' \
    zegeld serve demo/data -u "/tmp/$(printf '%0120d' 0)"
small()
{
	(ulimit -l 16; exec setpriv --reuid "$owner" --clear-groups \
	    zegeld serve demo/data -a "127.0.0.1:$port")
}
refuses 'too little memory that may be locked' 1 \
    'the server may lock 16 KiB of memory and needs up to 65536 KiB' small
limited()
{
	(ulimit -f 8; exec zegeld export demo/data demo/stick)
}
echo x > in
up zegeld serve demo/data -a "127.0.0.1:$port"
ok 'a tip' zegel send --desk noord "$url" < in
down
refuses 'a file that may not be so long' 1 \
    'the inbox is larger than a file may be there' limited
finish
