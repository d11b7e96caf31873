#!/bin/bash
# words.sh - what zegeld prints for wrong arguments, and while it serves.
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/lib.sh"

refuses 'zegeld without a command prints the usage' 2 'usage:' zegeld
refuses 'an unknown command prints the usage' 2 'zegeld serve' zegeld nothing
refuses 'export without a stick prints the usage' 2 'usage:' zegeld export only
service demo
serving zegeld serve demo/data -a "0.0.0.0:$port" -S
says 'serve warns of plain HTTP beyond this machine' up.err 'give -c and -k'
refuses 'serve refuses a folder that is served already' 1 \
    'another zegeld serves it' zegeld serve demo/data -u http.sock
cp -a demo/data twin
refuses 'serve refuses an address in use' 1 'in use' \
    zegeld serve twin -a "0.0.0.0:$port"
ok 'status exits with 0 while the server runs' zegeld status demo/data
says 'status says that the service is served' out 'being served'
says 'status says how the server is confined' out 'confined: '
# end the server while a client is in the middle of an upload
exec 3<> "/dev/tcp/127.0.0.1/$port"
printf 'POST /x HTTP/1.1\r\nHost: x\r\nContent-Type: %s\r\nContent-Length: %s\r\n\r\nTIP1' \
    application/octet-stream 16384 >&3
down
exec 3>&-
serving zegeld serve demo/data -a "[::1]:$port" -a "127.0.0.1:$port" -o 100
ok 'serve listens on an IPv6 address in brackets' curl -sgf -o page \
    "http://[::1]:$port/"
down
says 'serve prints the address' up.out "http://[::1]:$port/"
finish
