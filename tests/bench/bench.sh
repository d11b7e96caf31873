#!/bin/bash
# bench.sh - what this machine can do at most, and Zegel beside it.
#
# usage: tests/net tests/bench/bench.sh [1]      1: fail below the thresholds
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/../e2e/lib.sh"

bench=$build/tests/bench
check=${1:-}
place=127.0.0.1:$port
# Folders on the disk that a service would use, not in memory.
disk=$(mktemp -d "$build/bench.XXXXXX") || exit 1
trap 'rm -rf "$w" "$disk"' EXIT
chmod 755 "$disk"
rows=$build/bench.rows
: > "$rows"

# row NAME JSON
row()
{
	echo "\"$1\": $2," >> "$rows"
	echo "# $1 $2" >&2
}

# warm: memory for files that was in use a moment ago.  In a virtual machine the
# first touch of a page costs more than all that is measured here.
warm()
{
	head -c 600M /dev/zero > "$disk/warm"
	rm "$disk/warm"
}

# fresh: a service nobody has used, served.
fresh()
{
	warm
	rm -rf "$disk/data"
	cp -a demo/data "$disk/data"
	sync -f "$disk"
	up "$bench/zegeld" serve "$disk/data" -a "$place"
}

load()
{
	"$bench/load" "$@"
}

# puts VISITORS N: LMDB alone, in batches as large.
puts()
{
	rm -rf "$disk/puts"
	mkdir "$disk/puts"
	warm
	"$bench/bound" puts "$disk/puts" "$1" "$2"
	rm -rf "$disk/puts"
}

bare()
{
	"$bench/bare" "$port" > /dev/null &
	server=$!
	sleep 0.5
}

# status FIELD: of the server's memory, in KiB.
status()
{
	sed -n "s/^$1:[^0-9]*\([0-9]*\) kB/\1/p" "/proc/$server/status"
}

# hold NAME KIND: its memory while 10,000 are there.
hold()
{
	local said pid

	fresh
	coproc HOLD { exec "$bench/load" -c 10000 "$2" "$place"; }
	pid=$!
	read -r said <&"${HOLD[0]}"
	sleep 1
	row "$1" "{\"rss_anon_kib\": $(status RssAnon), \"said\": $said}"
	kill "$pid"
	wait "$pid" 2> /dev/null
	down
}

# thrice COMMAND...: a list of what it printed.
thrice()
{
	printf '['
	"$@"
	printf ', '
	"$@"
	printf ', '
	"$@"
	printf ']'
}

# sent KIND VISITORS N: into a service nobody has used.
sent()
{
	fresh
	load -c "$2" -n "$3" "$1" "$place"
	down
}

deposits()
{
	local c n

	for c in 1 8 32 64 256; do
		n=$((c == 1 ? 1500 : c == 8 ? 6000 : 12000))
		row "puts.$c" "$(thrice puts $c $n)"
		row "deposits.$c" "$(thrice sent exchange $c $n)"
		row "visits.$c" "$(thrice sent visit $c $((n / 2)))"
	done
}

# What else visitors ask for.
others()
{
	bare
	row bare.64 "$(load -c 64 -n 20000 exchange "$place")"
	down
	row wing "$("$bench/bound" wing)"
	row stretch "$("$bench/bound" stretch)"
	fresh
	row form.32 "$(load -c 32 -n 3000 form "$place")"
	row board.32 "$(load -c 32 -n 5000 board "$place")"
	row page.32 "$(load -c 32 -n 5000 page "$place")"
	row notes.32 "$(load -c 32 -n 10000 notes "$place")"
	down
}

memory()
{
	fresh
	row start "{\"rss_anon_kib\": $(status RssAnon), \"board_kib\": $(($(
	    curl -s "$url/b" | wc -c) / 1024))}"
	down
	hold headers hold-head
	hold bodies hold-body
}

# How long from the start to the line that says it serves; the middle of nine.
start_up()
{
	local before line pid

	for _ in 1 2 3 4 5 6 7 8 9; do
		before=${EPOCHREALTIME/[.,]/}
		coproc SERVE { exec "$bench/zegeld" serve "$disk/data" -a "$place"; }
		pid=$!
		read -r line <&"${SERVE[0]}"
		echo $((${EPOCHREALTIME/[.,]/} - before)) "$line"
		kill "$pid"
		wait "$pid" 2> /dev/null
	done | sort -n | awk 'NR == 5 { printf "{\"ms\": %.1f}\n", $1 / 1000 }'
}

# Deposits while the pool is rewritten again and again.
rewriting()
{
	local pid

	fresh
	load -c 64 -n 10000 exchange "$place" > /dev/null
	while sleep 0.3; do
		kill -HUP "$server"
	done &
	pid=$!
	row rewrite.64 "$(load -c 64 -n 12000 -f 100000 exchange "$place")"
	kill "$pid"
	wait "$pid" 2> /dev/null
	down
}

# more: others than before, into what is there.
more()
{
	first=$((first + 100000))
	warm
	load -c 64 -n 6000 -f $first exchange "$place"
}

# The pool as large as it gets, less what is then deposited.
cap()
{
	local room=20000 first=0 all

	all=$(sed -n 's/^	POOL_CAP = \([0-9]*\),.*/\1/p' "$here/../../server/limit.h")
	rm -rf "$disk/data"
	cp -a demo/data "$disk/data"
	quietly "$bench/bound" fill "$disk/data" $((all * 3 / 4 - room))
	chown -R --reference=demo/data "$disk/data"
	sync -f "$disk"
	up "$bench/zegeld" serve "$disk/data" -a "$place"
	row cap.64 "$(thrice more)"
	down
}

# An export onto the same disk, and the same bytes only read.
export_run()
{
	local before

	fresh
	load -c 64 -n 12000 exchange "$place" > /dev/null
	down
	row read "$("$bench/bound" read "$disk"/data/pool/*.recent/data.mdb)"
	rm -rf "$disk/stick"
	mkdir "$disk/stick"
	before=${EPOCHREALTIME/[.,]/}
	quietly zegeld export "$disk/data" "$disk/stick"
	row export "$(stat -c %s "$disk"/stick/*.inbox |
	    awk -v us=$((${EPOCHREALTIME/[.,]/} - before)) \
	    '{ printf "{\"mib_per_s\": %.1f}", $1 / 1048576 / us * 1e6 }')"
}

# Two desks with 64 places each: a board of 267 kB.
service demo 64
round demo noord zuid
row machine "{\"cores\": $(nproc), \"load\": \"$(cut -d' ' -f1-3 \
    /proc/loadavg)\", \"date\": \"$(date -u +%F)\"}"
others
memory
fresh
down
row start_up "$(start_up)"
deposits
rewriting
export_run
cap
row after "{\"load\": \"$(cut -d' ' -f1-3 /proc/loadavg)\"}"
node "$here/../bench/report.mjs" "$rows" "$build/bench.json" "$check"
