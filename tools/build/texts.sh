#!/bin/sh
# texts.sh - makes the texts of a program in another language. A text of the
# sources that the translation lacks, or one that no source has, ends it.
#
# usage: texts.sh OUT.mo IN.po SOURCE...
set -eu

out=$1
po=$2
shift 2
pot=${out%.mo}.pot
mkdir -p "$(dirname "$out")"
xgettext -k_ -kN_ -klang_plural:1,2 -L C --from-code=UTF-8 -o "$pot" "$@"
msgcmp "$po" "$pot"
unused=$(msgcomm --less-than=2 --no-location -o - "$po" "$pot" 2>&1 |
    grep -c '^msgid' || :)
[ "$unused" -eq 0 ] || {
	echo "texts.sh: $po has a text that no source has:" >&2
	msgcomm --less-than=2 "$po" "$pot" >&2
	exit 1
}
msgfmt --check -o "$out" "$po"
