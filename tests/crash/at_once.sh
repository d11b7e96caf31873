#!/bin/bash
# at_once.sh - simultaneous requests, as many as one epoll_wait(2) can return,
# are answered without delay.
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/../e2e/lib.sh"

service demo
up zegeld serve demo/data -a "127.0.0.1:$port"
node "$here/../crash/at_once.mjs" "$port" "$server" | tee said
! grep -q '^not ok' said
bad=$?
down
exit $bad
