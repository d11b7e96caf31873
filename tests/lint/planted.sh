#!/bin/bash
# planted.sh - tests that each of our lint rules finds a fault planted for it.
set -u
here=$(cd "$(dirname "$0")" && pwd)
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir" || exit 1
mkdir -p crypto/os server/store server/page
echo '/* clock.h - a room. */' > crypto/os/clock.h
echo '/* page.h - a room. */' > server/page/page.h
failed=0

# plant NAME RULES FILE EXPECTED: RULES.awk says EXPECTED of standard input, as
# FILE.
plant()
{
	cat > "$3"
	if awk -f "$here/$2.awk" "$3" 2>&1 | grep -qF "$4"; then
		echo "ok planted: $1"
	else
		echo "not ok planted: $1: $2.awk did not say: $4"
		failed=1
	fi
	rm "$3"
}

# line NAME EXPECTED CODE: lines.awk says EXPECTED of CODE, in crypto/x.c.
line()
{
	printf '/* x.c - a room. */\n%s\n' "$3" |
	    plant "$1" lines crypto/x.c "crypto/x.c:2: $2"
}

line 'a line comment' 'a // comment' 'int x; // no'
line 'a typedef of a struct' 'typedef of a struct' 'typedef struct y y;'
line 'a goto to a second label' 'goto a label' 'goto fail;'
line 'a call of sprintf()' 'a banned function' 'sprintf(b, "%d", 1);'
line 'a call of exit() below main' 'exit below main' 'exit(1);'
line 'a call of time()' 'the time is asked' 't = time(NULL);'
line 'a direction mark' 'a mark of direction' "$(printf 'x \342\200\256')"
line 'a call of malloc() in crypto/' 'crypto/ allocates' 'p = malloc(3);'
printf '/* x.c - a room. */\nd = clock_day();\n' |
    plant 'a day that bypasses the clock guard' lines server/x.c \
    'server/x.c:2: the clock is asked past'
echo 'int x;' |
    plant 'a file without a first line' lines crypto/x.c \
    'x.c:1: line 1 does not'
mkdir js
printf 'const a = () => b();\n' > js/one.js
printf "const b = () => 'a'; /* a */\n" > js/two.js
if ! node "$here/order.mjs" js/one.js js/two.js > order &&
    [ "$(cat order)" = 'js/one.js:1: b is declared later, in js/two.js' ] &&
    ! node "$here/order.mjs" js/one.js > order &&
    [ "$(cat order)" = 'js/two.js:1: not named in Makefile' ] &&
    node "$here/order.mjs" js/two.js js/one.js; then
	echo "ok planted: a script that uses a later script"
else
	echo "not ok planted: a script that uses a later script"
	failed=1
fi
rm -r js order
cat > x.mjs <<-'END'
	/* one and three are used. */
	import one, { two as three } from 'a';
	import * as four from 'b';
	import { five,
	    six } from 'c';
	f(`${one} two ${[...three]}`, a.four, { five: 'five' }, six);
END
if ! node "$here/imports.mjs" x.mjs > unused &&
    [ "$(cat unused)" = $'x.mjs:3: four is not used
x.mjs:4: five is not used' ] &&
    echo "import one from 'a'; one();" > x.mjs &&
    node "$here/imports.mjs" x.mjs; then
	echo "ok planted: names that are imported and not used"
else
	echo "not ok planted: names that are imported and not used"
	failed=1
fi
rm x.mjs unused
{
	echo '/* x.c - a room. */'
	echo 'const char s[] = "// sprintf(\" exit("; /* goto fail; */'
} > crypto/x.c
if awk -f "$here/lines.awk" crypto/x.c; then
	echo "ok planted: strings and comments have no fault"
else
	echo "not ok planted: strings and comments have no fault"
	failed=1
fi

# contract NAME EXPECTED COMMENT PROTOTYPE: contracts.awk says EXPECTED.
contract()
{
	printf '/* x.h - a room. */\n\n/*\n * %s\n */\n%s\n' "$3" "$4" |
	    plant "$1" contracts crypto/x.h "crypto/x.h:4: $2"
}

contract 'parameters in the wrong order' 'f(a, b) is declared as f(b, a)' \
    'f(a, b):' 'void f(int b, void (*a)(int));'
contract 'a contract without a function' 'f() is not declared below' 'f(a):' \
    'void g(int a);'
# shellcheck disable=SC2016 # it is text
contract 'an unknown parameter' '${c} is no parameter' \
    'Sets ${a->x} and ${c}.' 'void f(struct y *a);'
contract 'a section cited by its number' 'cite a heading' \
    'PROTOCOL.md section 4.' 'void f(void);'
contract 'an unknown heading' 'PROTOCOL.md has no heading "Bodies"' \
    'Source: PROTOCOL.md, "Bodies".' 'void f(void);'
contract 'unknown vectors' 'no vector is named body-*' 'Vectors: body-*.' \
    'void f(void);'
echo '#include <stdio.h>' |
    plant 'stdio.h in crypto/' includes crypto/x.c 'may not include <stdio.h>'
echo '#include "os/clock.h"' |
    plant 'crypto/ that includes crypto/os/' includes crypto/x.c \
    'may not include "os/clock.h"'
echo '#include "page/page.h"' |
    plant 'server/store/ that includes server/page/' includes server/store/x.c \
    'server/store/ may not include "page/page.h"'
mkdir -p server/attic
echo '/* x.c - a room. */' |
    plant 'a folder that is not declared' includes server/attic/x.c \
    'server/attic/ is not declared'
echo '#include <microhttpd.h>' |
    plant 'a second user of libmicrohttpd' includes server/x.c \
    '<microhttpd.h> belongs to'
echo '#include <lmdb.h>' |
    plant 'a second user of LMDB' includes server/x.c '<lmdb.h> belongs to'
# speech NAME CODE: spoken.awk says that no catalogue has "two words" of CODE.
speech()
{
	printf '/* x.c - a room. */\n%s\n' "$2" |
	    plant "$1" spoken cli/x.c 'cli/x.c:2: no catalogue has "two words"'
}

mkdir cli
speech 'a bare sentence' 'say("two words");'
speech 'a bare question' 'if (!ask_line(&line, (n ? "two words" : "")))'
speech 'a bare word in a row' 'say("%s %u", "two words", f(_("a")));'
speech 'a clause that is returned' 'return a == b ? "two words" : NULL;'
cat > cli/x.c <<-'END'
	say(_("two words")); /* say("two words") */
	say("%5u  %-8s\033[2J\n", x("two words"), ')');
	return lang_plural("two words", "three of them", n);
END
if awk -f "$here/spoken.awk" cli/x.c; then
	echo "ok planted: what a catalogue has is no fault"
else
	echo "not ok planted: what a catalogue has is no fault"
	failed=1
fi
# catalogue NAME SED EXPECTED: after SED in the Dutch, texts.sh says EXPECTED.
catalogue()
{
	local got=0

	cat > cli/x.c <<-'END'
		say(_("two %d\n")); tell(N_("a {n}")); lang_plural("%u a", "%u b", n);
	END
	sed "$2" > nl.po <<-'END'
		msgid ""
		msgstr ""
		"Language: nl\n"
		"MIME-Version: 1.0\n"
		"Content-Type: text/plain; charset=UTF-8\n"
		"Plural-Forms: nplurals=2; plural=(n != 1);\n"

		msgid "two %d\n"
		msgstr "twee %d\n"

		msgid "a {n}"
		msgstr "een {n}"

		msgid "%u a"
		msgid_plural "%u b"
		msgstr[0] "%u aa"
		msgstr[1] "%u bb"
	END
	"$here/../../tools/build/texts.sh" nl.mo nl.po cli/x.c > said 2>&1 ||
	    got=$?
	if { [ -z "$3" ] && [ "$got" -eq 0 ] && [ -s nl.mo ]; } ||
	    { [ -n "$3" ] && [ "$got" -ne 0 ] && [ ! -e nl.mo ] &&
		grep -qF "$3" said; }; then
		echo "ok planted: $1"
	else
		echo "not ok planted: $1: texts.sh did not say: $3"
		failed=1
	fi
}

catalogue 'a whole catalogue is built' '' ''
catalogue 'a text that is missing' 's/een {n}//' 'are missing'
catalogue 'a text that no source has' 's/"a {n}"/"b {n}"/' 'missing'
catalogue 'a text too many' '$ a \\nmsgid "c"\nmsgstr "cc"' 'no source has'
catalogue 'another conversion' 's/twee %d/twee %s/' 'other %-conversions'
catalogue 'another conversion in a plural' 's/%u bb/%s bb/' \
    'other %-conversions'
catalogue 'another {name}' 's/een {n}/een {m}/' 'not the same {names}'
catalogue 'a text in doubt' 's/^msgid "a/#, fuzzy\n&/' 'in doubt'
rm -r cli
mkdir -p obj/room
for f in 'a b' 'b c' 'c a' 'd a'; do
	printf 'void %s(void); void %s(void); void %s(void) { %s(); }\n' \
	    "${f% *}" "${f#* }" "${f% *}" "${f#* }" |
	    cc -c -x c -o "obj/room/${f% *}.o" -
done
if [[ $("$here/circles.sh" obj room) =~ ^room:\ .*\ circle:\ .*[abc] ]]; then
	echo 'ok planted: three files that call each other'
else
	echo 'not ok planted: three files that call each other'
	failed=1
fi
seq 401 | plant 'a file of 401 lines' sizes x.c '401 lines in one file'
{
	echo '{'
	seq 59
	echo '}'
} | plant 'a function of 61 lines' sizes x.c 'x.c:1: 61 lines in one function'

# sound: make rules and two languages in which text.awk finds nothing.
sound()
{
	cat > rules <<-'END'
	words nl 6
	letters nl 14
	long nl verkeersongeval
	passive nl wordt
	fine nl wordt gedwongen
	END
	cat > nl.po <<-'END'
	msgid ""
	msgstr ""
	"Language: nl\n"
	msgid "exit"
	msgstr "Weg hier"
	msgid "say"
	msgstr "Iemand wordt gedwongen? Bel {n}, of druk "
	"\"Weg hier\". Verkeersongeval: 112."
	END
	cat > xx.po <<-'END'
	msgid ""
	msgstr ""
	"Language: xx\n"
	msgid "exit"
	msgstr "Sortie"
	msgid "say"
	msgstr "Wordt? 112, «Sortie», {n}."
	END
}

# text NAME FILE SED EXPECTED: after SED in FILE, text.awk says EXPECTED.
text()
{
	sound
	sed -i "$3" "$2"
	if LC_ALL=C awk -f "$here/text.awk" rules nl.po xx.po 2>&1 |
	    grep -qxF "$4"; then
		echo "ok planted: $1"
	else
		echo "not ok planted: $1: text.awk did not say: $4"
		failed=1
	fi
}

sound
if LC_ALL=C awk -f "$here/text.awk" rules nl.po xx.po; then
	echo "ok planted: sound texts have no fault"
else
	echo "not ok planted: sound texts have no fault"
	failed=1
fi
text 'a sentence that is too long' nl.po 's/Bel/Bel nu toch/' \
    'nl.po:6: 8 words in a sentence of "say"; at most 6'
text 'a word that is too long' nl.po 's/Iemand/Arbeidsongeschikte/' \
    'nl.po:6: a long word in "say": arbeidsongeschikte'
text 'a passive sentence' nl.po 's/gedwongen/gehoord/' \
    'nl.po:6: passive in "say": wordt '
text 'a rule for a word that no text has' nl.po 's/Verkeersongeval/Ongeval/' \
    'rules:3: no text has verkeersongeval'
text 'a rule for a phrase that no text has' nl.po 's/wordt gedwongen/moet/' \
    'rules:5: no text says: wordt gedwongen'
text 'a missing text' xx.po 6,7d 'xx.po:1: no text "say"'
text 'a text of one language only' xx.po 's/"say"/"said"/' \
    'xx.po:6: only this language has "said"'
text 'an empty text' xx.po 's/Sortie"/"/' 'xx.po:4: an empty text "exit"'
text 'a changed placeholder' xx.po 's/{n}/{N}/' \
    'xx.po:6: placeholders of "say" are {N}, not {n}'
text 'a changed help number' xx.po 's/112/113/' \
    'xx.po:6: numbers of "say" are 113, not 112'
text 'a button that the language lacks' xx.po 's/«Sortie»/«sortir»/' \
    'xx.po:6: "say" names no button "Weg hier" as this language has it'
text 'HTML in a text' xx.po 's/Wordt/<b>/' 'xx.po:6: HTML in "say"'
text 'an invisible mark' xx.po 's/Wordt/\xe2\x80\x8f/' \
    'xx.po:6: a mark that nobody sees in "say"'
sound
LC_ALL=C awk -v write=1 -f "$here/followed.awk" nl.po > followed
sed -i 's/"Weg hier/"Ga weg/' nl.po
sed -i 's/^exit/quit/' followed
if LC_ALL=C awk -f "$here/followed.awk" followed nl.po | sort | cmp -s - <(
	newer='is newer than its translations: correct them, then write'
	echo "nl.po:4: \"exit\" $newer text.followed"
	echo "nl.po:6: \"say\" $newer text.followed"
	echo 'text.followed:1: no text has the name "quit"'
); then
	echo "ok planted: texts newer than their translations"
else
	echo "not ok planted: texts newer than their translations"
	failed=1
fi
# The gcc option that lint-analyzer uses must find a double free.
if echo 'void f(void *p) { __builtin_free(p); __builtin_free(p); }' |
    gcc -O2 -fanalyzer -x c -c -o /dev/null - 2>&1 | grep -q double-free; then
	echo "ok planted: a double free"
else
	echo "not ok planted: a double free: gcc -fanalyzer did not say so"
	failed=1
fi
exit $failed
