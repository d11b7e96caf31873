#!/bin/bash
# inject.sh - makes each system call fail in turn: a command reports the
# failure and works when repeated; a server loses no envelope that it reported
# as stored.
#
# usage: tests/net tests/crash/inject.sh [long]
# shellcheck disable=SC2317 # functions are called by name
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/../e2e/lib.sh"

tools=$build/tests
# LeakSanitizer does not work under strace
export ASAN_OPTIONS=detect_leaks=0
step=11 rounds=1 # short form: every eleventh call
if [ "${1:-}" = long ]; then
	step=1 rounds=10
fi
# The errors of a full, failing or read-only disk, and of missing memory.
faults='write:ENOSPC pwrite64:ENOSPC pwrite64:EIO pwritev:ENOSPC fsync:EIO
    fdatasync:EIO openat:EIO openat:EROFS openat:ENOSPC renameat:EROFS
    renameat2:ENOSPC rename:EIO mkdir:EROFS unlinkat:EROFS unlink:EIO
    ftruncate:ENOSPC fallocate:ENOSPC pread64:EIO read:EIO flock:ENOLCK'
serving='pwritev:ENOSPC pwrite64:EIO pwrite64:ENOSPC fdatasync:EIO fsync:EIO
    renameat2:EIO openat:EROFS'
# a sanitizer aborts when mmap(2) fails
if ! grep -qE '__(a|t)san_init' "$build/bin/zegeld"; then
	faults+=' mmap:ENOMEM' serving+=' mmap:ENOMEM'
fi

# times CALL: print how often the main thread made CALL before its first
# umask(2), and in all. The calls before umask(2) are the loader's.
times()
{
	awk -v call="$1" '
		NR == 1 { pid = $1 }
		$1 != pid { next }
		$2 ~ /^umask\(/ && !begun { begun = 1; before = n }
		index($2, call "(") == 1 { n++ }
		END { print before + 0, n + 0 }' calls
}

# inject CALL ERROR WHEN COMMAND...: run COMMAND with only these calls failing.
inject()
{
	local call=$1 error=$2 when=$3

	shift 3
	strace -f --seccomp-bpf -o /dev/null -e "trace=$call" \
	    -e "inject=$call:error=$error:when=$when" "$@" > said 2>&1
}

# faulty NAME SHOWS COMMAND...: for each fault at each of its times, restore the
# folder, run COMMAND with the fault, then COMMAND without it. SHOWS must then
# print what it prints after a COMMAND without faults.
faulty()
{
	local name=$1 shows=$2 tried=0 fault call before all i status

	shift 2
	rm -rf now after
	cp -a kept now
	strace -f --seccomp-bpf -o calls "$@" > said 2>&1
	result $? "$name succeeds without faults" said
	$shows > want
	: > wrong
	for fault in $faults; do
		call=${fault%:*}
		read -r before all < <(times "$call")
		for ((i = before + 1; i <= all; i += step)); do
			tried=$((tried + 1))
			rm -rf now
			cp -a kept now
			status=0
			inject "$call" "${fault#*:}" $i "$@" || status=$?
			cp said first
			if [ $status -gt 1 ] ||
			    { [ $status -eq 1 ] && ! grep -q '^zegeld: ' said; }; then
				echo "exit status $status" >> said
			elif "$@" > said 2>&1 && $shows > got &&
			    cmp -s want got; then
				continue
			fi
			echo "at $fault $i:" | cat - first said >> wrong
		done
	done
	[ ! -s wrong ] && [ $tried -ge 20 ]
	result $? "$name can be repeated after any of $tried failed calls" wrong
}

exported()
{
	local f

	for f in now/stick/*.inbox; do
		sha256sum < "$f"
	done | sort -u
	zegeld status now/data | sed 's/inbox [0-9]*/inbox N/'
}

status()
{
	zegeld status now/data || [ $? -eq 4 ] # 4: no server runs
}

service demo
up zegeld serve demo/data -a "127.0.0.1:$port"
"$tools/bench/load" -c 1 -n 30 -f 1 -o numbers exchange "127.0.0.1:$port" \
    > sent
down
cp -a demo kept
faulty 'an export' exported zegeld export now/data now/stick
rm -rf kept
quietly zegeld export demo/data demo/stick
for d in noord zuid; do
	quietly with_pass zegel-desk open demo/$d demo/stick
	quietly with_pass zegel-desk outbox demo/$d demo/stick
done
rm -f demo/stick/*.inbox* demo/stick/*.n
cp -a demo kept
faulty 'an import' status zegeld import now/data now/stick
rm -rf kept now

# under FAULT WHEN: a server takes deposits, rewrites the pool and ends, with
# this fault. strace counts the calls of each thread separately.
under()
{
	local fault=$1 when=$2 status=0

	up strace -f --seccomp-bpf -o /dev/null -e "trace=${fault%:*}" \
	    -e "inject=${fault%:*}:error=${fault#*:}:when=$when" \
	    zegeld serve demo/data -a "127.0.0.1:$port" 2> upped || {
		grep -q '^zegeld: ' up.err ||
		    { echo "$fault $when:" && cat up.err; } >> wrong
		server=
		return
	}
	served=$((served + 1))
	first=$((first + 100))
	send 4 12 $first
	signal HUP
	send 2 4 $((first + 50))
	signal TERM
	wait "$server" || status=$?
	[ $status -eq 0 ] || { [ $status -eq 1 ] && grep -q '^zegeld: ' up.err; } ||
	    echo "$fault $when: exit status $status" >> wrong
}

# signal NAME: send it to the server under strace, if that still runs.
signal()
{
	# shellcheck disable=SC2046 # one number, or none
	kill "-$1" $(ps -o pid= --ppid "$server") 2> /dev/null
}

# send VISITORS VISITS FIRST
send()
{
	"$tools/bench/load" -c "$1" -n "$2" -f "$3" -o part exchange \
	    "127.0.0.1:$port" > sent
	cat part >> numbers
	sent=$((sent + $2))
}

first=1000 served=0 sent=30
: > wrong
up strace -f -o calls zegeld serve demo/data -a "127.0.0.1:$port"
signal TERM
wait "$server"
for fault in $serving; do
	read -r before _ < <(times "${fault%:*}")
	for ((i = 0; i < rounds; i++)); do
		under "$fault" $((before + i * 3 + 1))+3
		under "$fault" $((before + i * 5 + 15))+
	done
done
stored=$(wc -l < numbers)
[ ! -s wrong ] && [ $served -ge 5 ]
result $? "a server runs or ends with a message under $served faults" wrong
[ "$stored" -lt $sent ] && [ "$stored" -gt 50 ]
result $? "the server reports $stored of $sent deposits as stored"
ok "the pool has all $stored envelopes reported as stored" \
    "$tools/crash/replay" demo/data numbers
finish
