#!/bin/bash
# cover.sh - run suites with a coverage build, and report what never ran.
#
# usage: tests/cover/cover.sh      (make cover)
#
# Some programs become another user and may not create files. So this script
# first creates a counts file for each object, writable by all, in GCOV_PREFIX.
set -u
cd "$(dirname "$0")/../.." || exit 1
build=${BUILD:-build/cover}
GCOV_PREFIX=$(mktemp -d "${TMPDIR:-/tmp}/zegel-cover.XXXXXX") || exit 1
export GCOV_PREFIX
trap 'rm -rf "$GCOV_PREFIX"' EXIT
chmod 755 "$GCOV_PREFIX"
find "$PWD/$build/obj" -name '*.gcno' | while read -r notes; do
	counts=$GCOV_PREFIX${notes%.gcno}.gcda
	mkdir -p "${counts%/*}" && : > "$counts" && chmod 666 "$counts"
done
status=0
tests/run cover || status=1
node tests/cover/report.mjs "$build" "$GCOV_PREFIX" > "$build/summary.txt" ||
	status=1
[ $status -ne 0 ] || cp "$build/summary.txt" tests/cover/summary.txt
cat "$build/summary.txt"
exit $status
