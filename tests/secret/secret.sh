#!/bin/bash
# secret.sh - tests that memcheck finds no branch or address that depends on a
# secret, except those in known.supp, and that it finds the planted ones.
#
# usage: tests/secret/secret.sh
set -u
cd "$(dirname "$0")/../.." || exit 1
program=${BUILD:-build}/tests/secret/secret
said=$(mktemp) || exit 1
trap 'rm -f "$said"' EXIT
bad=0

while read -r operation; do
	valgrind -q --error-exitcode=9 --suppressions=tests/secret/known.supp \
	    "$program" "$operation" > "$said" 2>&1
	got=$?
	want=0
	case $operation in
	plant-*) want=9 ;;
	esac
	if [ $got -eq $want ]; then
		echo "ok $operation"
	else
		echo "not ok $operation: exit status $got, not $want"
		sed 's/^/# /' "$said"
		bad=1
	fi
done < <("$program")
exit $bad
