#!/bin/bash
# revoked.sh - a revoked or renewed key is no longer used; the desk still reads
# what was sealed to it.
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/lib.sh"

# names NUMBER: print the names of the keys in that schedule, one a line.
names()
{
	sed -n 's/^epoch //p' "kept/$1.noord.schedule" | sort
}

# shared OLD NEW: count the keys that two schedules share.
shared()
{
	comm -12 <(names "$1") <(names "$2") | wc -l
}

# opens TEXT: the next inbox holds TEXT, and the desk reads it.
opens()
{
	quietly zegeld export demo/data demo/stick
	ok "an inbox with '$1'" with_pass zegel-desk open demo/noord demo/stick
	cp out opened
	with_pass zegel-desk show demo/noord \
	    "$(grep -oE '1 new case: [0-9]+' opened | grep -oE '[0-9]+$')" \
	    > shown
	says 'is read' shown "$1"
}

# renewed NAME [OPTION]: a renewal works; keep its schedule.
renewed()
{
	ok "$1" with_pass zegel-desk renew ${2:+"$2"} demo/noord demo/stick
	cp -n demo/stick/*.schedule kept
}

service demo
mkdir kept
up zegeld serve demo/data -a "127.0.0.1:$port"
echo 'voor de eerste sleutel' | zegel send --desk noord "$url" > sent

# ---- an ordinary renewal, and one with nothing kept ------------------------
renewed 'a renewal'
renewed 'another one'
[ "$(shared 002 003)" -eq 13 ]
result $? 'keeps the keys of weeks that have one'
renewed 'new keys' --new-keys
says 'are said to be new' out 'All of them are new.'
[ "$(names 004 | wc -l)" -eq 13 ] && [ "$(shared 003 004)" -eq 0 ]
result $? 'and no key is kept'
opens 'voor de eerste sleutel'
quietly zegeld import demo/data demo/stick
echo 'voor de tweede sleutel' | zegel send --desk noord "$url" > sent
result $? 'a tip under the new key' sent
opens 'voor de tweede sleutel'

# ---- a key of a later week is revoked --------------------------------------
echo 'voor de herroeping' | zegel send --desk noord "$url" > sent
result $? 'a tip before the revocation' sent
down
# revoke a key of each of the two schedules that the server keeps
{
	sed 's/^version 1$/version 2/' demo/draft.txt
	for f in kept/003.* kept/004.*; do
		sed -n 's/^epoch [^ ]* /revoked /p' "$f" | sed -n 3p
	done
} > demo/draft.2
quietly with_pass zegel-desk sign demo/root demo/draft.2 demo/directory
quietly zegeld init demo/data "$ZEGEL_ROOT" demo/directory
up zegeld serve demo/data -a "127.0.0.1:$port"
echo 'na de herroeping' > tip
refuses 'nobody seals to this desk any more' 1 'no open desk' \
    zegel send --desk noord "$url" < tip
opens 'voor de herroeping'
says 'the desk is told' opened 'A key of this desk was revoked'
renewed 'then an ordinary renewal'
says 'says that all is new' out 'All of them are new.'
[ "$(names 005 | wc -l)" -eq 13 ] && [ "$(shared 004 005)" -eq 0 ]
result $? 'and no key of before is in it'
quietly zegeld import demo/data demo/stick
echo 'na de herroeping' | zegel send --desk noord "$url" > sent
result $? 'a tip after it' sent
opens 'na de herroeping'
! grep -q 'revoked' opened
result $? 'and nothing more is said' opened
renewed 'the next renewal'
[ "$(shared 005 006)" -eq 13 ]
result $? 'keeps keys again'
down
finish
