#!/bin/bash
# senders.sh - kills zegeld at random moments under 32 senders; every envelope
# that it reported as stored must be in the pool.
#
# usage: tests/net tests/crash/senders.sh [long]
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/../e2e/lib.sh"

deaths=15
[ "${1:-}" != long ] || deaths=200
tools=$build/tests

serve()
{
	up zegeld serve demo/data -a "127.0.0.1:$port"
}

service demo
serve
"$tools/bench/load" -r -w 100 -c 32 -n 1000000 -o numbers exchange \
    "127.0.0.1:$port" > sent &
load=$!
RANDOM=4
died=0
while [ $died -lt $deaths ]; do
	sleep "0.$(printf %03d $((RANDOM % 400)))"
	[ $((died % 4)) -ne 0 ] || kill -HUP "$server"
	kill -9 "$server" || break
	wait "$server" 2> /dev/null
	died=$((died + 1))
	serve || break
done
[ $died -eq $deaths ]
result $? "zegeld restarts after each of $deaths kills" up.err
kill "$load"
wait "$load"
result $? '32 senders end without an error' sent
sed 's/^/# /' sent
down
stored=$(wc -l < numbers)
[ "$stored" -ge $((deaths * 10)) ]
result $? "the server reports $stored envelopes as stored meanwhile" sent
ok "the pool has all $stored envelopes reported as stored" \
    "$tools/crash/replay" demo/data numbers
echo 999999999 >> numbers
! "$tools/crash/replay" demo/data numbers > out
result $? 'control: an envelope that was never sent is missed' out
finish
