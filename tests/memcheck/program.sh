#!/bin/bash
# program.sh - a program in valgrind. As build/memcheck/bin/NAME, suites find
# it instead of the program; tests/run fails a suite in which anything was said.
# zegeld lowers this limit where it is over 16384, and valgrind lets nobody
ulimit -n 4096
exec valgrind -q --vgdb=no --error-exitcode=9 ${FOUND:+"--log-file=$FOUND.%p"} \
    "${0%/bin/*}/real/${0##*/}" "$@"
