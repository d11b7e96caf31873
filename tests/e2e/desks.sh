#!/bin/bash
# desks.sh - what zegel says about desks: tips for several desks, tips without
# an answer, old or unreadable answers, closed desks.
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/lib.sh"

service demo
up zegeld serve demo/data -a "127.0.0.1:$port"

ok 'desks succeeds' zegel desks "$url"
says 'desks prints the name of a desk' out 'noord: noord'
says 'desks prints the regions' out 'region 1: North'
ok 'verify succeeds' zegel verify "$url"
says 'verify says that a desk has not written yet' out \
    'desk zuid: has not written yet'
says 'verify says that all is good' out \
    'All signatures, keys and dates are good.'

echo 'voor beide' > in
ok 'send takes two desks' zegel send --desk zuid --desk noord "$url" < in
says 'send prints the titles of the chosen desks' out \
    'Stored, for: noord, zuid.'
code out > both
echo 'voor alle van regio 1' > in
ok 'send takes a region and a topic' zegel send --region 1 --topic 2 "$url" < in
says 'send chooses both desks that take them' out 'Stored, for: noord, zuid.'
echo 'geen antwoord, en een regel die langer is' > in
ok 'send takes --no-answer' zegel send --no-answer --desk noord "$url" < in
says 'send says that there is no code' out 'so there is no code'
! code out > found
result $? 'send prints no code' found

round demo noord zuid
ok 'check reads the answers of two desks' zegel check "$url" < both
says 'check shows the answer of noord' out 'noord, as of week'
says 'check shows the answer of zuid' out 'zuid, as of week'
cp both in
echo 'meer voor beide' >> in
ok 'send --receipt needs no desk' zegel send --receipt "$url" < in
says 'the follow-up goes to the desks that answered' out \
    'Stored, for: noord, zuid.'
cp both in
echo 'meer voor zuid' >> in
ok 'send --receipt takes a desk' zegel send --receipt --desk zuid "$url" < in
says 'the follow-up goes to that desk alone' out 'Stored, for: zuid.'
round demo noord zuid
ok 'check succeeds after the follow-ups' zegel check "$url" < both
grep -A 2 '^noord' out > noord
grep -A 2 '^zuid' out > zuid
says 'noord has read two messages' noord 'that it read: 2'
says 'zuid has read three messages' zuid 'that it read: 3'
quietly with_pass "$build/tests/e2e/zegel-desk" outbox demo/noord demo/stick
quietly zegeld import demo/data demo/stick
refuses 'check says that it cannot read an answer of a later version' 1 \
    'there is an answer from noord, but this version of zegel cannot read it' \
    zegel check "$url" < both
says 'check still shows the answer of the other desk' out 'zuid, as of week'
outboxes demo noord
ok 'check reads the next answer' zegel check "$url" < both
says 'check shows the next answer' out 'noord, as of week'
with_pass zegel-desk list demo/noord > cases
says 'noord has three cases' cases '3 cases'
with_pass zegel-desk show demo/noord 1 > shown.1
with_pass zegel-desk show demo/noord 2 > shown.2
with_pass zegel-desk show demo/noord 3 > shown.3
grep -lF 'geen antwoord' shown.? > which
says 'show says that the tipster wants no answer' "$(cat which)" \
    'wants no answer'
echo "$pass" > pass
which=$(cat which)
ok 'show works on a terminal of 30 columns' script -qec \
    "stty cols 30; zegel-desk show demo/noord ${which#*.} < pass" log
says 'show breaks a long line' out '  | geen antwoord, en een'
says 'show indents the rest of the line' out '  | regel die langer is'
! grep -q 'not allowed' shown.?
result $? 'show does not say that passing a tip on is not allowed'
mapfile -t langs < <(cd "$here/../../web/lang" &&
    printf '%s\n' *.po | cut -d . -f 1)
lines=()
for word in title about passes; do
	for lang in "${langs[@]}"; do
		lines+=("--$word" "$lang=Meldpunt $lang")
	done
done
ok 'init takes card lines in all languages of the page' \
    with_pass zegel-desk init -m 256 "${founder[@]}" \
    --service "$(sed -n 's/^service //p' demo/root/service.txt)" "${lines[@]}" \
    breed breed
[ "$(grep -cE '^(title|about|passes) ' breed/card.txt)" -eq $((3 * ${#langs[@]})) ]
result $? 'the card has all these lines' breed/card.txt
ok 'verify succeeds after the outboxes' zegel verify "$url"
says 'verify counts every cell of a desk' out 'desk noord: 16 cells of 16'
# shellcheck disable=SC2317 # called by name
# typed ANSWER MORE...: type a text with a code, then ANSWER to the question.
typed()
{
	local answer=$1

	shift
	./typist -w 'End with Enter' \
	    -k 'Mijn code: 0123 4567 8901 2345 6789 0105^M^D' \
	    -w 'Send it anyway?' -k "$answer^M" "$@" \
	    -- zegel send --no-answer --desk noord "$url"
}
cc -O1 -D_GNU_SOURCE -o typist "$here/typist.c" -lutil || exit 1
ok 'send asks about a code in the text' typed y -w 'Stored, for: noord.'
refuses 'the answer n keeps the text at the terminal' 130 \
    'Nothing is lost' typed n -w 'Nothing is lost' -k '^C'
! grep -q Stored out
result $? 'nothing is stored after Ctrl-C' out
echo 'Haar nummer: 0123 4567 8901 2345 6789 0105' > in
ok 'send --with-code sends a piped text with a code' zegel send --with-code \
    --no-answer --desk noord "$url" < in
echo 'voor noord alleen' > in
ok 'send takes one desk' zegel send --desk noord "$url" < in
code out > one
round demo noord
down
sed "s/^version 1$/version 2/
    s/^expires .*/expires $(date -u -d '+190 days' +%F)/" \
    demo/draft.txt > demo/draft.2
quietly with_pass zegel-desk sign demo/root demo/draft.2 demo/directory
quietly zegeld init demo/data "$ZEGEL_ROOT" demo/directory

# Four weeks later. Rhythm 1: a desk that has not written since is late.
week=$(date -u -d '+28 days' +%G-W%V)
up at 28 zegeld serve demo/data -a "127.0.0.1:$port" -w "$week"
ok 'check succeeds four weeks later' at 28 zegel check "$url" < both
says 'check still shows the answer' out 'zuid, as of week'
says 'check warns that the answer is old' out 'Careful: this answer is old.'
down

# noord has no key any more. Its tips go to another desk only if one is named.
week=$(date -u -d '+95 days' +%G-W%V)
quietly at 95 with_ik zegel-desk renew demo/zuid demo/stick \
    --date-is-right
quietly at 95 zegeld import demo/data demo/stick -w "$week"
up at 95 zegeld serve demo/data -a "127.0.0.1:$port"
ok 'desks succeeds when a desk has no key' at 95 zegel desks "$url"
says 'desks says that the desk is closed' out '(closed)'
cp one in
echo 'meer voor noord' >> in
refuses 'send refuses a follow-up to a closed desk' 1 \
    'the desk that answered is closed' at 95 zegel send --receipt "$url" < in
says 'send says that nothing was sent' err 'nothing was sent'
ok 'a follow-up goes to another desk that is named' \
    at 95 zegel send --receipt --desk zuid "$url" < in
down
finish
