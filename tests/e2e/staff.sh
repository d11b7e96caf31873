#!/bin/bash
# staff.sh - persons at a desk, each with a key: a second one, what takes two, a
# colleague who leaves, one who forgets the passphrase, and the log of it all.
# shellcheck disable=SC2317 # functions are called by name
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/lib.sh"

declare -A pass_of=([AdV]=$pass [PB]='de zin van Piet Bakker' \
    [KS]='de zin van Karin Smit' [LM]='de zin van Lotte Mulder')

# as XX [-l LINE]... COMMAND DIR...: that person runs the command, and types
# their passphrase and then each LINE.
as()
{
	local who=$1 lines=("${pass_of[$1]}")

	shift
	while [ "$1" = -l ]; do
		lines+=("$2")
		shift 2
	done
	printf '%s\n' "${lines[@]}" | zegel-desk "$@" --as "$who"
}

# add BY XX NAME: BY adds somebody new, who chooses a passphrase.
add()
{
	as "$1" -l "${pass_of[$2]}" staff-add -m 256 --person "$3" \
	    --initials "$2" demo/noord
}

# card FILE: print the 20 digits in an output.
card()
{
	grep -oE '^ +(card: )?([0-9]{4} ){4}[0-9]{4}$' "$1" | grep -oE '[0-9 ]{24}$'
}

# alone: a copy of the desk cannot be used, so the same in one of its own: of
# two, one removes the other and adds somebody.
alone()
{
	local id

	id=$(sed -n "s/^service //p" demo/root/service.txt)
	rm -rf desk2
	with_pass zegel-desk init -m 256 --service "$id" \
	    "${founder[@]}" desk2 west > made &&
	    printf '%s\n' "$pass" "${pass_of[PB]}" |
	    zegel-desk staff-add -m 256 --person 'Piet Bakker' --initials PB \
	        --as AdV desk2 >> made &&
	    with_pass zegel-desk staff-remove --as AdV desk2 PB >> made &&
	    printf '%s\n' "$pass" "${pass_of[KS]}" | zegel-desk staff-add \
	        -m 256 --person 'Karin Smit' --initials KS --as AdV desk2
}

# opens NAME WHO: WHO opens the desk and sees its case.
opens()
{
	ok "$1" as "$2" list demo/noord
	says "$1: the case is there" out '1 case'
}

warning='Somebody left, and the server still serves keys that they'

# warns NAME / quiet_now NAME: what staff says about somebody who left.
warns()
{
	as AdV staff demo/noord > out 2> err
	says "$1" out "$warning"
}

quiet_now()
{
	ok "$1" as AdV staff demo/noord
	! grep -qF "$warning" out
	result $? "$1: staff warns no more" out
}

service demo
up zegeld serve demo/data -a "127.0.0.1:$port"
echo 'Een busje.' | zegel send --desk noord "$url" > sent
quietly zegeld export demo/data demo/stick
quietly with_pass zegel-desk open demo/noord demo/stick

# ---- one person, then two --------------------------------------------------
ok 'staff shows who made the desk' with_pass zegel-desk staff demo/noord
says 'staff shows initials and the name' out 'AdV       Anna de Vries  (you)'
printf '%s\n' "$pass" kort > in
refuses 'staff-add refuses a short passphrase' 1 'is too short' \
    zegel-desk staff-add -m 256 --person 'Piet Bakker' --initials PB \
    demo/noord < in
refuses 'staff-add refuses initials that somebody has' 1 'choose another' \
    add AdV AdV 'Piet Bakker'
refuses 'staff-add wants to know who it is' 1 'Give --person' \
    as AdV -l "$pass" staff-add -m 256 demo/noord
ok 'one person adds a second one alone' add AdV PB 'Piet Bakker'
[ "$(card out | wc -l)" -eq 1 ]
result $? 'staff-add shows the card of the new person' out
refuses 'a desk of two asks who is there' 1 'say with --as who you are' \
    with_pass zegel-desk list demo/noord
refuses 'a desk says that nobody has such initials' 1 'initials XX' \
    zegel-desk list demo/noord --as XX < in
opens 'the first person still opens the desk' AdV
opens 'the second person opens it, too' PB
refuses 'nobody opens it with the passphrase of another' 1 'is not right' \
    zegel-desk list demo/noord --as PB < in
ok 'the second person reads the case' as PB show demo/noord 1
as AdV list demo/noord > out
says 'the first person sees that it is read' out '1 case, 0 to read'

# ---- a third one takes two -------------------------------------------------
ok 'a third person is proposed' add AdV KS 'Karin Smit'
says 'staff-add says that a colleague has to look' out 'waits as proposal 1'
card out > card.KS
refuses 'who is only proposed does not open the desk' 1 'initials KS' \
    as KS list demo/noord
ok 'the second person sees the proposal' as PB proposals demo/noord
says 'proposals says who proposed it' out 'Proposal 1, by AdV'
says 'proposals says who it is' out 'a new person, with the initials KS'
says 'and the full name' out 'Karin Smit'
card out > card.seen
same 'proposals shows the card that staff-add showed' card.KS card.seen
refuses 'who proposed somebody cannot add them' 1 'cannot release it' \
    as AdV release demo/noord 1
refuses 'nor beside themselves' 1 'cannot release it' \
    as AdV -l "$pass" release demo/noord 1 --with AdV
opens 'after that the desk opens as before' PB
refuses 'release says that there is no such proposal' 1 'no proposal 7 waits' \
    as PB release demo/noord 7
ok 'the second person releases it' as PB release demo/noord 1
opens 'the third person opens the desk' KS

ok 'a fourth person is proposed' add KS LM 'Lotte Mulder'
says 'it waits, too' out 'waits as proposal 2'
refuses 'a wrong passphrase beside the first releases nothing' 1 \
    'is not right' \
    as KS -l "${pass_of[AdV]}" release demo/noord 2 --with PB
mkdir own
mv demo/noord/staff/2.key own
ok 'two persons at one table release it, one with a key on a stick' \
    as KS -l "${pass_of[PB]}" release demo/noord 2 --with PB \
    --with-key own/2.key
mv own/2.key demo/noord/staff
opens 'the fourth person opens the desk' LM
pass_of[XY]='de zin van een ander'
ok 'a fifth person is proposed' add AdV XY 'Xander Young'
ok 'a colleague takes the proposal back' as PB withdraw demo/noord 3
refuses 'nobody can release it then' 1 'no proposal 3 waits' \
    as KS release demo/noord 3
as AdV proposals demo/noord > out
says 'nothing waits any more' out 'Nothing waits for a second person.'

# ---- somebody leaves -------------------------------------------------------
quiet_now 'before'
cp -a demo/noord copy # the colleague has one
key=$(grep -lE . demo/noord/staff/4.key)
refuses 'nobody removes themselves' 1 'nobody does this alone' \
    as LM staff-remove demo/noord LM
refuses 'staff-remove knows who is here' 1 'nobody at this desk' \
    as PB staff-remove demo/noord XX
ok 'a colleague removes the fourth person' as PB staff-remove demo/noord LM
says 'staff-remove says what is left to do' out 'renew --new-keys'
[ ! -e "$key" ]
result $? 'the key file is gone'
refuses 'who left does not open the desk' 1 'initials LM' \
    as LM list demo/noord
warns 'staff warns until the server serves other keys'
says 'staff remembers who left' out 'left in the week of'
ok 'all keys are made new' \
    as KS -l "$pass" renew demo/noord demo/stick --new-keys
warns 'staff warns while nobody has carried them'
echo 'Voor het vertrek.' | zegel send --desk noord "$url" > sent
quietly zegeld export demo/data demo/stick
ok 'an inbox from before the import opens' as PB open demo/noord demo/stick
warns 'staff warns after an inbox from before the import'
quietly zegeld import demo/data demo/stick
echo 'Na het vertrek.' > in
ok 'zegel seals a tip to the new keys' zegel send --desk noord "$url" < in
quietly zegeld export demo/data demo/stick
ok 'an inbox from after the import opens' as PB open demo/noord demo/stick
says 'it holds the tip' out '1 new tip'
warns 'staff warns while the directory accepts the old keys'
down
number=$(sed -n 's/.*the name noord ends in \([0-9]*\),.*/\1/p' out)
sed -E "s/^version 1$/version 2/; s/^(desk .* noord [0-9]+) 1$/\1 $number/" \
    demo/draft.txt > demo/draft.2
quietly with_pass zegel-desk sign demo/root demo/draft.2 demo/directory
quietly zegeld init demo/data "$ZEGEL_ROOT" demo/directory
up zegeld serve demo/data -a "127.0.0.1:$port"
refuses 'until an inbox says so, a desk of one is not enough' 1 \
    'Until then nobody does this alone' alone
quietly zegeld export demo/data demo/stick
ok 'an inbox with the directory signed anew opens' \
    as PB open demo/noord demo/stick
quiet_now 'then it is complete'
ok 'who left opens the copy of the folder' \
    as LM open copy demo/stick
[ "$(grep -c 'new tip' out)" -eq 1 ]
result $? 'the copy opens the tip from before the new keys' out
as LM list copy --search vertrek > out
says 'control: it is that tip' out 'Voor het vertrek.'
! grep -q 'Na het' out
result $? 'the copy does not open the tip after it' out

# ---- a passphrase forgotten, and one changed -------------------------------
cp demo/noord/staff/3.key old.key
old=${pass_of[KS]}
refuses 'nobody recovers themselves' 1 'nobody does this alone' \
    as KS -l 'een nieuwe zin voor KS' staff-recover -m 256 demo/noord KS
ok 'a colleague proposes a new key for who forgot the passphrase' \
    as PB -l 'een nieuwe zin voor KS' staff-recover -m 256 demo/noord KS
says 'it takes a second one' out 'waits as proposal 4'
card out > card.new
! cmp -s card.KS card.new && [ -s card.new ]
result $? 'there is a new card' card.KS card.new
ok 'until then the old key opens the desk' as KS list demo/noord
refuses 'who gets a new key cannot release it' 1 'cannot release it' \
    as KS release demo/noord 4
as AdV proposals demo/noord > out
says 'proposals says whom it is for' out 'a new key for KS'
card out > card.seen
same 'proposals shows the new card' card.new card.seen
ok 'another colleague releases it' as AdV release demo/noord 4
refuses 'the forgotten passphrase opens nothing' 1 'is not right' \
    as KS list demo/noord
refuses 'nor does the old key with it' 1 'this key opens nothing here' \
    as KS list demo/noord --key old.key
pass_of[KS]='een nieuwe zin voor KS'
ok 'the new passphrase opens the desk' as KS list demo/noord
refuses 'staff-passphrase wants the old one' 1 'is not right' \
    as KS -l "$old" -l 'nog een andere zin' staff-passphrase -m 256 demo/noord
ok 'a person changes the passphrase' as KS -l "${pass_of[KS]}" \
    -l 'nog een andere zin' staff-passphrase -m 256 demo/noord
refuses 'the one of before then opens nothing' 1 'is not right' \
    as KS list demo/noord
pass_of[KS]='nog een andere zin'
ok 'the changed one does' as KS list demo/noord
mv demo/noord/staff/3.key own
refuses 'a key that is not in the folder is named' 1 '--key' \
    as KS list demo/noord
ok 'a passphrase is changed where the key is' as KS -l "${pass_of[KS]}" \
    -l 'en nog een andere zin' staff-passphrase -m 256 --key own/3.key \
    demo/noord
pass_of[KS]='en nog een andere zin'
[ ! -e demo/noord/staff/3.key ]
result $? 'and the key lies nowhere else'
ok 'a key on its own stick opens the desk' \
    as KS list demo/noord --key own/3.key

# ---- the log ---------------------------------------------------------------
ok 'the log is whole for the first person' as AdV log demo/noord --verify
says 'log --verify says so' out 'The log is whole'
ok 'and for another' as PB log demo/noord --verify
ok 'log shows what was done' as PB log demo/noord
sed -E 's/^ *[0-9]+  [A-Z][a-z]+ [0-9]+ [A-Z][a-z]+ [0-9]+  //; s/  +/ /' out |
    grep -vE 'inbox|case' > got
cat > want <<-'END'
AdV made the desk
AdV added PB
AdV made proposal 1
PB added KS
KS made proposal 2
PB added LM
AdV made proposal 3
PB withdrew proposal 3
PB removed LM
KS made new keys, number 2
PB made proposal 4
AdV gave KS a new key
KS chose a new passphrase
KS chose a new passphrase
END
same 'each act is in the log, with who did it' want got
down
finish
