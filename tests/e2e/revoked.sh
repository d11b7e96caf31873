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
	ok "the desk opens an inbox with '$1'" \
	    with_pass zegel-desk open demo/noord demo/stick
	cp out opened
	with_pass zegel-desk show demo/noord \
	    "$(grep -oE '1 new tip: case [0-9]+' opened | grep -oE '[0-9]+$')" \
	    > shown
	says "the desk shows the tip '$1'" shown "$1"
}

# renewed NAME [OPTION]: a renewal works; keep its schedule.
renewed()
{
	ok "$1" with_ik zegel-desk renew ${2:+"$2"} demo/noord demo/stick
	cp -n demo/stick/*.schedule kept
}

service demo
mkdir kept
up zegeld serve demo/data -a "127.0.0.1:$port"
echo 'voor de eerste sleutel' | zegel send --desk noord "$url" > sent

# ---- an ordinary renewal, and one with nothing kept ------------------------
renewed 'renew succeeds'
renewed 'renew succeeds again'
[ "$(shared 002 003)" -eq 13 ]
result $? 'the second renewal keeps all 13 keys'
renewed 'renew takes --new-keys' --new-keys
says 'renew says that all keys are new' out 'All of them are new.'
[ "$(names 004 | wc -l)" -eq 13 ] && [ "$(shared 003 004)" -eq 0 ]
result $? 'the new schedule has no earlier key'
opens 'voor de eerste sleutel'
quietly zegeld import demo/data demo/stick
echo 'voor de tweede sleutel' | zegel send --desk noord "$url" > sent
result $? 'zegel seals a tip to the new key' sent
opens 'voor de tweede sleutel'

# ---- a key of a later week is revoked --------------------------------------
echo 'voor de herroeping' | zegel send --desk noord "$url" > sent
result $? 'zegel sends a tip before the revocation' sent
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
refuses 'send refuses a desk whose key is revoked' 1 'no open desk' \
    zegel send --desk noord "$url" < tip
opens 'voor de herroeping'
says 'open says that a key of the desk is revoked' opened \
    'A key of this desk was revoked'
renewed 'renew succeeds after the revocation'
says 'renew then says that all keys are new' out 'All of them are new.'
[ "$(names 005 | wc -l)" -eq 13 ] && [ "$(shared 004 005)" -eq 0 ]
result $? 'the schedule has no key from before the revocation'
quietly zegeld import demo/data demo/stick
echo 'na de herroeping' | zegel send --desk noord "$url" > sent
result $? 'zegel sends a tip after the renewal' sent
opens 'na de herroeping'
! grep -q 'revoked' opened
result $? 'open says nothing more about a revoked key' opened
renewed 'the next renewal succeeds'
[ "$(shared 005 006)" -eq 13 ]
result $? 'the next renewal keeps all 13 keys again'
down
finish
