#!/bin/bash
# terminal.sh - a text typed at a terminal arrives whole, or the program says
# what is wrong and keeps the text for correction.
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/lib.sh"
export LC_ALL=C.UTF-8 TERM=xterm

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
ok 'send takes a pasted line of 8,999 bytes' \
    ./typist -w "$end" -f long -k '^M^D' \
    -w 'Write this down' -- zegel send --desk noord "$url"
printf 'twee drie\033[1~een \033OP\033[4~!\033[D\033[3~' > arrows
ok 'arrow keys, Home, End and Delete edit a text for send' ./typist -w "$end" -f arrows -k '^M^D' \
    -w 'Write this down' -- zegel send --desk noord "$url"
says 'send says that a function key does nothing' out 'That key does nothing'
letters 11310 > longer
ok 'send keeps a text that is too long, to be shortened' \
    ./typist -w "$end" -f longer -k '^M^D' -w 'at most 11,300 bytes' \
    -w 'Nothing is lost' -k '^?^?^?^?^?^?^?^?^?^?^?einde^U' -w '' \
    -k 'kort^D' -w 'Write this down' -- zegel send --desk noord "$url"
head -c 25000 /dev/zero | tr '\0' x > longest
ok 'send says when there is no room for more text' \
    ./typist -w "$end" -f longest -w 'no room for more' -k '^D' \
    -w 'at most 11,300 bytes' -w 'Nothing is lost' \
    -k '^Uongeveer vijf^D' -w 'Write this down' \
    -- zegel send --desk noord "$url"
printf 'caf\351 \303\251\303\251n\007 \360\237\232\232 en meer' > latin
ok 'send leaves out what is not UTF-8, and says so' \
    ./typist -w "$end" -f latin \
    -w 'does not send UTF-8' -w 'cannot be part of a text' -k '^D' \
    -w 'Write this down' -- zegel send --desk noord "$url"
refuses 'Ctrl-C ends send and restores the terminal' 130 '' \
    ./typist -w "$end" -k 'half^C' -- zegel send --desk noord "$url"
refuses 'send refuses an empty text' 1 'there is no text to send' \
    ./typist -w "$end" -k '^D' -- zegel send --desk noord "$url"
ok 'send asks which desk and keeps the text' ./typist -w "$end" \
    -k 'Zonder naam.^M^D' -w 'Which desk?' -k 'noord, zuid^M' \
    -w 'Stored, for: noord, zuid' -- zegel send "$url"
! grep -qE 'nothing was sent|--desk|zegel: ' out
result $? 'it only asks: nothing went wrong' out
ok 'send says what is wrong with a typed name, and asks again' ./typist \
    -w "$end" -k 'Toch.^M^D' -w 'Which desk?' -k 'nord^M' \
    -w 'there is no open desk of that name.' -w 'Which desk?' -k 'zuid^M' \
    -w 'Stored, for: zuid' -- zegel send "$url"
refuses 'Ctrl-D at that question sends nothing, and says so' 1 \
    'nothing was sent' ./typist -w "$end" -k 'Nee.^M^D' -w 'Which desk?' \
    -k '^D' -- zegel send "$url"
ok 'send shows a code' ./typist -w "$end" \
    -k 'Een tip.^M^D' -w 'Write this down' -- zegel send --desk noord "$url"
code out > code.txt
ok 'send --receipt takes the typed code and a text' \
    ./typist -w 'Your code:' -k '^[[A12^U' -f code.txt \
    -k '^M' -w "$end" -k 'Meer.^M^D' -w 'Stored' \
    -- zegel send --receipt --desk noord "$url"
down

# ---- zegel-desk ------------------------------------------------------------
quietly zegeld export demo/data demo/stick
mkdir 'my stick'
cp demo/stick/* 'my stick'
folder=$(printf %s "$w/my stick" | sed 's/ /%20/g')
ok 'the menu takes folders as a desktop pastes them' ./typist \
    -w 'Folder of the desk' -k " '$w/demo/noord' ^M" \
    -w 'of the stick' -k "file://$folder ^M" -w 'Passphrase' \
    -k "$pass^M" -w 'Number:' -k ' 0 ^M' -- zegel-desk
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

arrived 'every byte of the long line arrives' "$(cat long)"
arrived 'the text arrives as edited, without the bytes of a key' 'een twee drie'
arrived 'the shortened text arrives' kort
arrived 'the text that had no room arrives as retyped' 'ongeveer vijf'
arrived 'the UTF-8 part of a text arrives' 'caf één 🚚 en meer'
arrived 'both messages of one code arrive in one case' 'Een tip.Meer.'

# ---- pages, and the screen afterwards ---------------------------------------
for i in 1 2 3 4 5 6 7; do
	! cmp -s long "case.$i" || break
done
mkdir home
ok 'show turns the pages of a long tip' env HOME="$w/home" ./typist \
    -w 'Passphrase' -k "$pass^M" -w 'Space: next' -k ' ' -w '2/' -k 'b' \
    -w '1/' -k 'q' -- zegel-desk show demo/noord "$i"
[ -z "$(ls -A home)" ]
result $? 'and leaves no file in the home folder'
clear=$(printf '\033[3J\033[?1049l')
# nobody comes back to a page of a tip
cc -shared -fPIC -o clock.so "$here/clock.c" || exit 1
truncate -s 4096 shift
ok 'show left in the pager for ten minutes ends' ./typist -w 'Passphrase' \
    -k "$pass^M" -w '1/' \
    -x "printf '0 700 ' | dd of=$w/shift conv=notrunc status=none" \
    -w 'Nobody was here' -- env ASAN_OPTIONS=verify_asan_link_order=0 \
    LD_PRELOAD="$w/clock.so" ZEGEL_TEST_CLOCK="$w/shift" \
    zegel-desk show demo/noord "$i"
grep -qF $'\033[3J' out
result $? 'and clears the screen'

# menu NAME STATUS LAST...: use the menu up to its list; LAST ends it.
menu()
{
	local name=$1 status=$2

	shift 2
	refuses "$name" "$status" '' ./typist -w 'Folder of the desk' \
	    -k "$w/demo/noo^I^M" -w 'of the stick' -k "'$w/my s^I^M" \
	    -w 'Passphrase' -k "$pass^M" -w 'Number:' "$@" -- zegel-desk
	says "$name: the screen is cleared" out "$clear"
	sed "s/.*$(printf '\033')\[3J//" out | tail -n 1 > last
	! grep -q 'Number' last
	result $? "$name: and stays so" last
}
menu 'the menu completes folders with Tab' 0 -k '0^M'
menu 'the menu ends by a hang-up' 129 -x "kill -HUP \$CHILD"
menu 'the menu ends by Ctrl-C' 130 -k '^C'

letters 1300 > reply
head -c 1190 reply > reply.want
printf '%s' ' vrije dag?' | head -c 10 >> reply.want
ok 'reply lets a person correct a text twice' ./typist \
    -w 'Passphrase' -k "$pass^M" -w 'single dot' -f reply -k '^M.^M' \
    -w 'this is too long' -w 'still here' \
    -k "$(printf '%.0s^?' $(seq 110))^M.^M" -w 'Is that right?' -k 'n^M' \
    -w 'still here' -k ' vrije dag?^?^M.^M' -w 'Is that right?' -k 'y^M' \
    -w 'Kept:' -- zegel-desk reply demo/noord 1
with_pass zegel-desk show demo/noord 1 |
    sed -n '/goes out with the next/,$ s/^  | //p' | tr -d '\n' > got
same 'the case keeps the reply as shown' reply.want got
refuses 'another answer at the preview drops the reply' 1 \
    'nothing was changed' ./typist -w 'Passphrase' -k "$pass^M" \
    -w 'both go' -k 'b^M' -w 'single dot' -k 'Anders.^M.^M' \
    -w 'Is that right?' -k 'x^M' -- zegel-desk reply demo/noord 1

printf 'caf\351 %s\r' "$pass" > latin
ok 'a passphrase in Latin-1 is wrong, and asked for again' ./typist \
    -w 'Passphrase' -f latin -w 'is not right' -w 'Passphrase' -k "$pass^M" \
    -w 'newest inbox' -- zegel-desk list demo/noord
says 'list says that the terminal does not send UTF-8' out 'does not send UTF-8'
printf 'caf\303\251 %s\r' "$pass" > utf8
ok 'so is another passphrase in UTF-8' ./typist \
    -w 'Passphrase' -f utf8 -w 'is not right' -w 'Passphrase' -k "$pass^M" \
    -w 'newest inbox' -- zegel-desk list demo/noord
! grep -q UTF-8 out
result $? 'list then says nothing of UTF-8' out

# ---- the terminal is given back --------------------------------------------
# sh, unlike bash, leaves the terminal as a stopped program left it.
# stopped NAME QUESTION COMMAND AGAIN KEYS: stop COMMAND at QUESTION, look at the
# terminal, go on until AGAIN is shown, and type KEYS.
stopped()
{
	ok "$1: the program stops on Ctrl-Z and goes on" \
	    env PS1='$ ' ./typist -w '$ ' -k "$3^M" \
	    -w "$2" -k '^Z' -w 'topped' -w '$ ' -k 'stty -a^M' -w 'echoke' \
	    -w '$ ' -k 'fg^M' -w "$4" -k "$5" -w '$ ' -k 'exit 0^M' -- sh -i
	tr -d '\r' < out > shown
	grep -A 12 'stty -a' shown > modes
	ok "$1: the stopped program leaves the terminal with echo" \
	    grep -qE '(^| )echo( |;)' modes
	ok "$1: and with line editing" grep -qE '(^| )icanon( |;)' modes
}

stopped 'at a passphrase' 'Passphrase of' \
    'zegel-desk list demo/noord | tail -n 1' 'Passphrase' "$pass^M"
says 'list accepts the passphrase typed after the stop' shown \
    'The newest inbox is number 1'
! grep -qF "$pass" shown
result $? 'the terminal never shows the passphrase' out
up zegeld serve demo/data -a "127.0.0.1:$port"
stopped 'at a text' "$end" "zegel send --desk noord $url" 'zegel send' \
    'Later.^M^D'
down
for signal in TERM HUP QUIT INT; do
	refuses "SIG$signal at a passphrase restores the terminal" \
	    $((128 + $(kill -l $signal))) '' ./typist \
	    -w 'Passphrase' -x "kill -$signal \$CHILD" \
	    -- zegel-desk list demo/noord
	refuses "SIG$signal while list derives the key ends it" \
	    $((128 + $(kill -l $signal))) '' ./typist \
	    -w 'Passphrase' -k "$pass^M" -w '
' -x "kill -$signal \$CHILD" -- zegel-desk list demo/noord
done

list='zegel-desk list demo/noord'
ok 'a list begun in the background asks when it comes to the front' \
    env PS1='$ ' ./typist -w '$ ' -k "$list &^M" -w '$ ' -k 'sleep 1^M' \
    -w 'topped' -w '$ ' -k 'fg^M' -w 'Passphrase' -k "$pass^M" \
    -w 'newest inbox' -w '$ ' -k 'exit 0^M' -- sh -i
! grep -qF "$pass" out
result $? 'the terminal does not show the passphrase then' out
ok 'a stopped list ends by kill %1' env PS1='$ ' ./typist -w '$ ' \
    -k "$list^M" -w 'Passphrase' -k '^Z' -w 'topped' -w '$ ' \
    -k 'kill %1; kill -CONT %1; sleep 1^M' -w 'Terminated' -w '$ ' \
    -k 'exit 0^M' -- sh -i
ok 'a list begun in the background ends by kill %1' env PS1='$ ' ./typist \
    -w '$ ' -k "$list &^M" -w '$ ' -k 'sleep 1^M' -w 'topped' -w '$ ' \
    -k 'kill %1; kill -CONT %1; sleep 1^M' -w 'Terminated' -w '$ ' \
    -k 'exit 0^M' -- sh -i
ok 'what is typed while the key is made does not reach the shell' \
    env PS1='$ ' ./typist -w '$ ' -k "$list^M" -w 'Passphrase' -k "$pass^M" \
    -w '
' -k 'touch reached^M' -x 'pkill zegel-desk || pkill -f "real/zegel-des[k]"' \
    -w 'Terminated' -w '$ ' -k 'exit 0^M' -- sh -i
[ ! -e reached ]
result $? 'no file was made by it' out
finish
