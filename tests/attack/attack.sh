#!/bin/bash
# attack.sh - attacks a server by floods, odd requests and random faults, and
# checks that visitors from other prefixes are still served.
#
# usage: tests/net tests/attack/attack.sh [long | games]
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/../e2e/lib.sh"

attack=${here%/e2e}/attack
tests=$build/tests/attack
form=${1:-short}
tried=0

# tap SCRIPT ARGUMENT...: its TAP lines become results here; its last line must
# be "tried N".
tap()
{
	local line ended=1

	while IFS= read -r line; do
		case $line in
		'ok - '*) result 0 "${line#ok - }" ;;
		'not ok - '*) result 1 "${line#not ok - }" ;;
		'tried '*)
			ended=0
			tried=$((tried + ${line#tried }))
			;;
		*) echo "# $line" ;;
		esac
	done < <(node "$attack/$1" "${@:2}" 2>&1)
	result $ended "$1 ends by itself, after $SECONDS s"
}

# serve COMMAND...: start a server on a fresh copy of the service's data.
serve()
{
	rm -rf demo/now
	cp -a demo/data demo/now
	up "$@"
}

# ended NAME [SENTENCE]: the server still runs, ends with status 0 and printed
# nothing except lines with SENTENCE.
ended()
{
	local rc=0

	kill "$server"
	wait "$server" || rc=$?
	grep -vF "${2:-no such sentence}" up.err > complaints
	[ $rc -eq 0 ] && [ ! -s complaints ]
	result $? "$1: zegeld ends with status 0 and reports no other problem" \
	    complaints
}

# room TENTHS: at least so many tenths of the pool are free, judged by the size
# of its files.
room()
{
	local held

	held=$(du -s --block-size=16384 demo/now/pool | cut -f 1)
	echo "$held of 360448" > said
	[ "$held" -gt 0 ] && [ $((10 * held)) -le $(((10 - $1) * 360448)) ]
	result $? "the pool has at least $1 tenths of its room left" said
}

service demo 512
round demo noord zuid

# ---- one request at a time --------------------------------------------------
serve zegeld serve demo/now -a "127.0.0.1:$port"
tap games.mjs "$port"
if [ "$form" = long ]; then
	tap fuzz.mjs "$port" 40000 1
	tap fuzz.mjs "$port" 40000 2
else
	tap fuzz.mjs "$port" 1000 3
fi
ended 'odd requests and random faults'
[ "$form" != games ] || finish # this form depends on no timing

# ---- many at a time, and the kernel's memory for them ------------------------
serve zegeld serve demo/now -a "127.0.0.1:$port"
tap floods.mjs "$port" "$form"
room 9
ended floods

# ---- floods against TLS ------------------------------------------------------
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes \
    -keyout key.pem -out cert.pem -days 30 -subj /CN=localhost 2> quiet
secure="-c $w/cert.pem -k $w/key.pem"
# shellcheck disable=SC2086 # a list of words
serve zegeld serve demo/now -a "127.0.0.1:$port" $secure
tap floods.mjs "$port" "$form" secure
# zegeld warns that only this user can read the folder of the pair
ended 'floods against TLS' 'cannot load a renewed pair'

# other N COMMAND...: a visitor is served while COMMAND runs. COMMAND connects
# to 10.77.N.1 and therefore from that address, in a prefix of its own.
other()
{
	ip addr add "10.77.$1.1/24" dev lo
	"${@:2}" > other 2>&1 &
	local pid=$!

	sleep 4
	ss -Htn state established "sport = :$port" dst "10.77.$1.1" > there
	[ "$(wc -l < there)" -ge 100 ]
	result $? "$(wc -l < there) connections by: ${*:2}" other
	tap floods.mjs "$port" long others
	kill "$pid"
	wait "$pid"
}

if [ "$form" = long ]; then
	serve zegeld serve demo/now -a "0.0.0.0:$port"
	slow='slowhttptest -c 1000 -r 200 -l 300'
	other 1 wrk -t 2 -c 400 -d 300 "http://10.77.1.1:$port/"
	other 2 wrk -t 2 -c 400 -d 300 "http://10.77.2.1:$port/b"
	# shellcheck disable=SC2086 # a list of words
	other 3 $slow -H -i 1 -u "http://10.77.3.1:$port/"
	# shellcheck disable=SC2086
	other 4 $slow -B -i 1 -s 9000 -u "http://10.77.4.1:$port/" \
	    -f application/x-www-form-urlencoded
	# shellcheck disable=SC2086
	other 5 $slow -X -w 512 -y 1024 -n 5 -z 32 \
	    -u "http://10.77.5.1:$port/b"
	ended 'floods by other programs' 'plain HTTP beyond this machine'
	serve "${build%/san}/san/bin/zegeld" serve demo/now \
	    -a "127.0.0.1:$port"
	tap games.mjs "$port"
	tap fuzz.mjs "$port" 20000 4
	tap floods.mjs "$port" short
	ended 'a build with sanitizers'
	# shellcheck disable=SC2086
	serve "${build%/san}/san/bin/zegeld" serve demo/now \
	    -a "127.0.0.1:$port" $secure
	tap floods.mjs "$port" short secure
	ended 'a build with sanitizers, TLS' 'cannot load a renewed pair'
fi

# ---- two weeks of a flood from one address, in ten minutes -------------------
cc -shared -fPIC -o fast_timers.so "$attack/fast_timers.c" || exit 1
if [ "$form" = long ]; then
	serve env HURRY=2000 LD_PRELOAD="$w/fast_timers.so" \
	    zegeld serve demo/now -a "127.0.0.1:$port"
	tap limits.mjs "$port" weeks 605
	room 5
	ended 'a flood of two weeks from one address'
fi

# ---- limits by the minute, which takes three seconds here --------------------
serve env ASAN_OPTIONS=verify_asan_link_order=0 LD_PRELOAD="$w/fast_timers.so" \
    zegeld serve demo/now -a "127.0.0.1:$port"
tap limits.mjs "$port" minute
ended 'limits by the minute'

# ---- a full pool ------------------------------------------------------------
serve "$tests/zegeld" serve demo/now -a "127.0.0.1:$port"
"$tests/zegeld" status demo/now > said
says 'status reports an empty pool' said 'pool: 0 of'
tap limits.mjs "$port" full
"$tests/zegeld" status demo/now > said
says 'status reports a full pool' said 'FULL: '
ended 'a full pool' 'deposits refused, because the pool or disk was full'
quietly zegeld export demo/now demo/stick
[ "$(stat -c %s demo/stick/002.inbox)" -eq $((44 * 16384)) ]
result $? 'the next inbox has every envelope reported as stored'
serve "$tests/zegeld" serve demo/now -a "127.0.0.1:$port"
for i in $(seq 11); do # each leaves a dummy as well
	echo "tip $i" | zegel send --desk noord "$url" > sent 2> err ||
	    result 1 "tip $i is stored" err
done
kill -HUP "$server" # status counts what the hourly work left
for _ in $(seq 100); do
	"$tests/zegeld" status demo/now > said
	! grep -q 'HALF FULL' said || break
	sleep 0.1
done
says 'status reports a pool that is half full' said 'HALF FULL: '
ended 'a pool that is half full'

# ---- a line of 20 Mbit/s -----------------------------------------------------
ip link set lo mtu 1500
tc qdisc add dev lo root tbf rate 20mbit burst 20k latency 100ms
serve zegeld serve demo/now -a "127.0.0.1:$port" -o 20
tap floods.mjs "$port" "$form" lossy 'boards, one line' \
    'boards, many prefixes' 'unread boards, many prefixes' 'pages, one line'
ended 'a line of 20 Mbit/s'
# a server told of a line a hundred times as fast reserves no share for others
serve zegeld serve demo/now -a "127.0.0.1:$port" -o 2000
node "$attack/floods.mjs" "$port" once 'boards, many prefixes' > open
grep -q '^not ok - flood: boards, many prefixes: .* unanswered' open
result $? 'control: without a reserved share a visitor waits too long' open
down
tc qdisc del dev lo root

echo "# $tried attacks tried ($form form): $([ $bad -eq 0 ] ||
    echo "not ")all visitors were served"
finish
