#!/bin/bash
# secret.sh - memcheck finds no branch and no address that depends on a secret,
# but those in known.supp; and it finds the ones that are planted.
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
