#!/bin/bash
# leaks.sh - checks that a server writes, keeps or leaves in memory nothing that
# identifies a request or its sender.
#
# usage: tests/net tests/leaks/leaks.sh [long]
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/../e2e/lib.sh"

leaks=${here%/e2e}/leaks
for p in search plant; do
	cc -O2 -D_GNU_SOURCE -o "$w/$p" "$leaks/$p.c" || exit 1
done
PATH=$w:$PATH
searches=0
form=${1:-short}

hex()
{
	od -An -v -tx1 | tr -d ' \n'
}

# clean_of MARKS NAME WHERE...: none of MARKS is found in WHERE.
clean_of()
{
	local marks=$1 name=$2

	shift 2
	search "$marks" "$@" > found 2>&1
	result $? "$name" found
	sed -n 's/^#/# searched:/p' found
	searches=$((searches + 1))
}

clean()
{
	clean_of marks "$@"
}

# seen NAME MARKS WHERE...: a mark is found in WHERE, so the search can fail.
seen()
{
	local name=$1 rc=0

	shift
	search "$@" > found 2>&1 || rc=$?
	[ "$rc" -eq 1 ]
	result $? "control: $name" found
}

# visit COMMAND: send it to visits.mjs; its answer is kept in "visited".
visit()
{
	echo "$*" >&"${VISITOR[1]}"
	read -r -t 60 visited <&"${VISITOR[0]}" || visited='wrong: no answer'
	echo "$visited" > visited
	! grep -q wrong visited
	result $? "visits.mjs succeeds: $*" visited
}

files()
{
	find demo/data demo/stick up.out up.err -type f -print0 > names
	xargs -0 search marks < names > found 2>&1
	result $? "$1" found
	sed -n 's/^#/# searched:/p' found
	searches=$((searches + 1))
}

# ---- control: the search finds a planted mark ------------------------------
echo "canary $(printf 'MqPlantedMark0123' | hex)" > planted
coproc PLANT { exec plant page; }
echo MqPlantedMark0123 >&"${PLANT[1]}"
read -r -t 10 _ <&"${PLANT[0]}"
seen 'a planted mark is found in memory' planted -p "$PLANT_PID"
for place in anonymous heap stack page; do
	grep -q "$place" found
	result $? "control: a planted mark is found in: $place" found
done
kill "$PLANT_PID"
seen 'a planted mark is found in a file' planted page

# ---- a server whose every write is recorded ---------------------------------
service demo
cp -a demo/data fresh
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes \
    -keyout key.pem -out cert.pem -days 30 -subj /CN=localhost 2> quiet
coproc VISITOR { exec node "$leaks/visits.mjs" "$port" "$w/marks"; }
visit count
requests=$visited

# alone: print the numbers of the requests to make alone: a few, or all in the
# long form.
alone()
{
	if [ "$form" = long ]; then
		seq 0 "$((requests - 1))"
	else
		echo 8 14 16
	fi
}

# halves LANE PID: the mark of a half-sent request is found while its connection
# is open, and not afterwards.
halves()
{
	local lane=$1 pid=$2 half

	for half in head body; do
		: > "half.$half"
		visit half "$lane-$half" "$w/half.$half"
		sleep 0.3
		seen "$lane: a half-sent $half is held" "half.$half" -p "$pid"
	done
	visit hang-up
	sleep 1
	for half in head body; do
		clean_of "half.$half" \
		    "$lane, a half-sent $half is wiped from memory" -p "$pid"
	done
}

# served LANE OPTION...: start a server, make all requests, search each time.
served()
{
	local lane=$1 pid

	shift
	up strace -f --seccomp-bpf -y -xx -s 1000000 -o "trace.$lane" \
	    -e trace=write,pwrite64,writev,pwritev,pwritev2 \
	    zegeld serve demo/data -a "127.0.0.1:$port" -u sock "$@"
	read -r pid _ < "/proc/$server/task/$server/children"
	grep -hE '^(Seccomp|NoNewPrivs):' /proc/"$pid"/task/*/status |
	    sort | uniq -c > threads
	[ "$(wc -l < threads)" -eq 2 ] && grep -q 'Seccomp:.2' threads &&
	    grep -q 'NoNewPrivs:.1' threads
	result $? "$lane: every thread has the seccomp filter" threads
	visit "$lane" keep
	clean "$lane, connections open: memory has no mark" -p "$pid"
	visit hang-up
	sleep 0.5
	clean "$lane, connections closed: memory has no mark" -p "$pid"
	# each alone, because a later request could overwrite what one left
	for i in $(alone); do
		visit one "$lane" "$i"
		clean "$lane, request $i answered: memory has no mark" -p "$pid"
		visit hang-up
		sleep 0.2
		clean "$lane, request $i closed: memory has no mark" -p "$pid"
	done
	visit "$lane" close
	echo "MqCli$lane tip" | zegel send --desk noord \
	    --unix "$w/sock" > sent 2> err
	result $? "$lane: the server stores a tip from the shell" err
	{
		echo "cli $(printf 'MqCli%s' "$lane" | hex)"
		echo "cli-shown $(code sent | tr -d '\n' | hex)"
		echo "cli-code $(code sent | tr -d ' \n' | hex)"
	} >> marks
	sleep 0.5
	clean "$lane, all connections closed: memory has no mark" -p "$pid"
	halves "$lane" "$pid"
	kill -HUP "$pid" # rewrite
	sleep 2
	clean "$lane, pool rewritten: memory has no mark" -p "$pid"
	files "$lane: files and output have no mark"
	kill "$pid"
	wait "$server"
	files "$lane, server ended: files and output have no mark"
	# all writes but those to a client's socket, decoded to bytes
	grep -vE '(TCP|UNIX|socket):' "trace.$lane" | grep -oE '(\\x[0-9a-f]{2})+' |
	    while read -r bytes; do printf '%b' "$bytes"; done > "wrote.$lane"
	[ "$(stat -c %s "wrote.$lane")" -gt 100000 ]
	result $? "$lane: strace recorded the writes"
	clean "$lane: no byte written outside a socket has a mark" "wrote.$lane"
}

served plain
served tls -c cert.pem -k key.pem

# ---- order, count and moments ----------------------------------------------
# pool NAME N ORDER AT-ONCE: deposit, rewrite, and keep the pool's file as NAME.
pool()
{
	rm -rf "$1.data"
	cp -a fresh "$1.data"
	up zegeld serve "$1.data" -a "127.0.0.1:$port"
	visit deposit "$2" "$3" "$4"
	kill -HUP "$server"
	sleep 2
	down
	cat "$1.data"/pool/*/data.mdb > "$1"
}

pool ascending 200 up 1
pool descending 200 down 16
same '200 deposits in a different order and batches give the same file' \
    ascending descending
pool fewer 199 up 1
! cmp -s ascending fewer
result $? 'control: 199 deposits give a different file'
cp -a fresh rough.data
up zegeld serve rough.data -a "127.0.0.1:$port"
visit deposit 200 down 1
down
cat rough.data/pool/*/data.mdb > rough
! cmp -s ascending rough
result $? 'control: without rewriting, the order gives a different file'

echo "# $searches searches for $(grep -c . marks) marks: nothing found"
finish
