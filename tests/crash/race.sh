#!/bin/bash
# race.sh - imports and exports while tips arrive and the pool is rewritten:
# each succeeds, and no tip is lost.
#
# usage: tests/net tests/crash/race.sh [long]
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/../e2e/lib.sh"

rounds=12
[ "${1:-}" != long ] || rounds=1000
outboxes=8
tools=$build/tests

# hurried COMMAND...: without the seconds that a command waits for a server.
hurried()
{
	ASAN_OPTIONS=verify_asan_link_order=0 LD_PRELOAD=$tools/crash/no_sleep.so \
	    "$@"
}

service demo
cp -a demo/stick first
quietly zegeld export demo/data demo/stick
for d in noord zuid; do
	quietly with_pass zegel-desk open demo/$d demo/stick
done
for ((i = 0; i < outboxes; i++)); do
	mkdir "outbox.$i"
	for d in noord zuid; do
		quietly with_pass zegel-desk outbox demo/$d "outbox.$i"
	done
done
up zegeld serve demo/data -a "127.0.0.1:$port"

bad=0
: > numbers
for ((i = 0; i < rounds; i++)); do
	"$tools/bench/load" -r -c 2 -n 2 -f $((i * 2)) -o part exchange \
	    "127.0.0.1:$port" > sent &
	jobs=($!)
	hurried zegeld export demo/data demo/stick > exported 2>&1 &
	jobs+=($!)
	rm -rf in
	cp -a "outbox.$((i * outboxes / rounds))" in
	hurried zegeld import demo/data in > imported 2>&1 &
	jobs+=($!)
	[ $((i % 5)) -ne 0 ] || kill -HUP "$server"
	for job in "${jobs[@]}"; do
		wait "$job" || {
			echo "round $i:"
			cat exported imported sent
		} >> wrong
	done
	[ -z "$(ls in)" ] || echo "round $i: not every file imported" >> wrong
	cat part >> numbers
	rm -f demo/stick/*
done
touch wrong
[ ! -s wrong ]
result $? "$rounds imports and $rounds exports succeed beside deposits" wrong
down
[ "$(wc -l < numbers)" -eq $((2 * rounds)) ]
result $? 'every deposit is reported as stored' sent
ok "the pool has all $((2 * rounds)) envelopes" \
    "$tools/crash/replay" demo/data numbers
zegeld status demo/data > said
says 'the last outbox is the one imported' said "outbox $outboxes,"
says 'the last inbox is the last one exported' said "inbox $((rounds + 1))"
finish
