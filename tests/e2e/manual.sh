#!/bin/bash
# manual.sh - runs the commands of README.md, zegel.1 and zegel-desk.1 as
# written; zegel-desk.1 has the commands and options of zegel-desk --help.
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/lib.sh"

top=${here%/tests/e2e}
port=8080
url=http://127.0.0.1:$port

service demo
mkdir build bin
mv demo build
ln -s build/demo demo
up zegeld serve demo/data -a "127.0.0.1:$port"
relay socks 9050 "$port" "$w/circuits"
echo "$pass" > "$w/pass"

# input LINE: print what a person types when that command asks.
input()
{
	case $1 in
	*'zegel-desk reply'*) cat "$w/pass" && echo 'Welke kleur?' ;;
	*zegel-desk*) cat "$w/pass" "$w/pass" ;;
	*'zegel check'* | *'zegel close'*) cat "$w/code" ;;
	*'send --receipt'*) cat "$w/code" && echo 'Wit.' ;;
	*) echo 'Een tip.' ;;
	esac
}

# run NAME LINE: run one line in this shell; keep the first code shown.
run()
{
	local status=0

	input "$2" > "$w/typed"
	eval "$2" < "$w/typed" > "$w/said" 2> "$w/err" || status=$?
	result $status "$1: ${2%%  *}" "$w/err" "$w/said"
	[ -s "$w/code" ] || ! code "$w/said" > "$w/found" || cp "$w/found" "$w/code"
}

lines=0
while IFS= read -r line; do
	lines=$((lines + 1))
	run README "$line"
	case $line in
	*'zegel check'*)
		says 'README: check shows the answer' "$w/said" 'Welke kleur?'
		;;
	esac
done < <(awk '/^## / { on = /The round of a tip/ } on && sub(/^    /, "")' \
    "$top/README.md")
[ $lines -ge 10 ]
result $? 'README has at least ten commands of a round'

cd "$w" || exit 1
echo 'Een tip.' > tip.txt
export URL=$url
lines=0
while IFS= read -r line; do
	lines=$((lines + 1))
	run zegel.1 "$line"
done < <(sed -n 's/^\.Dl \$ //p' "$top/tools/tipster/zegel.1")
[ $lines -ge 4 ]
result $? 'zegel.1 has at least four examples'

cd demo || exit 1
lines=0
while IFS= read -r line; do
	lines=$((lines + 1))
	case $line in
	*staff-add*) line+=' -m 256' ;;
	esac
	run zegel-desk.1 "$line"
done < <(sed -n 's/^\.Dl \$ //p' "$top/tools/desk/zegel-desk.1")
[ $lines -ge 10 ]
result $? 'zegel-desk.1 has at least ten examples'

# ---- the commands of zegel-desk --help are those of its manual ---------------
# words: of lines "COMMAND USAGE", print the command and its options, sorted.
words()
{
	while read -r name usage; do
		echo "$name" "$(grep -oE -- '--?[a-z][a-z-]*' <<< "$usage" |
		    sort -u | tr '\n' ' ')"
	done
}

zegel-desk --help | sed -nE '/^       zegel-desk /,$p' | awk '
	/^       zegel-desk / { if (line) print line; line = $0; next }
	/^\t[[(]/ { line = line $0; next }
	END { print line }' | sed 's/^ *zegel-desk //' | words > help
awk '
	/^\.Sh/ { on = $2 == "SYNOPSIS" }
	on && /^\.Nm/ { if (line) print line; line = ""; next }
	on && /^\.Cm/ && line == "" { line = $2; next }
	on && line != "" {
		gsub(/Fl -/, "--"); gsub(/\| -/, "| --"); gsub(/Fl /, "-")
		line = line " " $0
	}
	END { print line }' "$top/tools/desk/zegel-desk.1" | words > synopsis
[ "$(wc -l < help)" -ge 20 ]
result $? 'zegel-desk --help has at least 20 commands' help
same 'zegel-desk.1 has the same commands and options' help synopsis

kill "$relay"
down
finish
