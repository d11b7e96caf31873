#!/bin/bash
# run.sh - tests that the answers to all kinds of codes are alike.
#
# tests/unit/desk/observer.c tests what two boards tell.
#
# usage: tests/net tests/equal/run.sh [long]
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/../e2e/lib.sh"

equal=${here%/e2e}/equal
rounds=400
[ "${1:-short}" != long ] || rounds=2000

# tip TEXT: a tip for noord; prints its code without spaces.
tip()
{
	echo "$1" | "${then[@]}" zegel send --desk noord "$url" > sent 2> err ||
	    cat err >&2
	code sent | tr -d ' '
}

# Make a code that is closed, and one whose thread ends after 13 weeks.
then=(at 0)
service demo
up zegeld serve demo/data -a "127.0.0.1:$port"
closed=$(tip 'een die gesloten wordt')
expired=$(tip 'een die afloopt')
round demo noord
quietly zegel close "$url" <<< "$closed"
round demo noord
down

# 14 weeks later, make a code that is answered.
then=(at 98)
for d in noord zuid; do
	quietly "${then[@]}" with_ik zegel-desk renew demo/$d demo/stick \
	    --date-is-right
done
quietly "${then[@]}" zegeld import demo/data demo/stick \
    -w "$(date -u -d '+98 days' +%G-W%V)"
up "${then[@]}" zegeld serve demo/data -a "127.0.0.1:$port"
answered=$(tip 'een met antwoord')
quietly "${then[@]}" zegeld export demo/data demo/stick
quietly "${then[@]}" with_pass zegel-desk open demo/noord demo/stick
echo 'Welke kleur had de bus?' > reply
quietly "${then[@]}" with_pass -f reply zegel-desk reply demo/noord 3
quietly "${then[@]}" with_pass zegel-desk outbox demo/noord demo/stick
quietly "${then[@]}" zegeld import demo/data demo/stick
for c in closed expired answered; do
	"${then[@]}" zegel check "$url" <<< "${!c}" > "$c.out" 2>&1
done
says 'a closed code has no answer' closed.out \
    'There is no message for this code.'
says 'an expired code has no answer' expired.out \
    'There is no message for this code.'
says 'an answered code has its answer' answered.out 'Welke kleur had de bus?'
n=3
node "$equal/ask.mjs" "$port" $rounds $((4 * rounds)) "closed=$closed" \
    "expired=$expired" "answered=$answered" > asked 2>&1
rc=$?
grep -E '^(not )?ok|^#' asked | sed -E 's/^(.*ok) [0-9]+ /\1 /'
n=$((n + $(grep -cE '^(not )?ok' asked)))
result $rc 'neither bytes nor times of answers tell codes apart' asked
down

# ---- a check reads no mailbox ----------------------------------------------
# counted: print how often the store was read and a file opened so far.
counted()
{
	od -An -tu8 counts | tr -s ' '
}

# fetched PATH [CURL OPTION...]: fetch 100 times; all answers go to "got".
fetched()
{
	local path=$1 urls=() i

	shift
	for ((i = 0; i < 100; i++)); do
		urls+=("$url$path")
	done
	curl -sf "$@" "${urls[@]}" > got
}

cc -shared -fPIC -O2 -D_GNU_SOURCE -o count.so "$equal/count.c" || exit 1
up "${then[@]}" env LD_PRELOAD="$w/count.so:$w/clock.so" \
    ZEGEL_COUNTS="$w/counts" zegeld serve demo/data -a "127.0.0.1:$port"
for _ in 1 2 3; do # after this, all one-time work is done
	"${then[@]}" zegel check "$url" <<< "$answered" > first 2>&1
done
says 'zegel check reads the answer' first 'Welke kleur had de bus?'
counted > before
fetched /n
result $? 'the server answers 100 requests for the notes'
fetched /b
result $? 'the server answers 100 requests for the board'
[ "$(stat -c %s got)" -eq $((100 * (2 + 2 * 66 + 16 * 2080))) ]
result $? 'each answer has the whole board'
fetched / -d "do=check&typed=$answered"
result $? 'the server answers 100 checks on the form lane'
# twice each: as the desk's answer, and above the field that answers it
[ "$(grep -c 'Welke kleur had de bus?' got)" -eq 200 ]
result $? 'each check shows the answer' got
counted > after
same 'these requests read nothing from the store and open no file' before after
"${then[@]}" zegel check "$url" <<< "$answered" > out 2>&1
counted > deposit
! cmp -s after deposit
result $? 'control: the count sees a deposit' deposit
down
finish
