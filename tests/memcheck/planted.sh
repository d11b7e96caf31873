#!/bin/bash
# planted.sh - tests that a suite fails if memcheck or ThreadSanitizer reports
# an error in any process, whatever the exit status of that process.
set -u
cd "$(dirname "$0")/../.." || exit 1
w=$(mktemp -d) || exit 1
trap 'rm -rf "$w"' EXIT
mkdir "$w/bin" "$w/real"
cp tests/memcheck/program.sh "$w/bin/planted"
cc -g -pthread -o "$w/real/planted" tests/memcheck/planted.c || exit 1
cc -g -pthread -fsanitize=thread -o "$w/raced" tests/memcheck/planted.c ||
	exit 1
bad=0

# fails NAME WORDS PROGRAM: a suite that ignores exit status must fail.
fails()
{
	echo "planted $1 60 - $3 & wait; echo ok" > "$w/suites"
	if ! BUILD=$w SUITES=$w/suites tests/run planted > "$w/said" 2>&1 &&
	    grep -q "$2" "$w/said"; then
		echo "ok a suite fails if $1 reports an error"
	else
		echo "not ok a suite fails if $1 reports an error"
		sed 's/^/# /' "$w/said"
		bad=1
	fi
}

fails memcheck 'Invalid read' "$w/bin/planted"
fails ThreadSanitizer 'data race' "$w/raced"
exit $bad
