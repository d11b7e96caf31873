#!/bin/bash
# clocks.sh - wrong clocks of a server or a desk lose no tip.
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/lib.sh"

day=86400

# shift_clock WALL BOOT: from now on, the clock of "here" and its time since
# boot are off by so many seconds.
shift_clock()
{
	printf '%-40s\n%-40s\n' "$1" "$2" |
	    dd of="$w/shift" conv=notrunc status=none
}
truncate -s 4096 "$w/shift"
shift_clock 0 0

# here COMMAND...: run COMMAND with the shifted clock.
here()
{
	ASAN_OPTIONS=verify_asan_link_order=0 LD_PRELOAD=$w/clock.so \
	    ZEGEL_TEST_CLOCK=$w/shift "$@"
}

# until_said WORDS: the running server logs them, within 20 seconds.
until_said()
{
	for _ in $(seq 200); do
		! grep -qF "$1" up.err || return 0
		sleep 0.1
	done
	return 1
}

# settled: wait until the server has read the clock and done the hourly work.
settled()
{
	kill -HUP "$server"
	sleep 2.5
}

# within COMMAND...: it succeeds within 20 seconds.
within()
{
	for _ in $(seq 200); do
		! "$@" || return 0
		sleep 0.1
	done
	return 1
}

another_key()
{
	[ "$(served)" != "$before" ]
}

none_left()
{
	[ "$(weeks)" -eq 0 ]
}

served()
{
	curl -s "$url/n" | sha256sum
}

weeks()
{
	here zegeld status demo/data | grep -c '^pool 20'
}

# serve: start a server with the shifted clock; $server is its own process.
serve()
{
	serving env ASAN_OPTIONS=verify_asan_link_order=0 \
	    LD_PRELOAD="$w/clock.so" \
	    ZEGEL_TEST_CLOCK="$w/shift" zegeld serve demo/data \
	    -a "127.0.0.1:$port"
}

echo 'Een tip.' > in
service demo
serve
ok 'the server takes a tip' zegel send --desk noord "$url" < in
before=$(served)

# ---- the clock alone moves -------------------------------------------------
shift_clock $((14 * day)) 0
until_said 'the clock has jumped'
result $? 'the log says that the clock jumped two weeks' up.err
ok 'clients still accept the served key' \
    zegel send --desk noord "$url" < in
here zegeld status demo/data > said
says 'status reports the clock, too' said 'CLOCK the clock shows'
refuses 'export refuses the date of that clock' 1 'set the clock' \
    here zegeld export demo/data demo/stick
shift_clock 0 0
until_said 'the server uses the clock again'
result $? 'the server uses the clock again when it is back' up.err
[ "$(served)" = "$before" ]
result $? 'the served notes have not changed'

for days in 21 42 63; do
	shift_clock $((days * day)) 0
	settled
done
shift_clock 0 0
settled
[ "$(weeks)" -eq 1 ]
result $? 'three jumps of three weeks delete no tip' up.err
ok 'export accepts the right clock' here zegeld export demo/data demo/stick
says 'the inbox has both tips, each with a dummy' out '4 envelopes'

# ---- a desk with the wrong date ----------------------------------------------
quietly with_pass zegel-desk open demo/noord demo/stick
files_of()
{
	# the half of desk.lock that is not in use changes whenever a desk is opened
	find demo/noord -type f ! -name desk.lock -exec sha256sum {} + | sort
}
files_of > desk.before
for days in -6060 -63 3500; do
	for command in "open demo/noord demo/stick" \
	    "outbox demo/noord demo/stick" "renew demo/noord demo/stick" \
	    "reply demo/noord 1"; do
		# shellcheck disable=SC2086 # words
		refuses "${command%% *} refuses a clock $days days off" 1 \
		    'Set the date right' \
		    at $days with_pass -f in zegel-desk $command
	done
done
files_of > desk.after
same 'the files of the desk have not changed' desk.before desk.after

# ---- time passes -------------------------------------------------------------
shift_clock $((8 * day)) $((8 * day))
within another_key
result $? 'the server serves another key a week later' up.err
ok 'clients accept the key of the new week' \
    at 8 zegel send --desk zuid "$url" < in
shift_clock $((50 * day)) $((50 * day))
settled
until_said 'kept until a second check: 2'
result $? 'seven weeks later the server finds both weeks due' up.err
settled
[ "$(weeks)" -eq 2 ]
result $? 'a second check within the hour deletes none' up.err
shift_clock $((50 * day + 3700)) $((50 * day + 3700))
settled
within none_left
result $? 'a check an hour later deletes both' up.err
says 'the log counts the deleted weeks' up.err 'weeks deleted: 2'
down

# ---- a dead battery ----------------------------------------------------------
shift_clock $((-6000 * day)) 0
serve
result $? 'serve starts with a clock that is years slow' up.err
says 'serve says that it uses the week of last use' up.err \
    'the server uses that week'
ok 'clients accept the key of that week' \
    at 50 zegel send --desk zuid "$url" < in
shift_clock $((50 * day)) 0
until_said 'the server accepts the new date of the clock'
result $? 'the server accepts the right time at once' up.err
ok 'export accepts the right time' here zegeld export demo/data demo/stick
down

# ---- a person confirms the clock ---------------------------------------------
serve
shift_clock $((71 * day)) 0
until_said 'the clock has jumped'
result $? 'the log says that the clock jumped three weeks' up.err
week=$(date -u -d '+71 days' +%G-W%V)
ok 'export -w confirms the clock' \
    here zegeld export demo/data demo/stick -w "$week"
until_said 'the server accepts the new date of the clock'
result $? 'the server accepts the confirmed clock' up.err
ok 'clients accept the key that it then serves' \
    at 71 zegel send --desk zuid "$url" < in
down
finish
