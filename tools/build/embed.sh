#!/bin/bash
# embed.sh - writes assembler with each FILE gzipped: the symbols web_NAME_gz
# and web_NAME_gz_end, where dots and dashes of NAME are underscores.
#
# usage: tools/build/embed.sh FILE...
set -eu
mkdir -p build/gen
echo '.section .rodata'
for f in "$@"; do
	z=build/gen/${f##*/}.gz
	tools/build/gzip.sh < "$f" > "$z"
	s=${z##*/}
	s=web_${s//[.-]/_}
	printf '.global %s, %s_end\n%s:\n.incbin "%s"\n%s_end:\n' \
	    "$s" "$s" "$s" "$z" "$s"
done
echo '.section .note.GNU-stack,"",%progbits'
