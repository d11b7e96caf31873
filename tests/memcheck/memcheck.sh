#!/bin/bash
# memcheck.sh - runs one program of tests in valgrind, which reports to $FOUND.
#
# usage: tests/memcheck/memcheck.sh [OPTION...] PROGRAM ARGUMENT...
ulimit -n 4096
exec valgrind -q --vgdb=no --sim-hints=lax-ioctls --error-exitcode=9 \
    --log-file="$FOUND.%p" "$@"
