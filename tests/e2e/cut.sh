#!/bin/bash
# cut.sh - kills each writing command at each of its writes in turn; the command
# then works when repeated, and nothing is lost.
# shellcheck disable=SC2317 # functions are called by name
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/lib.sh"

# LeakSanitizer does not work under strace
export ASAN_OPTIONS=detect_leaks=0
# ThreadSanitizer would create and remove a file there, twice if it restarts
# the program; if it cannot, only the program's own calls are counted
export TEST_TMPDIR=/nonexistent

writes='fsync fdatasync rename renameat renameat2 unlink unlinkat pwrite64'
writes+=' pwritev mkdir rmdir'

# exported: the desk gets all tips. Either the stick holds the same files as
# without the kill, or the desk must open and list three cases.
exported()
{
	if ! (cd now/stick && sha256sum --quiet -c "$w/sums") > /dev/null 2>&1; then
		with_pass zegel-desk open now/noord now/stick > opened 2>&1
		with_pass zegel-desk list now/noord > listed
		grep -o '^3 cases' listed
		grep '^!' listed
	else
		echo '3 cases'
	fi
}

cases()
{
	with_pass zegel-desk list now/noord
}

# taken: the server imports the outbox. Its bytes are random, and the repeated
# command may have used the next number.
taken()
{
	zegeld import now/data now/stick | tail -n 1 | tr '0-9' N
}

status()
{
	zegeld status now/data
}

# previews: the tipster will read the reply once, however often it was typed.
previews()
{
	with_pass zegel-desk show now/noord 1 | grep -c '  | kleur'
}

# kill_at SYSCALL I INPUT COMMAND...: restore the folder; kill COMMAND at its
# I-th SYSCALL.
kill_at()
{
	local call=$1 i=$2 input=$3

	shift 3
	rm -rf now
	cp -a before now
	{ strace -f -o /dev/null -e "trace=$call" \
	    -e "inject=$call:signal=SIGKILL:when=$i" "$@" < "$input" \
	    > cut.said 2>&1; } 2> /dev/null
}

# points: print "SYSCALL I" of each call in the file calls; of a row that
# overwrites one file with the same bytes, only the first and the last.
points()
{
	awk -v writes="$writes" '
	BEGIN { n = split(writes, w); for (i = 1; i <= n; i++) is[w[i]] = 1 }
	match($0, /^[0-9]+ +[a-z0-9]+\(/) {
		call = substr($0, RSTART, RLENGTH - 1)
		sub(/^[0-9]+ +/, "", call)
		if (!(call in is))
			next
		row = call ~ /^pwrite/ ? $0 : NR
		sub(/, [0-9]+, [0-9]+\).*/, "", row)
		if (row != last && held != "")
			print held
		held = call " " ++count[call]
		if (row != last) {
			print held
			held = ""
		}
		last = row
	}
	END { if (held != "") print held }' calls
}

# cut NAME LEAST SHOWS INPUT COMMAND...: after each kill, and COMMAND once more,
# SHOWS must print what it prints after a COMMAND that was not killed. There
# must be at least LEAST kills. The folder ends as the unkilled COMMAND left it.
cut()
{
	local name=$1 least=$2 shows=$3 input=$4 deaths=0 call i

	shift 4
	rm -rf before
	cp -a now before
	strace -f -o calls -e "trace=${writes// /,}" "$@" < "$input" > said 2>&1
	result $? "$name succeeds when it is not killed" said
	(cd now/stick && sha256sum -- *) > sums 2> /dev/null
	rm -rf after
	cp -a now after
	$shows > want
	: > wrong
	while read -r call i; do
		deaths=$((deaths + 1))
		kill_at "$call" "$i" "$input" "$@" &&
		    echo "at $call $i: not killed" >> wrong
		"$@" < "$input" > said 2>&1
		$shows > got 2>> said
		cmp -s want got || {
			echo "at $call $i"
			cat said
			diff want got
		} >> wrong
	done < <(points)
	[ ! -s wrong ] && [ $deaths -ge "$least" ]
	result $? "$name works again after a kill at each of $deaths writes" \
	    wrong
	rm -rf now
	cp -a after now
}

service demo
up zegeld serve demo/data -a "127.0.0.1:$port"
for i in 1 2 3; do
	echo "tip $i" | zegel send --desk noord "$url" > sent
done
down
mv demo now
echo "$pass" > pass
{ cat pass && echo kleur; } > reply

cut 'zegeld export' 40 exported /dev/null zegeld export now/data now/stick
cut 'zegel-desk open' 18 cases pass zegel-desk open now/noord now/stick
read_all now/noord > menu
cut 'zegel-desk outbox' 18 taken pass zegel-desk outbox now/noord now/stick
cut 'zegeld import' 20 status /dev/null zegeld import now/data now/stick
cut 'zegel-desk reply' 18 previews reply \
    zegel-desk reply now/noord 1 --instead
finish
