#!/bin/sh
# pin.sh - see a newer upstream source of a library, and pin it.
#
# usage: pin.sh PACKAGE        (libsodium, qrencode)
#        pin.sh -w PACKAGE
#
# The first form fetches what Debian's suite has now, its signature checked,
# unpacks it in build/pin/PACKAGE for reading, beside the pinned one where that
# is here, and changes nothing else. The second writes its line into
# sources.sha256. Then: make clean, make check.
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
