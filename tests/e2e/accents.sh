#!/bin/bash
# accents.sh - a passphrase opens a key in either Unicode form of its accents:
# letter and accent in one character, or the accent in one of its own.
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
	refuses "$1" 1 'this passphrase does not open desk.key' \
	    ${4:+"$4"} zegel-desk list "$3" < in
}

# unseen: the terminal did not echo the passphrase.
unseen()
{
	! grep -q koop out
	result $? 'and nothing of it is shown' out
}

# ---- new keys ---------------------------------------------------------------
pass=$two
service demo
opens 'made with accents of their own: one character opens it' "$one" \
    demo/noord
opens 'so do two' "$two" demo/noord
opens 'and some of each' "$both" demo/noord
opens 'the key file is under the one character' "$one" demo/noord as_typed
refused 'under nothing else' "$two" demo/noord as_typed
refused 'without its accents it is another' 'creme brulee te koop' demo/noord
refused 'and so it is with others' "${one/é/ê}" demo/noord
rm demo/root/directory
pass=$one
ok 'ROOT signs, too' with_pass zegel-desk sign demo/root demo/draft.txt signed

# ---- at a terminal ----------------------------------------------------------
id=$(sed -n 's/^service //p' demo/root/service.txt)
ok 'a new desk, each time by another keyboard' ./typist \
    -w 'New passphrase' -k "$one^M" -w 'once more' -k "$one " -k '^M' \
    -w 'not the same' -w 'New passphrase' -k "$one^M" \
    -w 'once more' -k "$two^M" -w 'stands in' \
    -- zegel-desk init -m 256 --service "$id" oost oost
unseen
for typed in "$one" "$two"; do
	ok "it opens, by $(printf %s "$typed" | wc -m) characters" ./typist \
	    -w 'Passphrase' -k "$typed^M" -- zegel-desk list oost
	unseen
done
refuses 'another one' 1 'does not open desk.key' ./typist \
    -w 'Passphrase' -k "$two!^M" -- zegel-desk list oost

# ---- keys made before passphrases were normalised ---------------------------
pass=$two
quietly as_typed with_pass zegel-desk init -m 256 --service "$id" west west
refused 'an old desk, under two characters' "$one" west as_typed
for typed in "$one" "$two" "$both"; do
	opens "opens, by $(printf %s "$typed" | wc -m) characters" "$typed" west
done
pass=$one
ok 'its old ik.key opens too' with_pass zegel-desk renew west demo/stick
opens 'its desk.key was written anew, under one' "$one" west as_typed
pass=$both
quietly as_typed with_pass zegel-desk init -m 256 --service "$id" mid mid
opens 'an old desk, under some of each, as it was typed' "$both" mid
refused 'which nothing else gives' "$one" mid
finish
