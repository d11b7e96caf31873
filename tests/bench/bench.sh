#!/bin/bash
# bench.sh - measures Zegel, and what this machine can do at most.
#
# usage: tests/net tests/bench/bench.sh [1]      1: fail below the thresholds
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/../e2e/lib.sh"

bench=$build/tests/bench
check=${1:-}
place=127.0.0.1:$port
# The folders must be on a disk, as those of a service, not in memory.
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

# warm: use and free memory for files.  In a virtual machine, the first touch of
# a page costs more than all that is measured here.
warm()
{
	head -c 600M /dev/zero > "$disk/warm"
	rm "$disk/warm"
}

# serves FOLDER: serve it without a real limit on output: lo is not shared.
serves()
{
	up "$bench/zegeld" serve "$1" -a "$place" -o 100000
}

# fresh: serve a service that nobody has used.
fresh()
{
	warm
	rm -rf "$disk/data"
	cp -a demo/data "$disk/data"
	sync -f "$disk"
	serves "$disk/data"
}

load()
{
	"$bench/load" "$@"
}

bare()
{
	"$bench/bare" "$port" > /dev/null &
	server=$!
	sleep 0.5
}

# puts VISITORS N: N puts into LMDB alone, in batches of VISITORS, while a bare
# server and as many visitors of it are idle.
puts()
{
	local said pid

	rm -rf "$disk/puts"
	mkdir "$disk/puts"
	bare
	coproc HOLD { exec "$bench/load" -c "$1" hold-head "$place"; }
	pid=$!
	read -r said <&"${HOLD[0]}"
	[ "$said" = "{\"held\":$1}" ] || exit 1
	warm
	"$bench/bound" puts "$disk/puts" "$1" "$2"
	kill "$pid"
	wait "$pid" 2> /dev/null
	down
	rm -rf "$disk/puts"
}

# status FIELD: print that field of the server's memory, in KiB.
status()
{
	sed -n "s/^$1:[^0-9]*\([0-9]*\) kB/\1/p" "/proc/$server/status"
}

# hold NAME KIND: measure the server's memory while it holds 10,000 connections.
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

# sent KIND VISITORS N: make N visits to a service that nobody has used.
sent()
{
	fresh
	load -c "$2" -n "$3" "$1" "$place"
	down
}

# cores WHAT: the sum of bound WHAT on all cores at once.
cores()
{
	local _

	for _ in $(seq "$(nproc)"); do
		"$bench/bound" "$1" &
	done | awk -F'[:}]' '{ n += $2 } END { printf "{\"per_s\": %.1f}", n }'
}

# rows [NAME COMMAND]...: run what is measured and its bounds in turn, five
# times: a machine that is slow for a while slows all.  Each name gets a row.
rows()
{
	local -A said=()
	local -a pair=("$@")
	local i k

	for i in 1 2 3 4 5; do
		for ((k = 0; k < $#; k += 2)); do
			# shellcheck disable=SC2086 # a command and its words
			said[$k]+=${said[$k]:+, }$(${pair[k + 1]})
		done
	done
	for ((k = 0; k < $#; k += 2)); do
		row "${pair[k]}" "[${said[$k]}]"
	done
}

deposits_of()
{
	rows "puts.$1" "puts $1 $2" "deposits.$1" "sent exchange $1 $2" \
	    "visits.$1" "sent visit $1 $(($2 / 2))"
}

deposits()
{
	local c

	for c in 1 8 32 64 256; do
		deposits_of $c $((c == 1 ? 1500 : c == 8 ? 6000 : 12000))
	done
}

# Measure the other requests of visitors.
others()
{
	bare
	row bare.64 "$(load -c 64 -n 20000 exchange "$place")"
	down
	rows wing 'cores wing' stretch 'cores stretch' \
	    form.32 'sent form 32 1500'
	fresh
	row board.32 "$(load -c 32 -n 5000 board "$place")"
	row page.32 "$(load -c 32 -n 5000 page "$place")"
	row notes.32 "$(load -c 32 -n 10000 notes "$place")"
	down
}

memory()
{
	local board

	fresh
	board=$(curl -s "$url/b" | wc -c)
	row start "{\"rss_anon_kib\": $(status RssAnon),
	    \"board_kib\": $((board / 1024))}"
	down
	hold headers hold-head
	hold bodies hold-body
}

# started COMMAND...: starts per second, from the time to its first line.
started()
{
	local before line pid

	before=${EPOCHREALTIME/[.,]/}
	coproc SERVE { exec "$@"; }
	pid=$!
	read -r line <&"${SERVE[0]}"
	[ -n "$line" ] || exit 1
	awk -v us=$((${EPOCHREALTIME/[.,]/} - before)) \
	    'BEGIN { printf "{\"per_s\": %.1f}", 1e6 / us }'
	kill "$pid"
	wait "$pid" 2> /dev/null
}

# Compare our server's start with that of one that reads and serves nothing.
start_up()
{
	rows start_bare "started $bench/bare $port" \
	    start_up "started $bench/zegeld serve $disk/data -a $place"
}

# Measure deposits while the pool is rewritten again and again.
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

# into FOLDER: deposit new envelopes into the pool that is there.
into()
{
	first=$((first + 100000))
	warm
	serves "$1"
	load -c 64 -n 6000 -f $first exchange "$place"
	down
}

# full_and_new: deposit in a new pool and one as large as it gets, in turn.
full_and_new()
{
	local first=0 i new='' full=''

	for i in 1 2 3; do
		rm -rf "$disk/data"
		cp -a demo/data "$disk/data"
		sync -f "$disk"
		into "$disk/data" > "$w/sent"
		new+=${new:+, }$(< "$w/sent")
		into "$disk/full" > "$w/sent"
		full+=${full:+, }$(< "$w/sent")
	done
	row new.64 "[$new]"
	row cap.64 "[$full]"
}

cap()
{
	local room=20000 all

	all=$(sed -n 's/^	POOL_CAP = \([0-9]*\),.*/\1/p' "$here/../../server/quota/limit.h")
	rm -rf "$disk/full"
	cp -a demo/data "$disk/full"
	quietly "$bench/bound" fill "$disk/full" $((all * 3 / 4 - room))
	chown -R --reference=demo/data "$disk/full"
	sync -f "$disk"
	full_and_new
}

# again: copy the folder anew to the disk, and drop its files from memory.
again()
{
	local file

	rm -rf "$disk/stick" "$disk/out"
	mkdir "$disk/stick"
	cp -a "$disk/data" "$disk/out"
	sync -f "$disk"
	for file in "$disk"/out/pool/*/data.mdb; do
		dd if="$file" iflag=nocache count=0 status=none
	done
}

# only_read: measure reading what an export reads.
only_read()
{
	again
	"$bench/bound" read "$disk"/out/pool/*[0-9]/data.mdb
}

# exported: measure an export onto the same disk.
exported()
{
	local before

	again
	before=${EPOCHREALTIME/[.,]/}
	quietly zegeld export "$disk/out" "$disk/stick"
	stat -c %s "$disk"/stick/*.inbox |
	    awk -v us=$((${EPOCHREALTIME/[.,]/} - before)) \
	    '{ printf "{\"per_s\": %.1f}", $1 / 1048576 / us * 1e6 }'
}

# Measure exports of a pool as the hourly work leaves it.
export_run()
{
	rm -rf "$disk/data"
	cp -a demo/data "$disk/data"
	quietly "$bench/bound" fill "$disk/data" 24320
	chown -R --reference=demo/data "$disk/data"
	rows hash "$bench/bound hash" read only_read export exported
	rm -rf "$disk/stick" "$disk/out"
}

# casebooks: measure a desk of 1,000 cases and one of 10,000, each command in
# turn with the library alone.
casebooks()
{
	local n what

	for n in 1000 10000; do
		rm -rf "$disk/desk"
		quietly "$bench/desk" make "$disk/desk" $n
		for what in list search commit peak; do
			row "desk.$what.$n" "$("$bench/desk" $what "$disk/desk")"
		done
	done
	row desk.envelopes "$("$bench/desk" envelopes "$disk/desk")"
	rm -rf "$disk/desk"
}

# Use a congestion control that, like Debian's default, does not pace: its timer
# is not to be measured.
sysctl -q -w net.ipv4.tcp_congestion_control=reno
# Two desks with 64 cells each: a board of 267 kB.
service demo 64
round demo noord zuid
row machine "{\"cores\": $(nproc), \"load\": \"$(cut -d' ' -f1-3 \
    /proc/loadavg)\", \"date\": \"$(date -u +%F)\"}"
others
memory
fresh
down
start_up
deposits
rewriting
export_run
casebooks
cap
row after "{\"load\": \"$(cut -d' ' -f1-3 /proc/loadavg)\"}"
node "$here/../bench/report.mjs" "$rows" "$build/bench.json" "$check"
