#!/bin/bash
# kill.sh - zegeld dies twenty times under eight senders; what it called stored
# opens at the desk all the same.
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/lib.sh"

service demo 600

serve()
{
	up zegeld serve demo/data -a "127.0.0.1:$port"
}

# sender N: tips until there is a file stop; codes of stored ones in sent.N.*
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

# more N: until N tips and two were called stored, however busy the machine is.
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
# Moments after that at which it dies: anywhere, but the same each time.
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
echo "# $(stored) tips were called stored"
[ $died -eq 20 ]
result $? 'zegeld died and came back twenty times' up.err
[ "$(stored)" -ge 40 ]
result $? 'meanwhile tips were stored'

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
result $? "each of the tips called stored was opened, once"
down
finish
