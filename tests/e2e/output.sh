#!/bin/bash
# output.sh - with a full standard output, every command of every program says
# so, and changes nothing that a person should have seen first.
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

# full COMMAND...: writing to /dev/full, it fails with a sentence.
tried=
full()
{
	local status=0 what="$*"

	"$@" > /dev/full 2> err || status=$?
	what=${what#with_pass }
	what=${what#-f tip }
	what=$(echo "$what" | cut -d ' ' -f 1-2)
	tried+=" $what "
	[ $status -eq 1 ] || echo "exit status $status, not 1" >> err
	[ $status -eq 1 ] && grep -q 'standard output' err
	result $? "$what: no room for what it says" err
}

# ---- zegel -----------------------------------------------------------------
before=$(pool)
full zegel send --desk noord "$url" < tip
says 'nothing was sent, so no code is lost' err 'nothing was sent'
full zegel send --desk noord --no-answer "$url" < tip
[ "$(pool)" -eq "$before" ]
result $? 'the server got nothing'
full zegel send --receipt --desk noord "$url" < twice
full zegel close --desk noord "$url" < first.code
full zegel check "$url" < first.code
full zegel desks "$url"
full zegel verify "$url"
refuses 'output that was closed is no room either' 1 'nothing was sent' \
    sh -c "exec zegel send --desk noord $url < tip >&-"

# only COMMAND: close its standard output after the first line.
only()
{
	sh -c "$1" | { read -r _; exec 0<&-; wait; }
	return "${PIPESTATUS[0]}"
}

only "exec zegel send --desk noord $url < tip 2> err" > out
result $((1 - $?)) 'output that goes away while it is sent' err
says 'the code is on standard error' err 'the only copy'
code err > err.code
ok 'and it is the right one' zegel check "$url" < err.code
./typist -- bash -c "zegel send --desk noord $url < tip 2> /dev/full |
    { read -r _; exec 0<&-; }; exit \${PIPESTATUS[0]}" > out
result $((1 - $?)) 'that one is full as well' out
says 'the code is on the terminal' out 'the only copy'
code out > tty.code
ok 'and that is the right one' zegel check "$url" < tty.code

# ---- zegel-desk ------------------------------------------------------------
full with_pass zegel-desk list demo/noord
full with_pass zegel-desk show demo/noord 1
with_pass zegel-desk list demo/noord > out
says 'what was not shown is not read' out '1 case, 1 to read'
full with_pass -f tip zegel-desk reply demo/noord 1
says 'what nobody could look at is not kept' err 'nothing was changed'
quietly zegeld export demo/data demo/stick
full with_pass zegel-desk open demo/noord demo/stick
full with_pass zegel-desk outbox demo/noord demo/stick
full with_pass zegel-desk renew demo/noord demo/stick
full with_pass zegel-desk root -m 256 more.root more
[ -s more.root/root.vkey ]
result $? 'ROOT stands in its file'
full with_pass zegel-desk init -m 256 --service \
    "$(sed -n 's/^service //p' demo/root/service.txt)" oost oost
sed 's/^version .*/version 2/' demo/draft.txt > draft
full with_pass zegel-desk sign demo/root draft signed
[ ! -e signed ]
result $? 'what nobody could look at is not signed'
full zegel-desk --help
full zegel-desk help
(cd demo/noord && printf '%s\n' "$pass" "$w/demo/stick" n 0 |
    zegel-desk > /dev/full 2> "$w/err")
result $((1 - $?)) 'the menu' err

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
	zegel-desk help | sed -nE 's/^       (zegel-desk [a-z]+) .*/\1/p'
} > commands
missing=
while read -r program command; do
	[[ $tried == *" $program $command "* ]] ||
		missing+=" $program $command"
done < commands
[ -z "$missing" ] && [ "$(wc -l < commands)" -ge 20 ]
result $? "all commands were tried${missing:+, but not$missing}" commands
finish
