#!/bin/bash
# answers.sh - cuts the connection at every byte of an answer. The server
# answers "stored" to the same envelope sent again, and the pool holds it once.
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/lib.sh"

service demo
up zegeld serve demo/data -a "127.0.0.1:$port"
node "$here/answers.mjs" "$port" > said 2> err
read -r length stored wrong < <(tail -n 1 said)
[ "${length:-0}" -gt 256 ] && [ "${wrong:-1}" -eq 0 ]
result $? "an envelope sent again after each of ${length:-0} cuts is stored" \
    said err
kill -HUP "$server" # the hourly work updates status
for _ in $(seq 100); do
	zegeld status demo/data > out
	! grep -q "pool: ${stored:-none} of" out || break
	sleep 0.1
done
says "the pool holds each of ${stored:-0} envelopes once" out \
    "pool: ${stored:-none} of"
ok 'export succeeds' zegeld export demo/data demo/stick
[ "$(stat -c %s demo/stick/001.inbox)" -eq $((stored * 16384)) ]
result $? 'the inbox has every envelope'
! grep -q . up.err
result $? 'the server logs nothing about the cuts' up.err
down
finish
