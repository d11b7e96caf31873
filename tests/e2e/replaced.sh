#!/bin/bash
# replaced.sh - each function of server/http/mhd/TABLE.md replaces that of a
# library in a running zegeld.
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/lib.sh"

LD_BIND_NOW=1 LD_DEBUG=bindings LD_DEBUG_OUTPUT=bound zegeld > out 2>&1
cat bound.* | sed -nE \
    's|.*/(lib[a-z]+)\.so[^ ]* \[0\] to .*zegeld \[0\].* symbol `([^'\'']*)'\''.*|\1 \2|p' |
    sort -u > bindings

# bound LIBRARY SYMBOL: the library calls our function.
bound()
{
	grep -qx "$1 $2" bindings
}

# shellcheck disable=SC2016 # backquotes of the table
sed -nE 's/^\| `([a-zA-Z_]+)` \| ([a-z, ]+) \|.*/\1 \2/p' \
    "$here/../../server/http/mhd/TABLE.md" > rows
[ "$(wc -l < rows)" -eq 8 ]
result $? 'the table has eight rows' rows
tr -d , < rows | while read -r symbol libraries; do
	for library in $libraries; do
		echo "$library $symbol"
	done
done > wanted
made=MHD_create_response_from_buffer
while read -r library symbol; do
	case $symbol in
	"$made"*) ;;
	*) ok "$library calls our $symbol" bound "$library" "$symbol" ;;
	esac
done < wanted
bound libmicrohttpd "$made" || bound libmicrohttpd "${made}_static"
result $? 'libmicrohttpd makes its answers with our function' bindings
finish
