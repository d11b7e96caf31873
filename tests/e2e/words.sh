#!/bin/bash
# words.sh - zegeld's answers to wrong arguments, and its messages as it serves.
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/lib.sh"

refuses 'no command' 2 'usage:' zegeld
refuses 'no such command' 2 'zegeld serve' zegeld nothing
refuses 'too few words' 2 'usage:' zegeld export only
service demo
serving zegeld serve demo/data -a "0.0.0.0:$port" -S
says 'plain HTTP beyond this machine is warned of' up.err 'give -c and -k'
refuses 'another one for this folder' 1 'another zegeld serves it' \
    zegeld serve demo/data -u http.sock
cp -a demo/data twin
refuses 'an address in use' 1 'in use' zegeld serve twin -a "0.0.0.0:$port"
ok 'status' zegeld status demo/data
says 'status: served' out 'being served'
says 'status: how it is confined' out 'confined: '
# a client is in the middle of an upload when the server is told to end
exec 3<> "/dev/tcp/127.0.0.1/$port"
printf 'POST /x HTTP/1.1\r\nHost: x\r\nContent-Type: %s\r\nContent-Length: %s\r\n\r\nTIP1' \
    application/octet-stream 16384 >&3
down
exec 3>&-
serving zegeld serve demo/data -a "[::1]:$port" -a "127.0.0.1:$port" -o 100
ok 'an address in brackets' curl -sgf -o page "http://[::1]:$port/"
down
says 'and it is said' up.out "http://[::1]:$port/"
finish
