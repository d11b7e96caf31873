#!/bin/bash
# planted.sh - each rule of ours finds the fault that is planted for it.
set -u
here=$(cd "$(dirname "$0")" && pwd)
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir" || exit 1
mkdir crypto base server
echo '/* clock.h - a room. */' > base/clock.h
failed=0

# plant NAME RULES FILE EXPECTED: the file on standard input breaks RULES so.
plant()
{
	cat > "$3"
	if awk -f "$here/$2.awk" "$3" 2>&1 | grep -qF "$4"; then
		echo "ok planted: $1"
	else
		echo "not ok planted: $1: $2.awk did not say: $4"
		failed=1
	fi
	rm "$3"
}

# line NAME EXPECTED CODE: one line of crypto/x.c breaks lines.awk.
line()
{
	printf '/* x.c - a room. */\n%s\n' "$3" |
	    plant "$1" lines crypto/x.c "crypto/x.c:2: $2"
}

line 'line comment' 'a // comment' 'int x; // no'
line 'typedef' 'typedef of a struct' 'typedef struct y y;'
line 'second label' 'goto a label' 'goto fail;'
line 'sprintf' 'a banned function' 'sprintf(b, "%d", 1);'
line 'exit' 'exit below main' 'exit(1);'
line 'time' 'the time is asked' 't = time(NULL);'
line 'malloc' 'crypto/ allocates' 'p = malloc(3);'
echo 'int x;' | plant 'first line' lines crypto/x.c 'x.c:1: line 1 does not'
{
	echo '/* x.c - a room. */'
	echo 'const char s[] = "// sprintf(\" exit("; /* goto fail; */'
} > crypto/x.c
if awk -f "$here/lines.awk" crypto/x.c; then
	echo "ok planted: strings and comments are free"
else
	echo "not ok planted: strings and comments are free"
	failed=1
fi

echo '#include <stdio.h>' |
    plant 'stdio in crypto' includes crypto/x.c 'may not include <stdio.h>'
echo '#include "clock.h"' |
    plant 'crypto looks up' includes crypto/x.c 'may not include "clock.h"'
echo '#include <microhttpd.h>' |
    plant 'second user' includes server/x.c '<microhttpd.h> belongs to'
echo '#include <lmdb.h>' |
    plant 'second store' includes server/x.c '<lmdb.h> belongs to'
seq 401 | plant 'long file' sizes x.c '401 lines in one file'
{
	echo '{'
	seq 59
	echo '}'
} | plant 'long function' sizes x.c 'x.c:1: 61 lines in one function'
exit $failed
