#!/bin/bash
# desk.sh - zegel-desk holds a passphrase in one place of locked memory, and no
# part of it elsewhere: neither the line it read nor the characters of either
# Unicode form. Once the desk is open it holds none.
#
# usage: tests/net tests/leaks/desk.sh
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/../e2e/lib.sh"
export LC_ALL=C.UTF-8

cc -O1 -D_GNU_SOURCE -o typist "$here/typist.c" -lutil || exit 1
cc -O2 -D_GNU_SOURCE -o search "${here%/e2e}/leaks/search.c" || exit 1
one=$(printf 'Zw\303\244rt kr\303\251\303\251rt \341\272\255p')
two=$(printf 'Zwa\314\210rt kre\314\201e\314\201rt a\314\243\314\202p')

# pieces NAME SIZE COUNT: print each run of COUNT units of SIZE bytes in
# standard input, in hex, after NAME.
pieces()
{
	od -An -v -tx1 | tr -d ' \n' |
	    awk -v name="$1" -v step=$((2 * $2)) -v n=$((2 * $2 * $3)) '
	{ for (i = 1; i + n - 1 <= length($0); i += step)
		print name, substr($0, i, n) }'
}

for form in "$one" "$two"; do
	printf %s "$form" | pieces bytes 1 8
	printf %s "$form" | iconv -f UTF-8 -t UTF-32LE | pieces characters 4 3
	# libunistring looks up two characters as three bytes each
	printf %s "$form" | iconv -f UTF-8 -t UTF-32BE | pieces pair 4 2 |
	    sed 's/ 00/ /; s/ \(......\)00/ \1/'
done | sort -u > marks
for form in "$one" "$two"; do
	printf %s "$form" | iconv -f UTF-8 -t UTF-32LE > wide
	! ./search marks wide > found
	result $? 'control: the search finds characters in both forms' found
done

pass=$one
service demo
# while init waits for it to be typed once more, and when the menu asks
id=$(sed -n 's/^service //p' demo/root/service.txt)
cat > look <<-'END'
	./search marks -p $CHILD > found
	cat /proc/$CHILD/smaps > maps
END
./typist -w 'new passphrase' -k "$two^M" -w 'once more' -x 'sh look' \
    -k "$two^M" -w 'ik.key' -- zegel-desk init -m 256 "${founder[@]}" \
    --service "$id" oost oost > out 2> err
result $? 'zegel-desk makes a desk' out err
# the program that finds nothing exits with 1
# shellcheck disable=SC2016 # the shell of typist has CHILD
./typist -w 'Folder of the desk' -k 'demo/noord^M' -w 'of the stick' \
    -k 'demo/stick^M' -w 'Passphrase' -k "$two^M" -w 'Number:' \
    -x './search marks -p $CHILD > after || :' \
    -k '0^M' -- zegel-desk > out 2> err
result $? 'zegel-desk opens it and ends' out err

# It holds both forms of the passphrase, one after the other.
sed -n 's/^bytes: anonymous memory at /0x/p' found > places
first=$(head -n 1 places)
last=$(tail -n 1 places)
[ -s places ] && [ $((last - first)) -lt 4096 ]
result $? 'the passphrase is in one place of memory' found
while read -r line; do
	case $line in
	*-*\ *p\ *) range=${line%% *} ;;
	VmFlags:*)
		[ $((0x${range%-*})) -gt $((first)) ] ||
		    [ $((0x${range#*-})) -le $((last)) ] || flags=$line
		;;
	esac
done < maps
echo "${flags:=none}" > flags
[[ $flags = *' lo'* && $flags = *' dd'* ]]
result $? 'the place is locked and in no core dump' flags
# libunistring's own tables contain pairs of the same bytes
grep -vE '^bytes: anonymous|^pair: .*/libunistring|^#' found > elsewhere
[ ! -s elsewhere ] && [ "$(wc -l < found)" -lt 60 ]
result $? 'no part of the passphrase is elsewhere in memory' found
grep -vE '^pair: .*/libunistring|^#' after > left
[ ! -s left ] && grep -q '^#' after
result $? 'no part of it is in memory once the desk is open' after
finish
