#!/bin/bash
# program.sh - runs a program in valgrind. It is installed as
# build/memcheck/bin/NAME, so that suites run it instead of the program;
# tests/run fails a suite in which valgrind reported anything.
# zegeld lowers a hard limit over 16384, which valgrind refuses: start lower
ulimit -n 4096
exec valgrind -q --vgdb=no --error-exitcode=9 ${FOUND:+"--log-file=$FOUND.%p"} \
    "${0%/bin/*}/real/${0##*/}" "$@"
