#!/bin/bash
# run.sh - tests that no answer of the server tells what a code is good for.
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
	quietly "${then[@]}" with_pass zegel-desk renew demo/$d demo/stick \
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
says 'closed: no answer' closed.out 'There is no message for this code.'
says 'expired: no answer' expired.out 'There is no message for this code.'
says 'answered: its answer' answered.out 'Welke kleur had de bus?'
n=3
node "$equal/ask.mjs" "$port" $rounds $((4 * rounds)) "closed=$closed" \
    "expired=$expired" "answered=$answered" > asked 2>&1
rc=$?
grep -E '^(not )?ok|^#' asked | sed -E 's/^(.*ok) [0-9]+ /\1 /'
n=$((n + $(grep -cE '^(not )?ok' asked)))
result $rc 'no code is told from another by what is answered, or when' asked
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
says 'the answer is read' first 'Welke kleur had de bus?'
counted > before
fetched /n
result $? '100 times the keys'
fetched /b
result $? '100 times the board'
[ "$(stat -c %s got)" -eq $((100 * (2 + 2 * 66 + 16 * 2080))) ]
result $? 'all of it'
fetched / -d "do=check&typed=$answered"
result $? '100 checks on the form lane'
[ "$(grep -c 'Welke kleur had de bus?' got)" -eq 100 ]
result $? 'which read the answer' got
counted > after
same 'in the store nothing is read for them, and no file opened' before after
"${then[@]}" zegel check "$url" <<< "$answered" > out 2>&1
counted > deposit
! cmp -s after deposit
result $? 'control: what a visit brings in is seen' deposit
down
finish
