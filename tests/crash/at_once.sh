#!/bin/bash
# at_once.sh - nobody waits when as many ask as one call of epoll_wait(2) takes.
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/../e2e/lib.sh"

service demo
up zegeld serve demo/data -a "127.0.0.1:$port"
node "$here/../crash/at_once.mjs" "$port" "$server" | tee said
! grep -q '^not ok' said
bad=$?
down
exit $bad
