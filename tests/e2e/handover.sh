#!/bin/bash
# handover.sh - the person who carries files from one party to another can read
# them; all other files are private. Also: what zegeld does with old or renamed
# outboxes, and its reasons for refusing an address.
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
	ok "the courier can read $name" setpriv --reuid $clerk --regid $clerk \
	    --clear-groups cat "$@"
}

service demo
chmod 777 demo/stick
reads 'the directory' demo/directory
for f in demo/root/root.vkey demo/root/service.txt demo/noord/card.txt; do
	cp "$f" "public.${f##*/}" # as a copy onto a stick keeps the mode
	reads "${f##*/}" "public.${f##*/}"
done
quietly with_ik zegel-desk renew demo/noord demo/stick
reads 'a schedule' demo/stick/002.noord.schedule demo/stick/002.noord.keys
quietly zegeld import demo/data demo/stick
# as in the manual, the service has its own user
owner=$(stat -c %u demo/data)
[ "$owner" -ne 0 ]
result $? 'init gave the folder to a user other than root'
ok 'export succeeds as that user' setpriv --reuid "$owner" --clear-groups \
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
result $? "no other file is readable for others: ${others:-none}"

# ---- import goes by the signed number, not by the file name -----------------
for file in outbox outbox.note; do
	mv demo/stick/001.noord.$file demo/stick/007.noord.$file
	cp demo/stick/007.noord.$file demo/stick/008.noord.$file
done
ok 'import accepts an outbox renamed to another number' \
    zegeld import demo/data demo/stick
says 'import reports the signed number and the name' out \
    'noord: outbox 1 imported (its file is named 007)'
says 'import says that it took in the same outbox before' out \
    'noord: outbox 1 was imported before (its file is named 008)'
[ ! -e demo/stick/008.noord.outbox ]
result $? 'import deletes that one too'

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
refuses 'import refuses an outbox of a restored desk' 1 \
    'outbox 2 of schedule 2 is not newer than outbox 3 of schedule 2' \
    zegeld import demo/data demo/stick
says 'import says to make outboxes until the number is higher' err \
    'make outboxes until one is number 4'
[ -e demo/stick/002.noord.outbox ]
result $? 'the refused outbox stays on the stick'

# ---- each refusal of an address says why ------------------------------------
for a in '99999 not a valid port' 'x not a valid port' '-1 not a valid port'; do
	refuses "serve refuses the port ${a%% *}" 1 "${a#* }" \
	    zegeld serve demo/data -a "127.0.0.1:${a%% *}"
done
refuses 'serve refuses an address that is none' 1 'not an address and port' \
    zegeld serve demo/data -a 300.0.0.1:80
refuses 'serve refuses a long socket path' 1 \
    'a socket path has at most 107 bytes' \
    zegeld serve demo/data -u "/tmp/$(printf '%0120d' 0)"
small()
{
	(ulimit -l 16; exec setpriv --reuid "$owner" --clear-groups \
	    zegeld serve demo/data -a "127.0.0.1:$port")
}
refuses 'serve says how much memory it must lock' 1 \
    'the server may lock 16 KiB of memory and needs up to 65536 KiB' small
limited()
{
	(ulimit -f 8; exec zegeld export demo/data demo/stick)
}
echo x > in
up zegeld serve demo/data -a "127.0.0.1:$port"
ok 'the server takes a tip' zegel send --desk noord "$url" < in
down
refuses 'export says that a file may not be so large' 1 \
    'a file of the inbox is larger than a file may be there' limited
finish
