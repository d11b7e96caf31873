#!/bin/sh
# run.sh - runs one fuzz target for some seconds; new inputs stay in build/.
#
# usage: tests/fuzz/run.sh SECONDS TARGET
set -eu
name=${2##*/}
new=build/fuzz/corpus/$name
kept=tests/fuzz/corpus/$name
mkdir -p "$new"
[ -d "$kept" ] || kept=
if "$2" -max_total_time="$1" -rss_limit_mb=1024 -max_len=70000 -timeout=60 \
    -artifact_prefix="build/fuzz/$name-" -print_final_stats=1 \
    "$new" ${kept:+"$kept"}; then
	echo "ok $name"
else
	echo "not ok $name: the input is in build/fuzz/$name-*"
	exit 1
fi
