#!/bin/bash
# confined.sh - confinement: each thread of a server tries what is forbidden,
# with the libraries of the image, and the server ends if a thread is allowed
# it. Also: one server per folder; what a confined zegel-desk is refused; reasons
# when confinement is impossible.
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/lib.sh"

tree=$here/../..
service demo
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 30 \
    -subj /CN=localhost -keyout key -out cert 2> /dev/null
serve=(zegeld serve demo/data -a "127.0.0.1:$port" -c cert -k key)
sed -n 's/^\t{ SYS_\([a-z0-9_]*\), {.*/\1/p' \
    "$tree/server/confine/prove.c" > refused
deaths=$(sed -n '/^static const int deadly/,/^}/p' "$tree/server/confine/confine.c" |
    grep -c CALL)

# ---- each thread tries, the deadly calls kill a child -----------------------
# wanted PID: print "THREAD CALL" for each call that each thread must try.
wanted()
{
	for thread in /proc/"$1"/task/*; do
		for call in $(cat refused) openat; do
			echo "${thread##*/} $call"
		done
	done | sort
}

# tried: print the same for the calls that strace saw fail, whole or resumed.
tried()
{
	awk '/ = -1 E(PERM|ACCES) / {
		sub(/<\.\.\. /, "")
		split($2, call, "(")
		print $1, call[1]
	}' trace | sort -u
}

serving strace -f -o trace -e "trace=$(paste -sd, refused),openat,execve" \
    -e signal=SIGSYS "${serve[@]}"
read -r pid _ < "/proc/$server/task/$server/children"
wanted "$pid" > want
for _ in $(seq 100); do
	tried > have
	comm -23 want have > missing
	[ -s missing ] || break
	sleep 0.1
done
threads=$(cut -d ' ' -f 1 want | sort -u | wc -l)
# main, committer, form lane, accept, and libmicrohttpd's: two, and two for TLS
[ "$(wc -l < refused)" -ge 13 ] && [ "$threads" -ge 8 ] && [ ! -s missing ]
result $? "each of $threads threads tried every forbidden call" missing want
[ "$(grep -c '+++ killed by SIGSYS' trace)" -eq "$deaths" ] &&
    [ "$deaths" -ge 5 ]
result $? "each of $deaths deadly calls killed a child" trace

# ---- these are the libraries of the image -----------------------------------
awk '$2 ~ /x/ && $6 ~ /^\// { print $6 }' "/proc/$pid/maps" | sort -u |
    grep -vxF "$(realpath "$build/bin/zegeld")" > libraries
release=$(sed -n 's/^VERSION_CODENAME=//p' /etc/os-release)
sed '1,/^FROM .* AS build/d' "$tree/Dockerfile" |
    grep -oE '\<z?lib[a-z]*[0-9][a-z0-9]*' > image
sed -n '1,/^ARG BASE=/p' "$tree/Dockerfile" | grep -qF "$release-slim"
result $? "the image may have the release of this machine, '$release'" \
    /etc/os-release

# package FILE: print the package of FILE, and the name FILE has in it.
package()
{
	{ dpkg-query -S "$1" || dpkg-query -S "${1#/usr}"; } 2> /dev/null |
	    sed -n 's|^\([^ ]*\): /|\1 |p'
}

# here PACKAGE...: print the installed packages that have or provide the names.
here()
{
	# shellcheck disable=SC2016 # for dpkg-query
	dpkg-query -W -f '${Package} ${Provides}\n' | awk -v names="$*" '
		{ sub(/ \(= [^)]*\)/, "") }
		BEGIN { n = split(names, name, " ") }
		{ for (i = 1; i <= n; i++)
			if ($1 == name[i] || ($2 == name[i] && NF == 2))
				print $1 }'
}

# needs PACKAGE...: print the packages and all that they depend on.
needs()
{
	local all=$* more=

	while [ "$all" != "$more" ]; do
		more=$all
		# shellcheck disable=SC2016,SC2086 # for dpkg-query; a list
		all=$({
			printf '%s\n' $more
			dpkg-query -W -f '${Depends}, ${Pre-Depends}\n' $more |
			    tr ',|' '\n' | sed 's/^ *//; s/[ (:].*//; /^$/d'
		} 2> err | sort -u)
	done
	echo "$all"
}

mapfile -t image < image
mapfile -t image < <(here "${image[@]}")
[ "${#image[@]}" -eq "$(wc -l < image)" ]
result $? 'this machine has each package of the image' image
needs "${image[@]}" > shipped
: > strange
while read -r file; do
	read -r from name <<< "$(package "$file")"
	grep -qxF "${from%:*}" shipped ||
	    echo "$file: '$from' is not in the image" >> strange
	dpkg-query --control-show "$from" md5sums 2> err |
	    grep -qxF "$(md5sum < "$file" | cut -d ' ' -f 1)  $name" ||
	    echo "$file: not the bytes of '$from'" >> strange
done < libraries
[ "$(wc -l < libraries)" -ge 5 ] && [ "$(wc -l < image)" -ge 4 ] &&
    [ ! -s strange ]
result $? \
    "the $(wc -l < libraries) libraries of zegeld are those of the image" \
    strange image

# ---- a second server for the folder never listens ---------------------------
grep -q 'listen(.* = 0$' trace
result $? 'control: the trace shows that the first server listens' trace
refuses 'serve refuses a folder that is served already' 1 \
    'another zegeld serves it already' \
    strace -f -o second -e trace=bind,listen \
    zegeld serve demo/data -a 127.0.0.1:9002
! grep -qE 'bind|listen' second && grep -q '+++ exited with 1' second
result $? 'the second server never listened' second
down
flock demo/data sleep 0.5 &
sleep 0.2
serving zegeld serve demo/data -a "127.0.0.1:$port"
result $? 'serve waits for a lock that a dying process still holds' up.err
down

# ---- without Landlock or locked memory, the server says why ------------------
# without ERRNO SENTENCE: the kernel refuses Landlock with ERRNO.
without()
{
	refuses "expire explains why Landlock fails with $1" 1 "$2" \
	    strace -o trace -e "inject=landlock_create_ruleset:error=$1" \
	    zegeld expire demo/data
}

without ENOSYS 'this kernel has no Landlock; start Linux 5.19'
without EOPNOTSUPP 'this kernel was started without Landlock; add landlock to'
without EPERM 'the system refuses Landlock to this process, as older'
ok 'expire -S runs without Landlock' strace -o trace \
    -e inject=landlock_create_ruleset:error=EPERM zegeld expire demo/data -S
nobody=()
if [ "$(id -u)" -eq 0 ]; then
	nobody=(setpriv --reuid=65534 --regid=65534 --clear-groups)
	chmod 755 .
fi
cp "$build/bin/zegeld" lean # a home folder may be closed to other users
refuses 'serve names the option that raises the memory limit' 1 \
    '--ulimit memlock=' "${nobody[@]}" prlimit --memlock=65536:65536 \
    ./lean serve demo/data -a "127.0.0.1:$port"

# ---- zegel-desk, from inside, tries what is forbidden ------------------------
cc -D_GNU_SOURCE -shared -fPIC -o inside.so "$here/inside.c" || exit 1
mkdir home && : > home/.bashrc
while read -r try want; do
	got=0
	{ # bash prints there that a process was killed
		env HOME="$w/home" LD_PRELOAD="$w/inside.so" \
		    ZEGEL_TEST_TRY="$try" ZEGEL_TEST_PARENT=$$ \
		    zegel-desk open demo/noord demo/stick \
		    9>> home/.bashrc > out || got=$?
	} 2> err
	[ $got -eq 0 ] || echo "exit status $got" > out
	[ "$(cat out)" = "$want" ]
	result $? "a confined zegel-desk tries '$try': $want" out err
done <<- END
	append EACCES
	memory EACCES
	signal EPERM
	fork EPERM
	inherited EBADF
	socket exit status 159
	exec exit status 159
	folder OK
	stick OK
END
rm demo/noord/made demo/stick/made
[ ! -s home/.bashrc ]
result $? 'nothing was written to ~/.bashrc' home/.bashrc
refuses 'zegel-desk writes nothing in /' 1 'contains all files' \
    zegel-desk open demo/noord /

# ---- a stick that is mounted when zegel-desk already runs --------------------
mount -t tmpfs none /mnt
mkfifo answers
zegel-desk open demo/noord /mnt/STICK < answers > out 2> err &
desk=$!
exec 8> answers
for _ in $(seq 100); do
	! grep -q '^Seccomp:	2' "/proc/$desk/status" || break
	sleep 0.1
done
mkdir /mnt/STICK
mount -t tmpfs none /mnt/STICK
quietly zegeld export demo/data /mnt/STICK
printf '%s\n' "$pass" >&8
exec 8>&-
wait $desk
result $? 'a stick that is mounted later can be opened' out err
ok 'and written' with_pass zegel-desk outbox demo/noord /mnt/STICK
umount /mnt/STICK /mnt

# ---- where it cannot be confined, zegel-desk says why ------------------------
# why CALL ERRNO SENTENCE: the kernel refuses CALL with ERRNO.
why()
{
	refuses "zegel-desk explains why $1 fails with $2" 1 "$3" \
	    strace -o trace -e "inject=$1:error=$2" zegel-desk list noord
}

why seccomp ENOSYS 'this kernel has no filter of system calls'
why seccomp EPERM 'was refused, as some containers do'
why landlock_create_ruleset ENOSYS 'this kernel has no Landlock, or one too old'
why landlock_create_ruleset EOPNOTSUPP 'this kernel was started without Landlock'
why landlock_create_ruleset EPERM 'the system refuses Landlock to this program'

# ---- a thread that is not confined ends the server --------------------------
cc -shared -fPIC -o loose.so "$here/loose.c" || exit 1

# loose N COMMAND...: the Nth thread that tries a forbidden call is allowed it.
loose()
{
	local which=$1

	shift
	env LD_PRELOAD="$w/loose.so" ZEGEL_TEST_LOOSE="$which" "$@"
}

for ((i = 1; i <= threads; i++)); do
	got=0
	loose $i timeout 30 "${serve[@]}" > out 2> err || got=$?
	# 1: it did not start; 134: a thread of libmicrohttpd aborted it
	case $got in
	1) [ ! -s out ] && grep -qE 'not confined|refuses to confine it' err ;;
	134) grep -q 'not confined' err ;;
	*) echo "exit status $got" >> err && false ;;
	esac
	result $? "zegeld ends if thread $i of $threads is not confined: $got" \
	    out err
done
serving loose $((threads + 1)) "${serve[@]}"
ok 'the server serves if all threads are confined' curl -ksf -o page \
    "https://127.0.0.1:$port/"
down
finish
