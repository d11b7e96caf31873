#!/bin/bash
# kill.sh - kills zegeld twenty times under eight senders; the desk must open
# every tip that was reported as stored.
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/lib.sh"

service demo 600

serve()
{
	up zegeld serve demo/data -a "127.0.0.1:$port"
}

# sender N: send up to 70 tips until the file stop exists; the codes of stored
# tips go to sent.N.*
sender()
{
	local i=0

	while [ ! -e stop ] && [ $i -lt 70 ]; do
		i=$((i + 1))
		echo "tip $i of sender $1" |
		    zegel send --desk noord "$url" > "out.$1" 2> "err.$1" &&
		    code "out.$1" > "sent.$1.$i"
		sleep 0.1
	done
}

stored()
{
	find . -name 'sent.*' | wc -l
}

# more N: wait at most a minute until N + 2 tips were reported as stored.
more()
{
	for _ in $(seq 600); do
		[ "$(stored)" -lt $(($1 + 2)) ] || return 0
		sleep 0.1
	done
	return 1
}

serve
senders=()
for s in 1 2 3 4 5 6 7 8; do
	sender $s &
	senders+=($!)
done
# Milliseconds to wait before each kill: arbitrary, but the same in each run.
died=0
for ms in 310 50 170 420 90 260 130 480 20 370 210 70 440 150 330 110 400 240 \
    30 290; do
	more "$(stored)" || break
	sleep "0.$(printf %03d $ms)"
	kill -9 "$server" && died=$((died + 1))
	wait "$server" 2> /dev/null
	serve || break
done
touch stop
wait "${senders[@]}"
echo "# $(stored) tips were reported as stored"
[ $died -eq 20 ]
result $? 'zegeld is killed and starts again twenty times' up.err
[ "$(stored)" -ge 40 ]
result $? 'tips are stored between the kills'

round demo noord
down
serve
lost=0
for f in sent.*; do
	zegel check "$url" < "$f" > out 2> err
	grep -q '^Messages of yours that it read: 1$' out || {
		lost=$((lost + 1))
		sed "s/^/# $f: /" out err
	}
done
[ $lost -eq 0 ]
result $? "the desk opened each tip reported as stored once"
down
finish
