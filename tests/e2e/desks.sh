#!/bin/bash
# desks.sh - what zegel says of desks: tips for several desks, tips without an
# answer, old or unreadable answers, closed desks.
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
says 'says which' out 'Stored, for: noord, zuid.'
code out > both
echo 'voor alle van regio 1' > in
ok 'a tip for a region' zegel send --region 1 --topic 2 "$url" < in
says 'that both desks take' out 'Stored, for: noord, zuid.'
echo 'geen antwoord, en een regel die langer is' > in
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
quietly with_pass "$build/tests/e2e/zegel-desk" outbox demo/noord demo/stick
quietly zegeld import demo/data demo/stick
refuses 'an answer of a later version is not "no message"' 1 \
    'there is an answer from noord, but this version of zegel cannot read it' \
    zegel check "$url" < both
says 'the answer of the other is shown' out 'zuid, as of week'
outboxes demo noord
ok 'and a readable one, later' zegel check "$url" < both
says 'is shown' out 'noord, as of week'
with_pass zegel-desk list demo/noord > cases
says 'noord has three cases' cases '3 cases'
with_pass zegel-desk show demo/noord 1 > shown.1
with_pass zegel-desk show demo/noord 2 > shown.2
with_pass zegel-desk show demo/noord 3 > shown.3
grep -lF 'geen antwoord' shown.? > which
says 'the desk sees that no answer is wanted' "$(cat which)" \
    'wants no answer'
echo "$pass" > pass
which=$(cat which)
ok 'on a terminal of 30 columns' script -qec \
    "stty cols 30; zegel-desk show demo/noord ${which#*.} < pass" log
says 'a long line is broken' out '  | geen antwoord, en een'
says 'behind its margin' out '  | regel die langer is'
! grep -q 'not allowed' shown.?
result $? 'each may be passed on, as "zegel desks" says'
mapfile -t langs < <(cd "$here/../../web/lang" &&
    printf '%s\n' *.po | cut -d . -f 1)
lines=()
for word in title about passes; do
	for lang in "${langs[@]}"; do
		lines+=("--$word" "$lang=Meldpunt $lang")
	done
done
ok 'a card in all languages of the page' with_pass zegel-desk init -m 256 \
    --service "$(sed -n 's/^service //p' demo/root/service.txt)" "${lines[@]}" \
    breed breed
[ "$(grep -cE '^(title|about|passes) ' breed/card.txt)" -eq $((3 * ${#langs[@]})) ]
result $? 'has all its lines' breed/card.txt
ok 'verify again' zegel verify "$url"
says 'finds every place' out 'desk noord: 16 cells of 16'
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
ok 'a code in a text is asked about' typed y -w 'Stored, for: noord.'
refuses 'n keeps the text at the terminal, and Ctrl-C ends it' 130 \
    'Nothing is lost' typed n -w 'Nothing is lost' -k '^C'
! grep -q Stored out
result $? 'and nothing is stored' out
echo 'Haar nummer: 0123 4567 8901 2345 6789 0105' > in
ok 'from a pipe it is sent if an option says so' zegel send --with-code \
    --no-answer --desk noord "$url" < in
echo 'voor noord alleen' > in
ok 'a tip for one desk' zegel send --desk noord "$url" < in
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
ok 'four weeks later' at 28 zegel check "$url" < both
says 'the answer is still there' out 'zuid, as of week'
says 'and said to be old' out 'Careful: this answer is old.'
down

# noord has no key any more. Its tips go to another desk only if one is named.
week=$(date -u -d '+95 days' +%G-W%V)
quietly at 95 with_pass zegel-desk renew demo/zuid demo/stick \
    --date-is-right
quietly at 95 zegeld import demo/data demo/stick -w "$week"
up at 95 zegeld serve demo/data -a "127.0.0.1:$port"
ok 'the desks of then' at 95 zegel desks "$url"
says 'one is closed' out '(closed)'
cp one in
echo 'meer voor noord' >> in
refuses 'a follow-up to a closed desk' 1 'the desk that answered is closed' \
    at 95 zegel send --receipt "$url" < in
says 'goes nowhere' err 'nothing was sent'
ok 'and by name to another' at 95 zegel send --receipt --desk zuid "$url" < in
down
finish
