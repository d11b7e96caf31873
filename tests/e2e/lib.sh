# shellcheck shell=bash
# lib.sh - sets up a real service with two desks in a temporary directory, and
# prints TAP.
#
# Every script here sources this file. Run the scripts through tests/net: each
# needs its own network, where its ports are free and nothing leaks out.
set -u
cd "$(dirname "$0")/../.." || exit 1
[ "$(grep -c : /proc/net/dev)" -eq 1 ] || {
	echo "run this as: tests/net $0" >&2
	exit 1
}
build=$PWD/${BUILD:-build}
here=$PWD/tests/e2e
PATH=$build/bin:$PATH
w=$(mktemp -d "${TMPDIR:-/tmp}/zegel-e2e.XXXXXX") || exit 1
cd "$w" || exit 1
trap 'rm -rf "$w"' EXIT
trap 'exit 1' INT TERM
unset ZEGEL_ROOT ZEGEL_TEST_TIME_OFFSET LANGUAGE LC_ALL LC_MESSAGES
export LANG=C.UTF-8 # zegel-desk speaks the language of its user
port=8081
url=http://127.0.0.1:$port
pass='een lange zin voor het meldpunt'
# who sits down first at every desk
founder=(--person 'Anna de Vries' --initials AdV)
server=

# ---- TAP -------------------------------------------------------------------
n=0
bad=0

# result STATUS NAME [FILE...]: print a TAP line; on failure also the FILEs.
result()
{
	local status=$1 name=$2

	shift 2
	n=$((n + 1))
	if [ "$status" -eq 0 ]; then
		echo "ok $n - $name"
		return
	fi
	bad=1
	echo "not ok $n - $name"
	for f in "$@"; do
		head -c 2000 "$f" | sed "s|^|# ${f##*/}: |"
	done
}

# ok NAME COMMAND...: the command succeeds.
ok()
{
	local name=$1

	shift
	"$@" > out 2> err
	result $? "$name" out err
}

# refuses NAME STATUS SENTENCE COMMAND...: it exits with STATUS and SENTENCE.
refuses()
{
	local name=$1 status=$2 sentence=$3 got=0

	shift 3
	"$@" > out 2> err || got=$?
	if [ "$got" -ne "$status" ]; then
		echo "exit status $got, not $status" >> err
		result 1 "$name" err out
	else
		grep -qF -- "$sentence" err out
		result $? "$name" err out
	fi
}

# says NAME FILE SENTENCE
says()
{
	grep -qF -- "$3" "$2"
	result $? "$1" "$2"
}

same()
{
	cmp -s "$2" "$3"
	result $? "$1" "$2" "$3"
}

# holds NAME FILE TEXT: FILE contains the bytes of the file TEXT in one piece.
holds()
{
	node -e 'const fs = require("fs"), [f, t] = process.argv.slice(1);
		process.exit(fs.readFileSync(f).includes(fs.readFileSync(t)) ? 0 : 1)' \
	    "$2" "$3"
	result $? "$1" "$2"
}

finish()
{
	echo "1..$n"
	exit $bad
}

# ---- the service -----------------------------------------------------------
# with_pass [-f FILE] COMMAND...: run COMMAND with the passphrase on the first
# line of its standard input, for renew on the second too (that of ik.key), then
# FILE.
with_pass()
{
	local more=/dev/null

	if [ "$1" = -f ]; then
		more=$2
		shift 2
	fi
	{
		printf '%s\n' "$pass"
		[[ " $* " != *' renew '* ]] || printf '%s\n' "$pass"
		cat "$more"
	} | "$@"
}

# with_ik COMMAND...: the same for renew, which asks for the passphrase of ik.key
# after that of the person.
with_ik()
{
	printf '%s\n%s\n' "$pass" "$pass" | "$@"
}

# quietly COMMAND...: show its output only if it fails; then end the test.
quietly()
{
	if ! "$@" > quiet 2>&1; then
		echo "not ok - $*"
		sed 's/^/# /' quiet
		exit 1
	fi
}

draft()
{
	cat "$1/root/service.txt" "$1/srv"
	cat <<-'END'
	rhythm 1
	neutral https://www.example.org/
	phone 0800 7000
	region 1 en North
	region 1 nl Noord
	card all en This is a test.
	card all nl Dit is een proef.
	END
	cat "$1/noord/card.txt" "$1/zuid/card.txt"
}

# service NAME [CELLS]: make $w/NAME with a root, a server, and two desks of
# CELLS cells each; export the root key as ZEGEL_ROOT.
service()
{
	local s=$1 id

	mkdir -p "$s/stick"
	quietly with_pass zegel-desk root -m 256 "$s/root" "$s"
	ZEGEL_ROOT=$(cat "$s/root/root.vkey")
	export ZEGEL_ROOT
	id=$(sed -n 's/^service //p' "$s/root/service.txt")
	zegeld init "$s/data" "$s" > "$s/srv"
	for d in noord zuid; do
		quietly with_pass zegel-desk init -m 256 -s "$s/stick" \
		    --service "$id" --root "$ZEGEL_ROOT" \
		    --cells "${2:-16}" "${founder[@]}" "$s/$d" $d
	done
	draft "$s" > "$s/draft.txt"
	quietly with_pass zegel-desk sign "$s/root" "$s/draft.txt" \
	    "$s/directory"
	quietly zegeld init "$s/data" "$ZEGEL_ROOT" "$s/directory"
	quietly zegeld import "$s/data" "$s/stick"
}

# round SERVICE DESK...: export the pool, open it at the desks, import outboxes.
round()
{
	local s=$1

	shift
	quietly zegeld export "$s/data" "$s/stick"
	for d in "$@"; do
		quietly with_pass zegel-desk open "$s/$d" "$s/stick"
	done
	outboxes "$s" "$@"
}

# read_all DIR: read by the menu, one after another, all cases that nobody has
# read: only then do they get a place on the board.
read_all()
{
	local many

	with_pass zegel-desk list "$1" > "$w/to_read" || return 1
	many=$(sed -n 's/^[0-9]* cases\?, \([0-9]*\) to read.*/\1/p' "$w/to_read")
	[ "${many:-0}" -gt 0 ] || return 0
	{
		printf '\n%s\n' "$pass" # no stick
		for _ in $(seq "$many"); do printf '2\n\n'; done
		echo 0
	} | (cd "$1" && zegel-desk)
}

# outboxes SERVICE DESK...: read everything, then import an outbox of each
# desk. A running server serves it before the import ends, so this does not
# wait.
outboxes()
{
	local s=$1

	shift
	for d in "$@"; do
		quietly read_all "$s/$d"
		quietly with_pass zegel-desk outbox "$s/$d" "$s/stick"
	done
	quietly zegeld import "$s/data" "$s/stick"
}

# up COMMAND...: run a server in the background until port $port answers.
up()
{
	"$@" > "$w/up.out" 2> "$w/up.err" &
	server=$!
	for _ in $(seq 100); do
		! (exec 3<> "/dev/tcp/127.0.0.1/$port") 2> /dev/null || return 0
		kill -0 "$server" 2> /dev/null || break
		sleep 0.1
	done
	cat "$w/up.out" "$w/up.err" >&2
	return 1
}

# serving COMMAND...: up, then wait until the server says that it serves.
serving()
{
	up "$@"
	for _ in $(seq 100); do
		! grep -q 'serving at' up.out || return 0
		sleep 0.1
	done
	return 1
}

down()
{
	# shellcheck disable=SC2046 # after "up at" it is a child of a shell
	kill $(ps -o pid= --ppid "$server") "$server" 2> /dev/null
	wait "$server" 2> /dev/null
	while (exec 3<> "/dev/tcp/127.0.0.1/$port") 2> /dev/null; do
		sleep 0.1
	done
	server=
}

# relay MODE PORT TO [FILE [COUNT]]: a relay in the background; sets $relay.
relay()
{
	coproc RELAY { exec node "$here/relay.mjs" "$@"; }
	# shellcheck disable=SC2034 # the caller kills it
	relay=$RELAY_PID
	read -r _ <&"${RELAY[0]}"
}

# at DAYS COMMAND...: run COMMAND with a clock that is DAYS off.
at()
{
	local days=$1

	shift
	ASAN_OPTIONS=verify_asan_link_order=0 LD_PRELOAD=$w/clock.so \
	    ZEGEL_TEST_TIME_OFFSET=$((days * 86400)) "$@"
}

# code FILE: print the receipts in an output of zegel.
code()
{
	grep -oE '([0-9]{4} ){5}[0-9]{4}' "$1"
}

# check_digits DIGITS22: print the 24 digits of the receipt.
check_digits()
{
	local r=0 i

	for ((i = 0; i < 22; i++)); do
		r=$(((r * 10 + ${1:i:1}) % 97))
	done
	printf '%s%02d\n' "$1" $((98 - r * 100 % 97))
}

cc -shared -fPIC -o "$w/clock.so" "$here/clock.c" || exit 1
