#!/bin/bash
# lint.sh - runs all lint rules; each prints a finding as file:line: what.
#
# usage: tests/lint/lint.sh [fast]
#
# fast: format, sizes, includes and the rules of single lines; a few seconds.
# shellcheck disable=SC2317 # the rules are called by name
set -u
cd "$(dirname "$0")/../.." || exit 1
unset MAKEFLAGS MAKELEVEL MFLAGS
b=${BUILD:-build}
failed=0

# ours PATTERN...: list files that git has or would add, so no build output and
# no packages of others.
ours()
{
	git ls-files -co --exclude-standard -- "$@" | while read -r f; do
		[ ! -f "$f" ] || echo "$f"
	done
}

# rule NAME COMMAND...: succeeds if the command prints no finding and exits 0.
rule()
{
	local name=$1 out rc=0

	shift
	out=$("$@" 2>&1) || rc=$?
	if [ -z "$out" ] && [ $rc -eq 0 ]; then
		echo "ok lint $name"
		return
	fi
	echo "not ok lint $name"
	printf '%s\n' "${out:-$name: exit status $rc}"
	failed=1
}

# Versions of clang-format differ on some lines: that of Debian 12 decides.
format()
{
	clang-format --dry-run "${c[@]}" 2>&1 | grep -E '^[^ ]+:[0-9]+:'
	return 0
}

sizes()
{
	ours '*.c' '*.h' '*.js' '*.mjs' '*.sh' '*.awk' tests/run tests/net |
	    xargs -r awk -f tests/lint/sizes.awk
}

spoken()
{
	ours 'tools/desk/cli/*.c' 'tools/terminal/*.c' |
	    xargs -r awk -f tests/lint/spoken.awk
}

# No file in git may name the package registry of a machine.
registries()
{
	ours | xargs -r grep -nIE \
	    'registry\.np[m]js|deb\.debia[n]\.org|snapshot\.debia[n]|pypi\.or[g]|crates\.i[o]' |
	    cut -c1-200
}

# Check that gettext accepts the texts, which po.awk reads in the build.
gettext_check()
{
	ours 'web/lang/*.po' | while read -r f; do
		msgfmt -c -o /dev/null "$f" 2>&1 |
		    grep -v ': warning: header field'
	done
	return 0
}

contracts()
{
	ours '*.h' '*.c' '*.def' '*.js' '*.mjs' | LC_ALL=C xargs \
	    awk -f tests/lint/contracts.awk crypto/PROTOCOL.md \
	    tests/vectors/*.txt
}

texts()
{
	ours 'web/lang/*.po' | sed '/\/nl\.po$/d' | LC_ALL=C xargs \
	    awk -f tests/lint/text.awk tests/lint/text.rules web/lang/nl.po
	LC_ALL=C awk -f tests/lint/followed.awk tests/lint/text.followed \
	    web/lang/nl.po
}

readme()
{
	[ -e README.md ] || return 0
	# shellcheck disable=SC2016 # backquotes of the text
	grep -noE '(`|^    )make( [A-Z_]+=[^ `]*)* [a-z][a-z/-]+' README.md |
	    while IFS=: read -r line use; do
		target=${use##* }
		case $target in
		*/*) make -n "$target" ;;
		*) cat Makefile tests/tests.mk |
		    grep -E "^$target:|^\.PHONY:.* $target|^	.* $target( |$)" ;;
		esac > /dev/null 2>&1 ||
		    echo "README.md:$line: no make target '$target'"
	done
}

# libtip.a may depend only on libsodium, and on functions on bytes and strings.
symbols()
{
	nm -u "$b/libtip.a" | awk '
		/^[^ ]*\.o:$/ { file = $1; next }
		$1 == "U" { want[$2] = file }
		END {
			for (s in want)
				print s, want[s]
		}' | while read -r s file; do
		case $s in
		crypto_* | sodium_* | randombytes* | mem* | str*) ;;
		__mem*_chk | __str*_chk | __stack_chk_fail) ;;
		__asan_* | __ubsan_*) ;;
		*)
			nm "$b/libtip.a" | grep -q " [TDRB] $s\$" ||
			    echo "libtip.a:$file: leans on $s"
			;;
		esac
	done
}

# Excluded: our tests call functions by name, and pass on $? of a condition.
shells()
{
	ours | while read -r f; do
		! head -c 64 "$f" | head -n 1 | grep -qaE '^#!.*(ba)?sh$' ||
		    echo "$f"
	done | xargs -r shellcheck -x -P SCRIPTDIR -f gcc -e SC2317,SC2319
}

scripts()
{
	ours '*.js' '*.mjs' | while read -r f; do
		node --check "$f" || echo "$f:1: does not parse"
	done
	ours '*.mjs' | xargs -r node tests/lint/imports.mjs
	make -s lint-order
}

manuals()
{
	ours '*.1' '*.8' | xargs -r mandoc -Tlint -Wstyle |
	    grep -v 'referenced manual not found'
	return 0
}

# Each command in a program's table must be in its manual.
commands()
{
	ours '*.1' '*.8' | while read -r man; do
		awk -v man="$man" '
		NR == FNR { text = text "\n" $0; next }
		/struct command commands\[\]/ { on = 1; next }
		/^\};/ { on = 0 }
		on && match($0, /\{ *"[^"]+"/) {
			name = substr($0, RSTART, RLENGTH)
			sub(/^\{ *"/, "", name)
			sub(/"$/, "", name)
			if (text !~ ("\n\\.(It )?(Cm|Ic|Nm)[^\n]* " name "(\n| |$)") &&
			    text !~ ("\n\\.It (Cm|Ic) " name "(\n| |$)"))
				print FILENAME ":" FNR ": " name \
				    " is not in " man
		}' "$man" "$(grep -rl 'struct command commands\[\]' \
		    --include='*.c' "$(dirname "$man")")"
	done
}

# The desk's files are to be parted: until then they may.
circles()
{
	mapfile -t folders < <(find crypto server tools/terminal tools/tipster \
	    -type d)
	tests/lint/circles.sh "$b/obj" "${folders[@]}"
}

# gcc, clang and clang-tidy: make skips files that passed and did not change.
compilers()
{
	local out rc=0

	out=$(make -k -s -j2 "$@" 2>&1) || rc=$?
	[ "$rc" -ne 0 ] || return 0
	printf '%s\n' "$out" | sed "s|^$PWD/||" |
	    grep -E '^[^ ]+:[0-9]+(:[0-9]+)?: *(fatal )?(error|warning)' |
	    sort -u || printf '%s\n' "$out"
	return 1
}

# Suppressed: uninit*, as cppcheck takes an array that a function fills for one
# that it reads, and clang's analyzer, in clang-tidy, is the better judge;
# varFuncNullUB, as NULL is a pointer in POSIX, also as a variable argument;
# internalAstError, where cppcheck 2.10 does not parse a list of structs; and
# two notes of versions after 2.10: that they look at fewer branches, and that a
# test does not check for NULL.
checker()
{
	mkdir -p build/lint/cppcheck
	ours 'crypto/*.c' 'server/*.c' 'tools/*.c' 'web/*.c' \
	    'tests/*.c' > build/lint/cppcheck.list
	cppcheck --quiet --std=c11 --enable=warning,portability,performance \
	    --inline-suppr --suppress=missingInclude --error-exitcode=1 -j2 \
	    --suppress=unmatchedSuppression --suppress=uninitvar \
	    --suppress=ctuuninitvar --suppress=legacyUninitvar \
	    --suppress=varFuncNullUB --suppress=normalCheckLevelMaxBranches \
	    --suppress=nullPointerOutOfMemory --suppress=internalAstError \
	    -DHASH_BOOT='""' \
	    -DHASH_SCRIPT='""' -DHASH_COACH='""' -DHASH_TIP='""' -Icrypto -Itests/unit -D_GNU_SOURCE \
	    --cppcheck-build-dir=build/lint/cppcheck \
	    --template='{file}:{line}: {message} [{id}]' \
	    --file-list=build/lint/cppcheck.list
}

mapfile -t c < <(ours '*.c' '*.h')
if [ ${#c[@]} -gt 0 ]; then
	judge=$(clang-format --version | grep -oE 'version [0-9]+')
	case $judge in
	'version 14') rule format format ;;
	version*) echo "lint format: clang-format 14 judges, not $judge" ;;
	*) rule format clang-format --version ;;
	esac
	rule lines env LC_ALL=C awk -f tests/lint/lines.awk "${c[@]}"
	rule contracts contracts
	rule includes awk -f tests/lint/includes.awk "${c[@]}"
fi
rule sizes sizes
rule spoken spoken
if [ "${1:-}" != fast ]; then
	rule registries registries
	rule texts texts
	rule gettext gettext_check
	rule readme readme
	rule symbols symbols
	rule shellcheck shells
	rule scripts scripts
	rule manuals manuals
	rule commands commands
	rule gcc compilers lint-gcc
	rule circles circles
	rule clang compilers lint-clang
	rule tidy compilers lint-tidy
	rule analyzer compilers lint-analyzer
	rule cppcheck checker
fi
exit $failed
