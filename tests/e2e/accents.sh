#!/bin/bash
# accents.sh - a passphrase opens a key in either Unicode form of its accents:
# composed (one character) or combining (letter and accent are two).
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/lib.sh"
export LC_ALL=C.UTF-8

cc -O1 -D_GNU_SOURCE -o typist "$here/typist.c" -lutil || exit 1
cc -shared -fPIC -o astyped.so "$here/astyped.c" || exit 1
one=$(printf 'cr\303\250me br\303\273l\303\251e te koop')
two=$(printf 'cre\314\200me bru\314\202le\314\201e te koop')
both=$(printf 'cr\303\250me bru\314\202l\303\251e te koop')

# as_typed COMMAND...: run it without normalisation: the passphrase as typed.
as_typed()
{
	ASAN_OPTIONS=verify_asan_link_order=0 LD_PRELOAD=$w/astyped.so "$@"
}

# opens NAME PASSPHRASE DESK [as_typed]: the passphrase comes from a pipe.
opens()
{
	printf '%s\n' "$2" > in
	ok "$1" ${4:+"$4"} zegel-desk list "$3" < in
}

# refused NAME PASSPHRASE DESK [as_typed]
refused()
{
	printf '%s\n' "$2" > in
	refuses "$1" 1 'this passphrase is not right' \
	    ${4:+"$4"} zegel-desk list "$3" < in
}

# unseen: the terminal did not echo the passphrase.
unseen()
{
	! grep -q koop out
	result $? 'the terminal shows nothing of the passphrase' out
}

# ---- new keys ---------------------------------------------------------------
pass=$two
service demo
opens 'a key made with combining accents opens with composed ones' \
    "$one" demo/noord
opens 'it opens with combining accents' "$two" demo/noord
opens 'it opens with some of each' "$both" demo/noord
opens 'the key file is sealed under the composed form' "$one" demo/noord \
    as_typed
refused 'and under no other form' "$two" demo/noord as_typed
refused 'the passphrase without its accents does not open the key' \
    'creme brulee te koop' demo/noord
refused 'the passphrase with another accent does not open the key' \
    "${one/é/ê}" demo/noord
rm demo/root/directory
pass=$one
ok 'ROOT signs with the composed form' \
    with_pass zegel-desk sign demo/root demo/draft.txt signed

# ---- at a terminal ----------------------------------------------------------
id=$(sed -n 's/^service //p' demo/root/service.txt)
ok 'init compares two typings of a passphrase in either form' ./typist \
    -w 'new passphrase' -k "$one^M" -w 'once more' -k "$one " -k '^M' \
    -w 'not the same' -w 'new passphrase' -k "$one^M" \
    -w 'once more' -k "$two^M" -w 'is in' \
    -- zegel-desk init -m 256 "${founder[@]}" --service "$id" oost oost
unseen
for typed in "$one" "$two"; do
	ok "typing $(printf %s "$typed" | wc -m) characters opens it" ./typist \
	    -w 'Passphrase' -k "$typed^M" -- zegel-desk list oost
	unseen
done
ok 'another typed passphrase does not open it, and is asked for again' \
    ./typist -w 'Passphrase' -k "$two!^M" -w 'is not right' \
    -w 'Passphrase' -k "$two^M" -w 'No cases' -- zegel-desk list oost
unseen

# ---- keys made before passphrases were normalised ---------------------------
pass=$two
quietly as_typed with_pass zegel-desk init -m 256 "${founder[@]}" \
    --service "$id" west west
refused 'an old key is sealed under the combining form' "$one" west as_typed
for typed in "$one" "$two" "$both"; do
	opens "$(printf %s "$typed" | wc -m) characters open the old key" \
	    "$typed" west
done
pass=$one
ok 'the old ik.key opens, too' with_ik zegel-desk renew west demo/stick
printf '%s\n' "$two" "$both" "$two" > in
ok 'an old passphrase is changed to itself' \
    zegel-desk staff-passphrase -m 256 west < in
opens 'the key is then sealed under the composed form' "$one" west as_typed
pass=$both
quietly as_typed with_pass zegel-desk init -m 256 "${founder[@]}" \
    --service "$id" mid mid
opens 'an old key under a mixed form opens with that form' "$both" mid
refused 'and with no other form' "$one" mid
finish
