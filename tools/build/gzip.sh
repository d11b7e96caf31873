#!/bin/sh
# gzip.sh - compresses a file of the page, and pads it to whole KiB.
#
# usage: gzip.sh < FILE > FILE.gz
#
# The padding is an extra field of the gzip header (RFC 1952), which every
# reader skips. It is added after compression, so that the size tells little of
# the content.
set -eu
packed=$(mktemp)
trap 'rm -f "$packed"' EXIT
gzip -9 -n > "$packed"
n=$(wc -c < "$packed")
fill=$(((1024 - n % 1024) % 1024))
# An empty extra field takes six bytes.
[ "$fill" -ge 6 ] || fill=$((fill + 1024))

# u16 N: two bytes, the low one first.
u16()
{
	# shellcheck disable=SC2059 # the bytes are the format
	printf "\\$(printf %03o $(($1 % 256)))\\$(printf %03o $(($1 / 256)))"
}

# Magic, deflate, flag "extra", no time, best compression, Unix.
printf '\037\213\010\004\0\0\0\0\002\003'
u16 $((fill - 2))
printf ZP
u16 $((fill - 6))
head -c $((fill - 6)) /dev/zero
tail -c +11 "$packed"
