#!/bin/bash
# answers.sh - cuts the connection at every byte of an answer; the same envelope
# sent again is answered "stored", and the pool holds it once.
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/lib.sh"

service demo
up zegeld serve demo/data -a "127.0.0.1:$port"
node "$here/answers.mjs" "$port" > said 2> err
read -r length stored wrong < <(tail -n 1 said)
[ "${length:-0}" -gt 256 ] && [ "${wrong:-1}" -eq 0 ]
result $? "an answer cut at each of its ${length:-0} bytes, and sent again" \
    said err
kill -HUP "$server" # the hourly work updates status
for _ in $(seq 100); do
	zegeld status demo/data > out
	! grep -q "pool: ${stored:-none} of" out || break
	sleep 0.1
done
says "each of ${stored:-0} envelopes is there once" out \
    "pool: ${stored:-none} of"
ok 'and they are carried to the desks' zegeld export demo/data demo/stick
[ "$(stat -c %s demo/stick/001.inbox)" -eq $((stored * 16384)) ]
result $? 'all of them'
! grep -q . up.err
result $? 'the server had nothing to say about it' up.err
down
finish
