#!/bin/sh
# pin.sh - fetches a library's newest upstream source to read, and pins it.
#
# usage: pin.sh PACKAGE        (libsodium, qrencode)
#        pin.sh -w PACKAGE
#
# The first form fetches the source that Debian's suite has now, checks its
# signature, unpacks it in build/pin/PACKAGE, beside the pinned one if that is
# on this machine, and changes nothing else. The second form also writes its
# line into sources.sha256. Then run: make clean, make check.
set -eu
case $#:${1:-} in
2:-w) name=$2 write=yes ;;
1:[!-]*) name=$1 write= ;;
*) name= ;;
esac
[ -n "$name" ] || {
	echo "usage: pin.sh [-w] libsodium|qrencode" >&2
	exit 2
}
top=$(cd "$(dirname "$0")/../.." && pwd)
dir=$top/build/pin/$name
# shellcheck source=tools/build/source.sh
. "$top/tools/build/source.sh"

old=$(pin_of "$name")
rm -rf "$dir"
mkdir -p "$dir/new"
# shellcheck disable=SC2034 # source.sh reads it
fresh=true
fetch "$name"
got=$(tarball "$apt/got" "$name")
[ -n "$got" ] || die "Debian's $suite has no upstream tarball of $name"
line=$(cd "$apt/got" && sha256sum "$got")
tar -x -f "$apt/got/$got" -C "$dir/new" --strip-components=1
mv "$apt/got/$got" "$dir/"
rm -rf "$apt"
echo "pinned: $old"
echo "now:    $line"
[ "$line" != "$old" ] || exit 0
if [ -n "$write" ]; then
	awk -v old="$old" -v new="$line" '{ print $0 == old ? new : $0 }' \
	    "$pins" > "$pins.new"
	mv "$pins.new" "$pins"
	echo "written to ${pins#"$top/"}; next: make clean, make check"
	exit 0
fi
for known in "$top"/build/*/"${old##* }"; do
	[ -e "$known" ] || continue
	mkdir "$dir/old"
	tar -x -f "$known" -C "$dir/old" --strip-components=1
	echo "read:   diff -ru ${dir#"$top/"}/old ${dir#"$top/"}/new"
	exit 0
done
echo "read:   ${dir#"$top/"}/new"
