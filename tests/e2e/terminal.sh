#!/bin/bash
# terminal.sh - text typed at a terminal arrives whole, or the program says what
# is wrong and keeps it for correction.
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/lib.sh"
export LC_ALL=C.UTF-8

cc -O1 -D_GNU_SOURCE -o typist "$here/typist.c" -lutil || exit 1
service demo
up zegeld serve demo/data -a "127.0.0.1:$port"

# letters N: print N bytes on one line, with numbers among the letters.
letters()
{
	printf 'abcdefghi%d' $(seq 10 $((10 + $1 / 10))) | tr -dc 'a-i0-9' |
	    head -c "$1"
}

end='End with Enter and Ctrl-D'

# ---- zegel send ------------------------------------------------------------
letters 8999 > long
ok 'a line of 8,999 bytes is pasted' ./typist -w "$end" -f long -k '^M^D' \
    -w 'Write this down' -- zegel send --desk noord "$url"
printf 'een\033[Dtwee\033OP\033[1;5D drie' > arrows
ok 'arrow keys in a text' ./typist -w "$end" -f arrows -k '^M^D' \
    -w 'Write this down' -- zegel send --desk noord "$url"
says 'they are named' out 'Arrow keys do not work here'
letters 11310 > longer
ok 'a text that is too long stays, and is made shorter' \
    ./typist -w "$end" -f longer -k '^M^D' -w 'at most 11,300 bytes' \
    -w 'Nothing is lost' -k '^?^?^?^?^?^?^?^?^?^?^?einde^U' -w '' \
    -k 'kort^D' -w 'Write this down' -- zegel send --desk noord "$url"
head -c 25000 /dev/zero | tr '\0' x > longest
ok 'more than there is room for is said, not cut in silence' \
    ./typist -w "$end" -f longest -w 'no room for more' -k '^D' \
    -w 'at most 11,300 bytes' -w 'Nothing is lost' \
    -k '^Uongeveer vijf^D' -w 'Write this down' \
    -- zegel send --desk noord "$url"
printf 'caf\351 \303\251\303\251n\007 \360\237\232\232 en meer' > latin
ok 'what is not UTF-8 is left out and said' ./typist -w "$end" -f latin \
    -w 'does not send UTF-8' -w 'cannot be part of a text' -k '^D' \
    -w 'Write this down' -- zegel send --desk noord "$url"
refuses 'Ctrl-C ends it, and the terminal is as before' 130 '' \
    ./typist -w "$end" -k 'half^C' -- zegel send --desk noord "$url"
refuses 'no text' 1 'there is no text to send' \
    ./typist -w "$end" -k '^D' -- zegel send --desk noord "$url"
ok 'which desk is asked, and the text stays' ./typist -w "$end" \
    -k 'Zonder naam.^M^D' -w 'Which desk?' -k 'noord, zuid^M' \
    -w 'Stored, for: noord, zuid' -- zegel send "$url"
ok 'a code on a line of its own, then more' ./typist -w "$end" \
    -k 'Een tip.^M^D' -w 'Write this down' -- zegel send --desk noord "$url"
code out > code.txt
ok 'told with it' ./typist -w 'Your code:' -k '^[[A12^U' -f code.txt \
    -k '^M' -w "$end" -k 'Meer.^M^D' -w 'Stored' \
    -- zegel send --receipt --desk noord "$url"
down

# ---- zegel-desk ------------------------------------------------------------
quietly zegeld export demo/data demo/stick
mkdir 'my stick'
cp demo/stick/* 'my stick'
folder=$(printf %s "$w/my stick" | sed 's/ /%20/g')
ok 'a folder as a desktop names it, the menu to its end' ./typist \
    -w 'Folder of the desk' -k " '$w/demo/noord' ^M" -w 'Passphrase' \
    -k "$pass^M" -w 'Folder of the stick' -k "file://$folder ^M" \
    -w 'Read it now?' -k 'n^M' -w 'Number:' -k ' 0 ^M' -- zegel-desk
# the cases may have any order; join the lines of each text
for i in 1 2 3 4 5 6 7; do
	with_pass zegel-desk show demo/noord $i | sed -n 's/^  | //p' |
	    tr -d '\n' > "case.$i"
done

# arrived NAME TEXT: one case is exactly TEXT.
arrived()
{
	local i

	printf '%s' "$2" > want
	for i in 1 2 3 4 5 6 7; do
		! cmp -s want "case.$i" || break
	done
	same "$1" want "case.$i"
}

arrived 'every byte of the long line was taken' "$(cat long)"
arrived 'no sign of an arrow key' 'eentwee drie'
arrived 'what was left of the text that was too long' kort
arrived 'and of the one that had no room' 'ongeveer vijf'
arrived 'the rest of a text that was not all UTF-8' 'caf één 🚚 en meer'
arrived 'both messages of one code' 'Een tip.Meer.'

letters 1300 > reply
head -c 1190 reply > reply.want
printf '%s' ' vrije dag?' | head -c 10 >> reply.want
ok 'a reply: too long, then "n" at the preview, then right' ./typist \
    -w 'Passphrase' -k "$pass^M" -w 'single dot' -f reply -k '^M.^M' \
    -w 'this is too long' -w 'still here' \
    -k "$(printf '%.0s^?' $(seq 110))^M.^M" -w 'Is that right?' -k 'n^M' \
    -w 'still here' -k ' vrije dag?^?^M.^M' -w 'Is that right?' -k 'y^M' \
    -w 'Kept for' -- zegel-desk reply demo/noord 1
with_pass zegel-desk show demo/noord 1 |
    sed -n '/goes out with the next/,$ s/^  | //p' | tr -d '\n' > got
same 'it is kept as shown' reply.want got
refuses 'dropped at the preview' 1 'nothing was changed' ./typist \
    -w 'Passphrase' -k "$pass^M" -w 'single dot' -k 'Anders.^M.^M' \
    -w 'Is that right?' -k 'x^M' -- zegel-desk reply demo/noord 1

# ---- the terminal is given back --------------------------------------------
# sh, unlike bash, leaves the terminal as a stopped program left it.
# stopped NAME QUESTION COMMAND AGAIN KEYS: stop COMMAND at QUESTION, look at the
# terminal, go on until AGAIN is shown, and type KEYS.
stopped()
{
	ok "$1: it stops, and goes on" env PS1='$ ' ./typist -w '$ ' -k "$3^M" \
	    -w "$2" -k '^Z' -w 'topped' -w '$ ' -k 'stty -a^M' -w 'echoke' \
	    -w '$ ' -k 'fg^M' -w "$4" -k "$5" -w '$ ' -k 'exit^M' -- sh -i
	tr -d '\r' < out > shown
	grep -A 12 'stty -a' shown > modes
	ok 'while it is stopped, the terminal shows what is typed' \
	    grep -qE '(^| )echo( |;)' modes
	ok 'and edits lines' grep -qE '(^| )icanon( |;)' modes
}

stopped 'a passphrase' 'Passphrase of this desk' \
    'zegel-desk list demo/noord | tail -n 1' 'Passphrase' "$pass^M"
says 'it was taken' shown 'The newest inbox is number 1'
! grep -qF "$pass" shown
result $? 'and never shown' out
up zegeld serve demo/data -a "127.0.0.1:$port"
stopped 'a text' "$end" "zegel send --desk noord $url" 'zegel send' 'Later.^M^D'
down
for signal in TERM HUP QUIT INT; do
	refuses "SIG$signal at a passphrase gives the terminal back" \
	    $((128 + $(kill -l $signal))) '' ./typist \
	    -w 'Passphrase' -x "pkill -$signal zegel-desk" \
	    -- zegel-desk list demo/noord
	refuses "SIG$signal while the key is made" \
	    $((128 + $(kill -l $signal))) '' ./typist \
	    -w 'Passphrase' -k "$pass^M" -w '
' -x "pkill -$signal zegel-desk" -- zegel-desk list demo/noord
done
finish
