#!/bin/bash
# equal.sh - every command makes the same requests; a code that never existed,
# a closed one and one not yet received show the same screen.
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/lib.sh"

service demo
up zegeld serve demo/data -a "127.0.0.1:$port"

# The three codes, and one that is answered, to show that the test can fail.
check_digits 0123456789012345678901 > never
echo 'een die gesloten wordt' | zegel send --desk noord "$url" > sent
code sent > closed
echo 'een met antwoord' | zegel send --desk noord "$url" > sent
code sent > answered
round demo noord
ok 'a code is closed' zegel close "$url" < closed
round demo noord
echo 'een die nog niet is opgehaald' | zegel send --desk noord "$url" > sent
code sent > waiting

relay record 9000 "$port" "$w/log"
through=http://127.0.0.1:9000

# session NAME INPUT COMMAND...: run one command through the relay; keep its
# connections and requests in NAME.log.
session()
{
	local name=$1 input=$2

	shift 2
	rm -f log
	zegel "$@" "$through" < "$input" > "$name.out" 2> "$name.err"
	[ $? -eq "${status:-0}" ]
	result $? "$name: zegel $*" "$name.err"
	for _ in $(seq 50); do
		[ "$(grep -cs 'bytes back' log)" != 2 ] || break
		sleep 0.1
	done
	cp log "$name.log"
}

for c in never closed waiting answered; do
	session $c $c check
done
for c in closed waiting; do
	same "never and $c: the same requests" never.log $c.log
	same "never and $c: the same output" never.out $c.out
	same "never and $c: the same errors" never.err $c.err
done
same 'answered: the same requests too' never.log answered.log
! cmp -s never.out answered.out
result $? 'answered: another screen' answered.out
says 'the screen is a plain sentence' never.out \
    'There is no message for this code.'

echo 'een tip' > text
cat answered text > told
session tip text send --desk zuid
session follow-up told send --receipt
session close answered close
session again answered check
session desks /dev/null desks
session verify /dev/null verify
status=1 session refused text send --desk oost
for what in tip follow-up close again desks verify refused; do
	same "$what: the requests of a check" never.log $what.log
done
[ "$(grep -oE '^(===.connection|GET [^ ]*|POST [^ ]*)' never.log |
    tr '\n' ' ')" = '=== connection GET /n POST /x GET /b === connection GET /n POST /x ' ]
result $? 'a whole visit, and one without the board' never.log

kill "$relay"
wait "$relay" 2> /dev/null

# An attacker who cuts the board off sees the same requests made again.
for what in check send; do
	relay cut 9001 "$port" "$w/$what.cut" 40000
	args=(send --desk zuid http://127.0.0.1:9001)
	input=text
	[ $what = send ] || { args=(check http://127.0.0.1:9001) && input=never; }
	zegel "${args[@]}" < "$input" > out 2> err
	result $? "$what: the board is cut off" out err
	kill "$relay"
	wait "$relay" 2> /dev/null
done
same 'a tip is tried again as a check is' check.cut send.cut
[ "$(grep -oE '^(GET|POST) [^ ]*' send.cut | tr '\n' ' ')" = \
    'GET /n POST /x GET /b GET /n POST /x GET /b GET /n POST /x ' ]
result $? 'two whole visits, and one without the board' send.cut
[ "$(grep -c 'Write this down' out)" -eq 1 ]
result $? 'one code' out
down
finish
