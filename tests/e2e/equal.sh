#!/bin/bash
# equal.sh - every command makes the same requests. A code that never existed,
# a closed code and one that no desk has received show the same screen.
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
ok 'close succeeds' zegel close "$url" < closed
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
	result $? "$name: zegel $* exits with ${status:-0}" "$name.err"
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
	same "a $c code makes the requests of one that never existed" \
	    never.log $c.log
	same "a $c code shows the screen of one that never existed" \
	    never.out $c.out
	same "a $c code shows the errors of one that never existed" \
	    never.err $c.err
done
same 'an answered code makes the same requests, too' never.log answered.log
! cmp -s never.out answered.out
result $? 'control: an answered code shows another screen' answered.out
says 'the screen says that there is no message' never.out \
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
	same "$what makes the requests of a check" never.log $what.log
done
[ "$(grep -oE '^(===.connection|GET [^ ]*|POST [^ ]*)' never.log |
    tr '\n' ' ')" = '=== connection GET /n POST /x GET /b === connection GET /n POST /x ' ]
result $? 'a command makes a whole visit, then one without the board' never.log

kill "$relay"
wait "$relay" 2> /dev/null

# An attacker who cuts the board off sees the same requests made again.
for what in check send; do
	relay cut 9001 "$port" "$w/$what.cut" 40000
	args=(send --desk zuid http://127.0.0.1:9001)
	input=text
	[ $what = send ] || { args=(check http://127.0.0.1:9001) && input=never; }
	zegel "${args[@]}" < "$input" > out 2> err
	result $? "$what succeeds when the board is cut off once" out err
	kill "$relay"
	wait "$relay" 2> /dev/null
done
same 'send repeats the requests that check repeats' check.cut send.cut
[ "$(grep -oE '^(GET|POST) [^ ]*' send.cut | tr '\n' ' ')" = \
    'GET /n POST /x GET /b GET /n POST /x GET /b GET /n POST /x ' ]
result $? 'they make two whole visits, then one without the board' send.cut
[ "$(grep -c 'Write this down' out)" -eq 1 ]
result $? 'send shows one code' out
down
finish
