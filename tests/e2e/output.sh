#!/bin/bash
# output.sh - every command of every program reports a full standard output, and
# changes nothing that a person should have seen first.
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/lib.sh"

cc -O1 -D_GNU_SOURCE -o typist "$here/typist.c" -lutil || exit 1
service demo
up zegeld serve demo/data -a "127.0.0.1:$port"
printf 'Een tip.\n' > tip
zegel send --desk noord "$url" < tip > out
code out > first.code
cat first.code tip > twice
quietly zegeld export demo/data demo/stick
quietly with_pass zegel-desk open demo/noord demo/stick

pool()
{
	zegeld status demo/data | sed -n 's/^pool: \([0-9]*\) .*/\1/p'
}

# full COMMAND...: with /dev/full as standard output, it fails with a sentence.
tried=
full()
{
	local status=0 what="$*"

	"$@" > /dev/full 2> err || status=$?
	what=${what#with_pass }
	what=${what#with_ik }
	what=${what#-f [a-z]* }
	what=$(echo "$what" | cut -d ' ' -f 1-2)
	tried+=" $what "
	[ $status -eq 1 ] || echo "exit status $status, not 1" >> err
	[ $status -eq 1 ] && grep -q 'standard output' err
	result $? "$what reports a full standard output" err
}

# ---- zegel -----------------------------------------------------------------
before=$(pool)
full zegel send --desk noord "$url" < tip
says 'send says that nothing was sent' err 'nothing was sent'
full zegel send --desk noord --no-answer "$url" < tip
[ "$(pool)" -eq "$before" ]
result $? 'the server got no envelope'
full zegel send --receipt --desk noord "$url" < twice
full zegel close --desk noord "$url" < first.code
full zegel check "$url" < first.code
full zegel desks "$url"
full zegel verify "$url"
refuses 'send refuses a closed standard output' 1 'nothing was sent' \
    sh -c "exec zegel send --desk noord $url < tip >&-"

# only COMMAND: close its standard output after the first line.
only()
{
	sh -c "$1" | { read -r _; exec 0<&-; wait; }
	return "${PIPESTATUS[0]}"
}

only "exec zegel send --desk noord $url < tip 2> err" > out
result $((1 - $?)) 'send fails if its output closes while it sends' err
says 'send shows the code on standard error' err 'the only copy'
code err > err.code
ok 'check accepts the code of standard error' zegel check "$url" < err.code
./typist -- bash -c "zegel send --desk noord $url < tip 2> /dev/full |
    { read -r _; exec 0<&-; }; exit \${PIPESTATUS[0]}" > out
result $((1 - $?)) 'send fails if standard error is full, too' out
says 'send shows the code on the terminal' out 'the only copy'
code out > tty.code
ok 'check accepts the code of the terminal' zegel check "$url" < tty.code

# ---- zegel-desk ------------------------------------------------------------
full with_pass zegel-desk list demo/noord
full with_pass zegel-desk show demo/noord 1
with_pass zegel-desk list demo/noord > out
says 'a case that was not shown is not marked as read' out '1 case, 1 to read'
full with_pass zegel-desk junk demo/noord 1
quietly with_pass zegel-desk junk demo/noord 1 --back
full with_pass -f tip zegel-desk reply demo/noord 1
says 'a reply that nobody could see is not kept' err 'nothing was changed'
quietly zegeld export demo/data demo/stick
full with_pass zegel-desk open demo/noord demo/stick
full with_pass zegel-desk outbox demo/noord demo/stick
full with_ik zegel-desk renew demo/noord demo/stick
full with_pass zegel-desk root -m 256 more.root more
[ -s more.root/root.vkey ]
result $? 'root wrote the key file all the same'
full with_pass zegel-desk init -m 256 "${founder[@]}" --service \
    "$(sed -n 's/^service //p' demo/root/service.txt)" oost oost
sed 's/^version .*/version 2/' demo/draft.txt > draft
full with_pass zegel-desk sign demo/root draft signed
[ ! -e signed ]
result $? 'a directory that nobody could see is not signed'
full zegel-desk --help
full zegel-desk help
(cd demo/noord && printf '%s\n' "$pass" "$w/demo/stick" n 0 |
    zegel-desk > /dev/full 2> "$w/err")
result $((1 - $?)) 'the menu of zegel-desk fails' err

full with_pass zegel-desk junk demo/noord 1
full with_pass zegel-desk junk demo/noord 1 --back
full with_pass zegel-desk backup demo/noord demo/stick
full with_pass zegel-desk restore twin demo/stick/backup-noord-1.zegel

# ---- more persons at the desk ----------------------------------------------
printf '%s\n' "$pass" "$pass" > once
full with_pass -f once zegel-desk staff-add -m 256 --person 'Piet Bakker' \
    --initials PB demo/noord
full with_pass -f once zegel-desk staff-add -m 256 --person 'Karin Smit' \
    --initials KS --as AdV demo/noord
full with_pass zegel-desk proposals demo/noord --as PB
full with_pass zegel-desk release demo/noord 1 --as PB
with_pass zegel-desk proposals demo/noord --as PB > out
says 'a proposal that nobody could see is not released' out 'Proposal 1, by AdV'
full with_pass zegel-desk withdraw demo/noord 1 --as PB
full with_pass -f once zegel-desk staff-recover -m 256 --as AdV demo/noord PB
full with_pass -f once zegel-desk staff-passphrase -m 256 --as PB demo/noord
full with_pass zegel-desk log demo/noord --as PB
full with_pass zegel-desk staff demo/noord --as AdV
full with_pass zegel-desk staff-remove --as AdV demo/noord PB
echo '{"jsonrpc":"2.0","id":1,"method":"session.persons"}' > in
full zegel-desk serve demo/noord < in

# ---- zegeld ----------------------------------------------------------------
full zegeld status demo/data
full zegeld import demo/data demo/stick
full zegeld export demo/data demo/stick
full zegeld expire demo/data
full zegeld init demo/data demo
full zegeld init demo/data "$ZEGEL_ROOT" demo/directory
down
full zegeld serve demo/data -a "127.0.0.1:$port"

# ---- every command was tried -----------------------------------------------
{
	zegel 2>&1 | sed -nE 's/^(usage:|      ) zegel ([a-z]+) .*/zegel \2/p'
	zegeld 2>&1 | sed -nE 's/^  (zegeld [a-z]+) .*/\1/p'
	zegel-desk help | sed -nE 's/^       (zegel-desk [a-z-]+) .*/\1/p'
} > commands
missing=
while read -r program command; do
	[[ $tried == *" $program $command "* ]] ||
		missing+=" $program $command"
done < commands
[ -z "$missing" ] && [ "$(wc -l < commands)" -ge 30 ]
result $? "this test tried all commands${missing:+, but not$missing}" commands
finish
