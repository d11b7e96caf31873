#!/bin/bash
# crash.sh - cuts the power in every operation of a working server; every
# envelope that it reported as stored must survive.
#
# usage: tests/net tests/crash/crash.sh [long]
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/../e2e/lib.sh"

tools=$build/tests
length=${1:-short}
images=500 deposits=40
if [ "$length" = long ]; then
	images=0 deposits=400
fi
ram=$(mktemp -d /dev/shm/zegel-crash.XXXXXX) || exit 1
trap 'rm -rf "$w" "$ram"' EXIT
tried=0

# The prefix of a command whose operations on world are recorded in log.
recorded=(env "LD_PRELOAD=$tools/crash/record.so" "ZEGEL_RECORD=$w/log"
	"ZEGEL_RECORD_ROOT=$w/world" ASAN_OPTIONS=verify_asan_link_order=0)

# begin: start a new recording.
begin()
{
	rm -rf before log
	cp -a world before
}

# send VISITORS DEPOSITS FIRST
send()
{
	timeout 100 "$tools/bench/load" -r -c "$1" -n "$2" -f "$3" exchange \
	    "127.0.0.1:$port" > sent
	grep -q '"failed":0,' sent
}

# replay OPTION...: its output goes to the file said.
replay()
{
	# the model of a disk frees nothing before it exits
	ASAN_OPTIONS=detect_leaks=0 "$tools/crash/replay" "$@" before log \
	    "$w/world" "$ram/image" > said
}

# survives NAME OPTION...
survives()
{
	local name=$1 status=0 count

	shift
	replay -e $images "$@" || status=1
	count=$(awk '/^# [0-9]+ images: / { n += $2 } END { print n + 0 }' said)
	tried=$((tried + count))
	cat said
	result $status "$name: $count images" said
}

# control NAME DEAF WORDS: if the disk ignores the syncs DEAF, an image must be
# bad, and the output says WORDS.
control()
{
	! replay -b 40 -e 2000 -x "$2" && grep -q "$3" said
	result $? "control: $1" said
}

service demo
mkdir world
mv demo/data demo/stick world/
ln -s ../world/data ../world/stick demo/

# Record a week's first deposits, many at once, hourly rewritings and an export.
begin
up "${recorded[@]}" zegeld serve "$w/world/data" -a "127.0.0.1:$port"
send 1 $((deposits / 4)) 0
result $? 'one sender: every deposit is stored' sent
send 8 $((deposits / 2)) 1000
result $? 'eight senders: every deposit is stored' sent
send 2 $((deposits / 2)) 2000 &
for _ in 1 2 3; do
	sleep 0.3
	kill -HUP "$server"
done
wait $!
result $? 'two senders during rewritings: every deposit is stored' sent
"${recorded[@]}" zegeld export "$w/world/data" "$w/world/stick" > exported 2>&1
result $? 'an export succeeds' exported
down
survives 'a power cut in deposits, rewriting or export loses nothing'
control 'without fsync, stored envelopes are lost' data \
    'does not open\|a stored envelope'
control 'without O_DSYNC, stored envelopes are lost' meta 'a stored envelope'
control 'without fsync of folders, stored envelopes are lost' names \
    'does not open\|a stored envelope'

# Record an import of outboxes and new schedules, between deposits.
for d in noord zuid; do
	quietly with_pass zegel-desk open demo/$d demo/stick
	quietly with_pass zegel-desk outbox demo/$d demo/stick
done
begin
up "${recorded[@]}" zegeld serve "$w/world/data" -a "127.0.0.1:$port"
send 2 $((deposits / 4)) 3000 &
"${recorded[@]}" zegeld import "$w/world/data" "$w/world/stick" > imported 2>&1
result $? 'an import between deposits succeeds' imported
wait $!
down
cp -a world after
survives 'a power cut in an import loses nothing' -i "$w/after/data"

echo "# $tried images in all, each opened and used"
finish
