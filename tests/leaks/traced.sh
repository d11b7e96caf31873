#!/bin/bash
# traced.sh - a whole round at a desk, each command under strace: none opens a
# socket or runs a program; no secret word is in what it writes, but to standard
# output and the terminal; and it opens no file in a temporary or home folder
# but those that it was told of.
#
# usage: tests/net tests/leaks/traced.sh
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/../e2e/lib.sh"
export LC_ALL=C.UTF-8 TERM=xterm HOME=$w/home TMPDIR=$w/temporary

# No secret word is part of another, and none is an English or Dutch word.
tip=kwartelzang
asked=grasmuszang
reply=putterzang
founder=(--person 'Anna Sijszang' --initials AdV)
colleague=(--person 'Piet Vinkzang' --initials PB)
pass='een lange zin met barmsijzang'
other='een andere zin met groenlingzang'
new='een nieuwe zin met kneuzang'
shown=(kwartelzang grasmuszang putterzang sijszang vinkzang)
hidden=(barmsijzang groenlingzang kneuzang)

cc -O1 -D_GNU_SOURCE -o typist "$here/typist.c" -lutil || exit 1
mkdir bin home temporary traces
# what a desktop leaves there, for a program that looks
: > home/.editrc && : > home/.inputrc
calls=%network,execve,execveat,open,openat,openat2,creat,mmap,write,pwrite64
calls+=,writev,pwritev,pwritev2,sendfile,splice,tee,vmsplice,copy_file_range
calls+=,memfd_create,rename,renameat,renameat2,link,linkat,symlink,symlinkat
calls+=,mkdir,mkdirat,setxattr,lsetxattr,fsetxattr,prctl
strace=(strace -f --seccomp-bpf -y -xx -s 16777216 -e "trace=$calls"
    -e signal=none)
cat > bin/zegel-desk <<-END
	#!/bin/sh
	exec ${strace[@]} -o "$w/traces/\$\$" "$build/bin/zegel-desk" "\$@"
END
chmod 755 bin/zegel-desk
PATH=$w/bin:$PATH

# typed LINE...: the next command's standard input.
typed()
{
	printf '%s\n' "$@" > in
}

# desk NAME COMMAND...: the command succeeds.
desk()
{
	local what=$1

	shift
	"$@" < in > out 2> err
	result $? "$what" out err
}

service demo
desk=demo/noord
up zegeld serve demo/data -a "127.0.0.1:$port"
for i in 1 2; do
	echo "$tip $i" > in
	zegel send --desk noord "$url" < in > sent || exit 1
done
[ "$(curl -s -o page -w '%{http_code}' -d 'do=send&desk.noord=1' \
    -d 'text=kort' -d "q134=$asked" "$url/")" = 303 ] || exit 1
quietly zegeld export demo/data demo/stick

# ---- one person --------------------------------------------------------------
typed "$pass"
desk 'open' zegel-desk open $desk demo/stick
desk 'list' zegel-desk list $desk
desk 'list --search' zegel-desk list $desk --search $tip --porcelain
read -r one two <<< "$(grep -oE '"number":[0-9]+' out | tr -dc '0-9\n' | paste -sd ' ')"
desk 'list --porcelain' zegel-desk list $desk --porcelain
desk 'show' zegel-desk show $desk "$one"
desk 'show of the second' zegel-desk show $desk "$two"
desk 'show --porcelain' zegel-desk show $desk $((6 - one - two)) --porcelain
typed "$pass" "$reply"
desk 'reply' zegel-desk reply $desk "$one"
typed "$pass"
desk 'outbox' zegel-desk outbox $desk demo/stick
desk 'junk' zegel-desk junk $desk "$two"
desk 'junk --back' zegel-desk junk $desk "$two" --back
typed "$pass" "$pass"
desk 'renew' zegel-desk renew $desk demo/stick
typed "$pass"
desk 'backup' zegel-desk backup $desk demo/stick
desk 'restore' zegel-desk restore twin demo/stick/backup-noord-1.zegel

# ---- two ---------------------------------------------------------------------
typed "$pass" "$other"
desk 'staff-add' zegel-desk staff-add -m 256 "${colleague[@]}" $desk
typed "$pass" "$new"
desk 'staff-add of a third' zegel-desk staff-add -m 256 --as AdV \
    --person 'Karin Smit' --initials KS $desk
typed "$other"
desk 'proposals' zegel-desk proposals $desk --as PB
desk 'release' zegel-desk release $desk 1 --as PB
typed "$pass" "$other"
desk 'staff-recover' zegel-desk staff-recover -m 256 --as AdV $desk KS
typed "$other"
desk 'withdraw' zegel-desk withdraw $desk 2 --as PB
typed "$other" "$other" "$new"
desk 'staff-passphrase' zegel-desk staff-passphrase -m 256 --as PB $desk
typed "$new"
desk 'log' zegel-desk log $desk --as PB --verify
desk 'staff' zegel-desk staff $desk --as PB
desk 'staff-remove' zegel-desk staff-remove --as PB $desk KS
printf '{"jsonrpc":"2.0","id":%d,"method":"%s","params":%s}\n' \
    1 session.unlock "{\"initials\":\"PB\",\"passphrase\":\"$new\"}" \
    2 case.list "{\"search\":\"$tip\"}" 3 case.get "{\"number\":$one}" \
    4 reply.keep "{\"number\":$two,\"text\":\"$reply\"}" \
    5 staff.list '{}' > in
desk 'serve' zegel-desk serve $desk --stick demo/stick
[ "$(grep -c '"result"' out)" -eq 5 ]
result $? 'control: serve answers all five' out

# ---- at a terminal -----------------------------------------------------------
ok 'reply, typed' ./typist -w 'Your initials' -k 'PB^M' -w 'Passphrase' \
    -k "$new^M" -w 'both go' -k 'b^M' -w 'single dot' -k "$reply^M.^M" \
    -w 'Is that right?' -k 'y^M' -w 'Kept:' -- zegel-desk reply $desk "$two"
ok 'show, typed, with a wrong passphrase first' ./typist -w 'Your initials' \
    -k 'AdV^M' -w 'Passphrase' -k "$pass!^M" -w 'is not right' \
    -w 'Passphrase' -k "$pass^M" -w "$tip" -- zegel-desk show $desk "$one"
ok 'the menu' ./typist -w 'Folder of the desk' -k "$desk^M" \
    -w 'of the stick' -k 'demo/stick^M' -w 'Your initials' -k 'AdV^M' \
    -w 'Passphrase' -k "$pass^M" -w 'Number:' -k '0^M' -- zegel-desk

# ---- what the traces say -----------------------------------------------------
{
	printf 'shown %s\n' "${shown[@]}"
	printf 'hidden %s\n' "${hidden[@]}"
	printf 'folder %s\n' "$w/demo" "$w/twin" "${build%/*}"
	printf 'output %s\n' "$w/out" "$w/quiet"
	printf 'closed %s\n' /tmp /var/tmp "$HOME" "$TMPDIR"
} > told
judge=(node "${here%/e2e}/leaks/traced.mjs" told)
# shellcheck disable=SC2016 # for the inner shell
"${strace[@]}" -o bad bash -c 'exec 3<> "/dev/tcp/127.0.0.1/$0"
	echo kwartelzang > "$HOME/leak"
	/bin/true' "$port"
down
rm home/leak
"${judge[@]}" bad > judged
[ "$(grep -c '^bad' judged)" -eq 5 ]
result $? 'control: a program that does all this is found' judged
"${judge[@]}" traces/* > judged
while read -r status name; do
	[ "$status" = ok ]
	result $? "$name" judged
done < <(grep -v '^#' judged)
grep '^#' judged
[ -z "$(ls -A "$TMPDIR")" ] && [ "$(find "$HOME" -type f | wc -l)" -eq 2 ]
result $? 'the temporary and the home folder are as they were'

"$build/bin/zegel-desk" help |
    sed -nE 's/^       zegel-desk ([a-z-]+) .*/\1/p' | sort > commands
sed -n 's/^# command //p' judged | sort > tried
comm -23 commands tried > missing
[ "$(wc -l < commands)" -ge 20 ] && [ ! -s missing ]
result $? "each of $(wc -l < commands) commands was traced" missing
finish
