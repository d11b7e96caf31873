#!/bin/bash
# dutch.sh - a clerk whose computer is Dutch reads no English: the desk's whole
# round, and what goes wrong on the way.
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/lib.sh"
unset LANGUAGE LC_ALL LC_MESSAGES
export LANG=nl_NL.UTF-8 TERM=xterm # a locale that need not be installed
cc -O1 -D_GNU_SOURCE -o typist "$here/typist.c" -lutil || exit 1
other='nog een lange zin voor de tweede'
: > said

# The English of the catalogue, in pieces between what is filled in: those of
# two words anywhere, those of one word as a line, a label or a column.
cat > pieces.mjs <<'END'
import { readFileSync } from 'node:fs';
const [po, text] = process.argv.slice(2);
const entries = readFileSync(po, 'utf8').split('\n\n').slice(1);
const texts = (entry, key) =>
	[...entry.matchAll(new RegExp(`^${key} ((?:".*"\n?)+)`, 'gm'))]
		.map((m) => JSON.parse(`"${m[1].replace(/"\n"/g, '')
			.replace(/^"|"\n?$/g, '')}"`));
const english = new Set();
let dutch = '';
for (const entry of entries) {
	const to = texts(entry, 'msgstr(?:\\[\\d\\])?').join('\n');
	dutch += to + '\n';
	for (const from of texts(entry, 'msgid(?:_plural)?'))
		for (const piece of from.split(/%[-0-9.*]*[a-z]+|\{[a-z]+\}|\n/))
			english.add(piece.trim().replace(/^[!:;,. ]+/, ''));
}
const own = [...english].filter((p) => /[a-z]{3}/i.test(p) && !dutch.includes(p));
const lines = readFileSync(text, 'utf8').split('\n');
let found = 0;
for (const line of lines)
	for (const p of own)
		if (/[a-z] [a-z]/i.test(p) ? line.includes(p)
			: line.split(/  +|: |\|/).some((c) => c.trim() === p)) {
			console.log(`${line.trim()}   [${p}]`);
			found++;
		}
console.log(`${own.length} pieces, ${lines.length} lines, ${found} found`);
process.exit(found > 0 || own.length < 400 || lines.length < 3 ? 1 : 0);
END

# dutch NAME STATUS SENTENCE COMMAND...: as refuses, and keep what it says.
dutch()
{
	refuses "$@"
	cat out err >> said
}

# typed NAME STATUS STEP... -- COMMAND...: the same, typed at a terminal.
typed()
{
	local name=$1 status=$2

	shift 2
	dutch "$name" "$status" '' ./typist "$@"
}

# form FIELD...: a tip by the page without JavaScript.
form()
{
	[ "$(curl -s -o page -w '%{http_code}' -d 'do=send&desk.noord=1' \
	    "${@/#/-d}" "$url/")" = 303 ] || exit 1
}

service demo
export ZEGEL_ROOT
id=$(sed -n 's/^service //p' demo/root/service.txt)
desk=demo/noord
unlock=(-w 'Wachtwoordzin van AdV' -k "$pass^M")
who=(-w 'Uw initialen' -k 'AdV^M' "${unlock[@]}")
twice=(-w 'achtwoordzin: ' -k "$other^M" -w 'Nog een keer' -k "$other^M")

# ---- a desk, and who works there ---------------------------------------------
typed 'init asks in Dutch until the passphrase is good' 0 \
    -w 'Volledige naam' -k 'Dirk Groen^M' -w 'Initialen' -k 'DG^M' \
    -w 'Uw nieuwe' -k 'kort^M' -w 'te kort' -w 'Uw nieuwe' -k "$pass^M" \
    -w 'Nog een keer' -k "$other^M" -w 'niet gelijk' "${twice[@]}" \
    -- zegel-desk init -m 256 --service "$id" --root "$ZEGEL_ROOT" oost oost
dutch 'init refuses a folder with a desk' 1 'staat al een meldpunt' \
    with_pass zegel-desk init -m 256 --service "$id" "${founder[@]}" oost oost
dutch 'sign refuses a version that was signed' 1 'versie 1 is al ondertekend' \
    with_pass zegel-desk sign demo/root demo/draft.txt x
dutch 'sign refuses what is no draft' 1 'Er is niets ondertekend' \
    with_pass zegel-desk sign demo/root demo/srv x
sed 's/^version 1$/version 2/' demo/draft.txt > draft
dutch 'sign signs the next version' 0 'Ondertekend' \
    with_pass zegel-desk sign demo/root draft directory

# ---- tips ----------------------------------------------------------------------
serving zegeld serve demo/data -a "127.0.0.1:$port" || exit 1
for text in 'Bij de haven staat elke nacht een witte bus.' 'Onzin!' 'Ook dit.'; do
	echo "$text" | zegel send --desk noord "$url" > sent 2>&1 || exit 1
done
code sent > receipt
printf 'Regel %d van een lange tip.\n' $(seq 40) > long
zegel send --no-answer --desk noord "$url" < long > sent 2>&1 || exit 1
form q2=1 q3=2 q7=1 q10=1 q11.1=1 q11.3=3 q14=3 q15=4 q134=Kade q136=Kees \
    q137=bus q144=niets 'text=Met antwoorden'
down
quietly zegeld export demo/data demo/stick
typed 'open asks again after a wrong passphrase' 0 \
    -w 'Wachtwoordzin van AdV' -k 'een heel andere zin^M' -w 'klopt niet' \
    "${unlock[@]}" -w 'nieuwe tips' -- zegel-desk open $desk demo/stick
for command in "open $desk demo/stick" "list $desk" "show $desk 1" "show $desk 2" \
    "show $desk 3" "show $desk 4" "show $desk 5" \
    "list --search haven $desk" "list --search zebra $desk"; do
	# shellcheck disable=SC2086 # words
	dutch "$command" 0 '' with_pass zegel-desk $command
done
# Tips come in any order: case_of TEXT prints the number of the one with TEXT
case_of()
{
	local i

	for i in 1 2 3 4 5; do
		with_pass zegel-desk show $desk $i > case
		! grep -q "$1" case || echo $i
	done
}

haven=$(case_of haven)
nonsense=$(case_of Onzin)
typed 'a long tip turns pages' 0 "${unlock[@]}" -w 'spatie: verder' -k ' ' \
    -w 'q: einde' -k q -- zegel-desk show $desk "$(case_of 'Regel 40')"
dutch 'a stick that is not there' 1 'kijk of de stick erin zit' \
    with_pass zegel-desk open $desk demo/weg
mkdir empty
dutch 'a stick without an inbox' 1 'er staat geen inbox' \
    with_pass zegel-desk open $desk empty
dutch 'a case that is not there' 1 'er is geen zaak 77' \
    with_pass zegel-desk show $desk 77
dutch 'a wrong option' 2 'is geen optie' zegel-desk list --wat $desk
dutch 'a word too many' 2 'gebruik:' zegel-desk list $desk $desk
dutch 'a wrong passphrase in a pipe' 1 'klopt niet' \
    zegel-desk list $desk < receipt
dutch 'a folder without a desk' 1 'staat geen meldpunt' \
    with_pass zegel-desk list empty

# ---- answers -------------------------------------------------------------------
typed 'reply shows, changes and keeps a text' 0 "${unlock[@]}" \
    -w 'alleen een punt' -k 'Welke kleur? En welk kenteken?^M.^M' \
    -w 'Klopt dat?' -k 'n^M' -w 'staat er nog' -k '^M.^M' -w 'Klopt dat?' \
    -k 'j^M' -w 'Bewaard' -- zegel-desk reply $desk "$haven"
typed 'reply asks what becomes of the text before' 1 "${unlock[@]}" \
    -w 'dit in plaats' -k 'x^M' -- zegel-desk reply $desk "$haven"
head -c 1300 /dev/zero | tr '\0' a > longer
dutch 'reply refuses what is too long' 1 'dit is te lang' \
    with_pass -f longer zegel-desk reply --both $desk "$haven"
dutch 'reply refuses a code' 1 'er staat een code' \
    with_pass -f receipt zegel-desk reply --both $desk "$haven"
printf 'a\033[A' > keys
dutch 'reply refuses an arrow key' 1 'een pijltjestoets' \
    with_pass -f keys zegel-desk reply --both $desk "$haven"
dutch 'junk' 0 'in de prullenbak' with_pass zegel-desk junk $desk "$nonsense"
dutch 'list --junk' 0 'prullenbak' with_pass zegel-desk list --junk $desk
dutch 'outbox' 0 'Stick nummer 1 is klaar' \
    with_pass zegel-desk outbox $desk demo/stick

# ---- two persons ---------------------------------------------------------------
typed 'the first person adds a second' 0 "${unlock[@]}" -w 'Volledige naam' \
    -k 'Bram Smit^M' -w 'Initialen' -k 'BS^M' "${twice[@]}" \
    -- zegel-desk staff-add -m 256 $desk
typed 'a third waits for the second person' 0 "${who[@]}" -w 'naam' \
    -k 'Cor Pot^M' -w 'Initialen' -k 'CP^M' "${twice[@]}" \
    -- zegel-desk staff-add -m 256 $desk
for command in proposals 'log --verify' staff log; do
	# shellcheck disable=SC2086 # words
	dutch "$command" 0 '' with_pass zegel-desk $command --as AdV $desk
done
dutch 'release by who proposed it' 1 'wie iets voorstelt' \
    with_pass zegel-desk release --as AdV $desk 1
typed 'the second person releases it' 0 -w 'Uw initialen' -k 'XX^M' \
    -w 'hoofdletters' -w 'Uw initialen' -k 'BS^M' -w 'van BS' -k "$other^M" \
    -w 'vrij?' -k 'j^M' -w 'Vrijgegeven' -- zegel-desk release $desk 1
dutch 'withdraw what is not there' 1 'er wacht geen voorstel' \
    with_pass zegel-desk withdraw --as AdV $desk 9
dutch 'staff-remove' 0 'kan niets meer openen' \
    with_pass zegel-desk staff-remove --as AdV $desk CP
dutch 'staff-remove of nobody' 1 'niemand bij dit meldpunt' \
    with_pass zegel-desk staff-remove --as AdV $desk ZZ
typed 'staff-passphrase' 0 -w 'van BS' -k "$other^M" -w 'van nu' -k "$other^M" \
    "${twice[@]}" -w 'geldt vanaf nu' \
    -- zegel-desk staff-passphrase -m 256 --as BS $desk
dutch 'nobody says who is there' 1 'zeg met --as' with_pass zegel-desk list $desk

# ---- keys, backup, menu --------------------------------------------------------
typed 'renew asks for both passphrases' 0 "${unlock[@]}" -w 'van ik.key' \
    -k "$pass^M" -w 'in de kluis' -- zegel-desk renew --as AdV --new-keys $desk demo/stick
dutch 'backup' 0 'staat op de stick' \
    with_pass zegel-desk backup --as AdV $desk demo/stick
typed 'restore' 0 -w 'Uw initialen' -k 'AdV^M' -w 'Uw wachtwoordzin' \
    -k "$pass^M" -- zegel-desk restore terug demo/stick/backup-noord-1.zegel
dutch 'the log' 0 'haalde CP weg' with_pass zegel-desk log --as AdV $desk
typed 'the menu' 0 -w 'Map van het meldpunt' -k "$w/$desk^M" \
    -w 'Nummer van de stick' -k "$w/demo/stick^M" "${who[@]}" \
    -w 'stoppen' -w 'Nummer: ' -k '3^M' -w 'Nummer: ' -k '99^M' \
    -w 'Typ een van' -w 'Nummer: ' -k '4^M' -w 'Een woord' -k 'haven^M' \
    -w 'Nummer: ' -k '5^M' -w 'Welke zaak' -k "$haven^M" \
    -w 'verder. ' -k '^M' -w 'Nummer: ' -k '6^M' -w 'Welke zaak' -k 'a^M' \
    -w 'Nummer: ' -k '7^M' -w 'Stick nummer' -w 'Nummer: ' -k '8^M' \
    -w 'haalt u' -k "$nonsense^M" -w 'Nummer: ' -k '2^M' -w 'Nummer: ' -k '0^M' \
    -- zegel-desk
dutch 'the help' 0 'een menu, stap voor stap' zegel-desk --help
dutch 'a language that is not there' 2 'de taal fr' zegel-desk --lang fr list

# ---- all that was said ---------------------------------------------------------
tr -d '\r' < said | sed 's/\x1b\[[0-9;?]*[a-zA-Z]//g' > plain
po=$build/locale/nl/LC_MESSAGES/zegel-desk.po
ok 'no line of all this is English' node pieces.mjs "$po" plain
# the check finds what it looks for
with_pass zegel-desk --lang en list --as AdV $desk > plain
! node pieces.mjs "$po" plain > out
result $? 'English is found where there is some' out plain
ok '--lang nl is Dutch in an English environment' \
    with_pass env LANG=en_US.UTF-8 zegel-desk --lang nl list --as AdV $desk
says 'as said' out 'De nieuwste inbox'
ok 'LANGUAGE goes before LANG' \
    with_pass env LANGUAGE=en zegel-desk list --as AdV $desk
says 'in English' out 'The newest inbox'
finish
