#!/bin/bash
# desks.sh - one tip for two desks, one for no answer, and an answer that is
# older than it should be.
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/lib.sh"

service demo
up zegeld serve demo/data -a "127.0.0.1:$port"

ok 'the desks' zegel desks "$url"
says 'with their names' out 'noord: noord'
says 'and the regions' out 'region 1: North'
ok 'verify' zegel verify "$url"
says 'before the first outbox' out 'desk zuid: has not written yet'
says 'all is good' out 'All signatures, keys and dates are good.'

echo 'voor beide' > in
ok 'a tip for two desks' zegel send --desk zuid --desk noord "$url" < in
says 'says which' out 'Stored, for: zuid, noord.'
code out > both
echo 'voor alle van regio 1' > in
ok 'a tip for a region' zegel send --region 1 --topic 2 "$url" < in
says 'that both desks take' out 'Stored, for: noord, zuid.'
echo 'geen antwoord' > in
ok 'a tip for no answer' zegel send --no-answer --desk noord "$url" < in
says 'has no code' out 'so there is no code'
! code out > found
result $? 'indeed' found

round demo noord zuid
ok 'what both answer' zegel check "$url" < both
says 'noord' out 'noord, as of week'
says 'zuid' out 'zuid, as of week'
cp both in
echo 'meer voor beide' >> in
ok 'a follow-up to both' zegel send --receipt "$url" < in
says 'without naming them' out 'Stored, for: noord, zuid.'
cp both in
echo 'meer voor zuid' >> in
ok 'a follow-up to one' zegel send --receipt --desk zuid "$url" < in
says 'is named' out 'Stored, for: zuid.'
round demo noord zuid
ok 'a check' zegel check "$url" < both
grep -A 2 '^noord' out > noord
grep -A 2 '^zuid' out > zuid
says 'noord has read two' noord 'that it read: 2'
says 'zuid has read three' zuid 'that it read: 3'
with_pass zegel-desk list demo/noord > cases
says 'noord has three cases' cases '3 cases'
with_pass zegel-desk show demo/noord 1 > shown.1
with_pass zegel-desk show demo/noord 2 > shown.2
with_pass zegel-desk show demo/noord 3 > shown.3
grep -lF 'geen antwoord' shown.? > which
says 'the desk sees that no answer is wanted' "$(cat which)" \
    'wants no answer'
! grep -q 'not allowed' shown.?
result $? 'each may be passed on, as "zegel desks" says'
ok 'verify again' zegel verify "$url"
says 'finds every place' out 'desk noord: 16 cells of 16'
down

# Four weeks on, with a desk that has not written since: rhythm 1, so late.
week=$(date -u -d '+28 days' +%G-W%V)
up at 28 zegeld serve demo/data -a "127.0.0.1:$port" -w "$week"
ok 'four weeks later' at 28 zegel check "$url" < both
says 'the answer is still there' out 'zuid, as of week'
says 'and said to be old' out 'Careful: this is old.'
down
finish
