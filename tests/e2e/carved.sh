#!/bin/bash
# carved.sh - the disk of a server keeps nothing that the server has rewritten
# or deleted; what the disk of a desk keeps of earlier commits opens no more.
#
# A second link keeps each such file reachable, and so shows what its blocks
# hold after it was unlinked; root also searches a whole disk image, free blocks
# included.
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/lib.sh"

links=0

# link_all: make a second link to every file of pool and state.
link_all()
{
	for f in demo/data/pool/*/data.mdb demo/data/state/data.mdb; do
		links=$((links + 1))
		ln "$f" "kept/$links"
	done
}

# tips N: send N tips, link the files that hold them, have the pool rewritten.
tips()
{
	for _ in $(seq "$1"); do
		echo 'A white van.' | zegel send --desk noord "$url" > sent 2>&1
	done
	link_all
	kill -HUP "$server"
	sleep 2
}

# marks_of FILE: print two random pieces of each envelope of an inbox, in hex:
# one that the pool has in the key of its entry, and one that it has in the
# value.
marks_of()
{
	node -e 'const b = require("fs").readFileSync(process.argv[1]);
		for (let at = 0; at < b.length; at += 16384)
			for (const [from, to] of [[8, 16], [64, 96]])
				console.log(b.subarray(at + from, at + to)
				    .toString("hex"));' "$1"
}

# found MARKS FILE...: count the occurrences of all marks in the files.
found()
{
	node -e 'const fs = require("fs");
		const [list, ...files] = process.argv.slice(1);
		const marks = fs.readFileSync(list, "utf8").split("\n")
		    .filter(Boolean).map((hex) => Buffer.from(hex, "hex"));
		let n = 0;
		for (const file of files) {
			const b = fs.readFileSync(file);
			for (const mark of marks)
				for (let at = b.indexOf(mark); at >= 0;
				    at = b.indexOf(mark, at + 1))
					n++;
		}
		console.log(n);' "$@"
}

# gone NAME LEAST: at least LEAST files are unlinked; none holds an envelope.
gone()
{
	local unlinked=()

	for f in kept/*; do
		[ "$(stat -c %h "$f")" -ne 1 ] || unlinked+=("$f")
	done
	echo "${#unlinked[@]} unlinked, marks: $(found marks "${unlinked[@]}")" \
	    > carved
	[ "${#unlinked[@]}" -ge "$2" ] && [ "$(found marks "${unlinked[@]}")" -eq 0 ]
	result $? "$1" carved
}

# on_disk: count the marks in the image, then in the files that it holds.
on_disk()
{
	sync -f demo/data
	found marks disk.img
	find disk -name data.mdb -exec cat {} + > live
	found marks live
}

# A disk image of its own; without root, only the links are searched.
image=
service demo
if [ "$(id -u)" -eq 0 ] && [ -e /dev/loop-control ]; then
	truncate -s 64M disk.img
	mkfs.ext4 -q -F disk.img
	mkdir disk
	mount -o loop disk.img disk || exit 1
	trap '[ -z "$server" ] || down; umount disk; rm -rf "$w"' EXIT
	mv demo/data demo/noord disk
	mkdir disk/kept disk/books
	ln -s ../disk/data ../disk/noord demo
	ln -s disk/kept disk/books .
	image=yes
else
	mkdir kept books
fi

up zegeld serve demo/data -a "127.0.0.1:$port"
for many in 3 2 4; do
	tips $many
done
[ -z "$image" ] || { sync -f demo/data; cp disk.img early.img; }
down
quietly zegeld export demo/data demo/stick
marks_of demo/stick/001.inbox > marks
[ "$(wc -l < marks)" -eq 36 ]
result $? 'the pool holds nine tips, each with a dummy' marks
link_all
[ "$(found marks kept/"$links" kept/$((links - 1)) kept/$((links - 2)))" -ge 18 ]
result $? 'control: the search finds the tips in the file of their week'
gone 'the blocks of rewritten files hold no tip' 3

if [ -n "$image" ]; then
	[ "$(found marks early.img)" -ge 18 ]
	result $? 'control: the search finds the tips in the disk image'
	on_disk > counts
	[ "$(sed -n 1p counts)" -eq "$(sed -n 2p counts)" ]
	result $? 'the disk holds the tips only in its files' counts
fi

# ---- a desk: what each commit left, for somebody who knows the passphrase ----
gens=0

# half_of DIR: print the key in the half of desk.lock that desk.key names, in hex.
half_of()
{
	node -e 'const fs = require("fs"), dir = process.argv[1];
		const half = fs.readFileSync(dir + "/desk.key")[8];
		console.log(fs.readFileSync(dir + "/desk.lock")
		    .subarray(512 * half, 512 * half + 32).toString("hex"));' "$1"
}

# pieces_of FILE: print a piece of each 64 KiB of a file, in hex.
pieces_of()
{
	node -e 'const b = require("fs").readFileSync(process.argv[1]);
		for (let at = 40; at + 32 < b.length; at += 65536)
			console.log(b.subarray(at, at + 32).toString("hex"));' "$1"
}

# keep_desk: keep this generation of the desk, as it lies there, in gen.N; print
# the marks of its key, of its desk.key and of its casebook to files.
keep_desk()
{
	gens=$((gens + 1))
	cp -a demo/noord/. "gen.$gens"
	half_of demo/noord >> halves
	dd if=demo/noord/desk.key bs=1 skip=12 count=32 status=none |
	    od -An -v -tx1 | tr -d ' \n' >> salts
	echo >> salts
	pieces_of demo/noord/casebook-* >> pieces
	ln demo/noord/casebook-* "books/$gens"
}

# A week later every desk has opened the tips, so the week is deleted.
keep_desk
quietly at 7 zegeld export demo/data demo/stick
for d in noord zuid; do
	quietly at 7 with_pass zegel-desk open "demo/$d" demo/stick
	[ $d = zuid ] || keep_desk
	quietly at 7 with_pass zegel-desk outbox "demo/$d" demo/stick
done
quietly at 7 zegeld import demo/data demo/stick
quietly at 7 zegeld expire demo/data
! ls demo/data/pool/*/data.mdb > left 2>&1 ||
    [ "$(cat demo/data/pool/*/data.mdb > left; found marks left)" -eq 0 ]
result $? 'the server has deleted the week' left
gone 'the blocks of a deleted week hold no tip' 4
if [ -n "$image" ]; then
	on_disk > counts
	[ "$(sed -n 1p counts)" -eq 0 ]
	result $? 'the disk holds nothing of a deleted week' counts
fi

keep_desk
with_pass zegel-desk list gen.$gens > out 2> err
says 'control: a whole copy of the desk opens with the passphrase' out '9 cases'
quietly at 28 zegeld export demo/data demo/stick
ok 'the desk opens an inbox four weeks later' \
    at 28 with_pass zegel-desk open demo/noord demo/stick
says 'open says that it destroyed keys' out 'are destroyed'
for ((i = 1; i <= gens; i++)); do
	cp demo/noord/desk.lock "gen.$i"
	refuses "desk.key $i of $gens does not open with the desk.lock of now" \
	    1 'of another moment' with_pass zegel-desk list "gen.$i"
done
half_of demo/noord > half.now
[ "$(found half.now demo/noord/desk.lock)" -eq 1 ] &&
    [ "$(found halves demo/noord/desk.lock)" -eq 0 ]
result $? 'desk.lock holds the key of now and none of before' halves half.now
mapfile -t blocks < <(find books/ -type f -links 1)
[ "${#blocks[@]}" -eq $gens ] && [ "$(found pieces "${blocks[@]}")" -eq 0 ]
result $? 'the blocks of each casebook before are overwritten'
if [ -n "$image" ]; then
	sync -f demo/noord
	for marks in half.now salts halves pieces; do
		found "$marks" disk.img
	done > counts
	[ "$(sed -n 1p counts)" -ge 1 ] && [ "$(sed -n 2p counts)" -ge 1 ]
	result $? 'control: the search finds the key of now and an old desk.key' \
	    counts
	[ "$(sed -n 3p counts)" -eq 0 ]
	result $? 'the disk holds no key of a desk.lock of before' counts
	[ "$(sed -n 4p counts)" -eq 0 ]
	result $? 'the disk holds nothing of a casebook of before' counts
fi
finish
