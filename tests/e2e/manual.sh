#!/bin/bash
# manual.sh - runs the commands of README.md and zegel.1 as written.
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
	*zegel-desk*) cat "$w/pass" ;;
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

kill "$relay"
down
finish
