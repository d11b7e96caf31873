#!/bin/bash
# equal.sh - a code that never existed, a closed one and one not yet received
# make the same requests and show the same screen.
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

# visit NAME: one check through the relay.
visit()
{
	rm -f log
	zegel check "$through" < "$1" > "$1.out" 2> "$1.err"
	result $? "check of $1" "$1.err"
	for _ in $(seq 50); do
		! grep -q 'bytes back' log || break
		sleep 0.1
	done
	cp log "$1.log"
}

for c in never closed waiting answered; do
	visit $c
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

rm -f log
echo 'een tip' | zegel send --desk zuid "$through" > sent 2> err
result $? 'send through the relay' err
for _ in $(seq 50); do
	! grep -q 'bytes back' log || break
	sleep 0.1
done
same 'a tip makes the requests of a check' never.log log
[ "$(grep -c '^=== connection' log)" -eq 1 ] &&
    [ "$(grep -oE '^(GET|POST) [^ ]*' log | tr '\n' ' ')" = \
    'GET /n POST /x GET /b ' ]
result $? 'three requests on one connection, in order' log

kill "$relay"
wait "$relay" 2> /dev/null

# Whoever cuts the board off sees the same visit made again.
for what in check send; do
	relay cut 9001 "$port" "$w/$what.cut" 40000
	args=(send --desk zuid)
	[ $what = send ] || args=(check)
	zegel "${args[@]}" http://127.0.0.1:9001 < never > out 2> err
	result $? "$what: the board is cut off" out err
	kill "$relay"
	wait "$relay" 2> /dev/null
done
same 'a tip is tried again as a check is' check.cut send.cut
[ "$(grep -oE '^(GET|POST) [^ ]*' send.cut | tr '\n' ' ')" = \
    'GET /n POST /x GET /b GET /n POST /x GET /b ' ]
result $? 'two whole visits' send.cut
[ "$(grep -c 'Write this down' out)" -eq 1 ]
result $? 'one code' out
down
finish
