#!/bin/sh
# texts.sh - makes the texts of a program in another language. A text of the
# sources that the translation lacks, one that no source has, and one with other
# %-conversions or {names} end it.
#
# usage: texts.sh OUT.mo IN.po SOURCE...
set -eu

out=$1
po=$2
shift 2
pot=${out%.mo}.pot
whole=${out%.mo}.po
mkdir -p "$(dirname "$out")"
rm -f "$out"

# findings WHAT: end with standard input, if there is any.
findings()
{
	found=$(cat)
	[ -z "$found" ] || {
		printf '%s: %s\n%s\n' "$po" "$1" "$found" >&2
		exit 1
	}
}

xgettext -k_ -kN_ -klang_plural:1,2 -L C --from-code=UTF-8 -o "$pot" "$@"
# the sources say which texts are formats, so merge them in
msgmerge -q -N --no-wrap -o "$whole" "$po" "$pot"
msgattrib --no-wrap --untranslated "$whole" | sed 1,/^$/d |
    findings 'these texts are missing:'
# msgmerge doubts what has not the conversions of the source
msgattrib --no-wrap --only-fuzzy --no-obsolete "$whole" | sed 1,/^$/d |
    findings 'other %-conversions, or marked as in doubt:'
msgattrib --no-wrap --only-obsolete "$whole" | grep '^#~ msgid' |
    findings 'no source has these texts:'
msgattrib --no-wrap "$whole" | awk '
	# names(s): the {names} in s, in the order of the alphabet
	function names(s,    all, n, i, j, t) {
		n = 0
		while (match(s, /\{[a-z]+\}/)) {
			t = substr(s, RSTART, RLENGTH)
			s = substr(s, RSTART + RLENGTH)
			for (i = n++; i > 0 && all[i] > t; i--)
				all[i + 1] = all[i]
			all[i + 1] = t
		}
		s = ""
		for (j = 1; j <= n; j++)
			s = s all[j]
		return s
	}
	function judge() {
		if (to != "" && names(id) != names(to))
			print id
		id = to = ""
	}
	/^msgid / { judge(); into = 1 }
	/^msgstr/ { into = 2 }
	into == 1 && /^(msgid )?"/ { id = id $0 }
	into == 2 && /^(msgstr )?"/ { to = to $0 }
	END { judge() }' |
    findings 'not the same {names} in:'
msgfmt --check -o "$out.new" "$whole" 2> "$out.log" || {
	grep -v 'header field' "$out.log" >&2
	exit 1
}
mv "$out.new" "$out"
rm -f "$out.log"
