#!/bin/bash
# badinput.sh - programs answer wrong requests and wrong input with a sentence,
# and lose no tip because of them.
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/lib.sh"

service demo
up zegeld serve demo/data -a "127.0.0.1:$port"
stored=0

# stored NAME OPTION...: send a tip, which must arrive.
stored()
{
	local name=$1

	shift
	echo "$name" > in
	ok "$name" zegel send "$@" < in
	! code out > "code.$stored" || stored=$((stored + 1))
}

# ---- requests that zegel never makes ----------------------------------------
octets='Content-Type: application/octet-stream'

# http NAME STATUS [OPTION...] PATH: the answer has this status, and a body.
http()
{
	local name=$1 want=$2 got

	shift 2
	got=$(curl -s -m 10 -o answer -w '%{http_code}' "${@:1:$#-1}" \
	    "$url${*: -1}" 2> err)
	[ "$got" = "$want" ] || echo "HTTP $got, not $want" > err
	[ "$got" = "$want" ] && [ -s answer ]
	result $? "$name: the status is $want" err answer
}

# malformed NAME FILE: refused, in an answer of 256 bytes as any deposit gets.
malformed()
{
	http "$1 to /x" 200 -H "$octets" --data-binary "@$2" /x
	[ "$(od -An -tu1 -N1 answer | tr -d ' ')" = 3 ] &&
	    [ "$(wc -c < answer)" -eq 256 ]
	result $? "$1 to /x: the answer is 256 bytes and says malformed" answer
}

for size in 1 16383 16384; do
	head -c $size /dev/zero > "zeros.$size"
	malformed "$size zeros" "zeros.$size"
done
head -c 16385 /dev/zero > larger
head -c 3000000 /dev/zero > huge
http 'one byte too many to /x' 413 -H "$octets" --data-binary @larger /x
http 'three megabytes to /x' 413 -H "$octets" --data-binary @huge /x
http 'no Content-Length to /x' 411 -H "$octets" \
    -H 'Transfer-Encoding: chunked' --data-binary @zeros.16384 /x
http 'another Content-Type to /x' 415 -H 'Content-Type: text/plain' \
    --data-binary @zeros.16384 /x
for m in GET PUT DELETE OPTIONS; do
	http "$m /x" 405 -X $m /x
done
for m in POST PUT DELETE; do
	http "$m /n" 405 -X $m -d x /n
	http "$m /b" 405 -X $m -d x /b
done
for path in /nosuch /n/ /N '/..%2fn' /x/y; do
	http "the path $path" 404 "$path"
done
says 'the answer to an unknown path says where the page is' answer \
    'The page is at /'

# ---- slow and cut connections ----------------------------------------------
slow=()
for i in $(seq 60); do
	exec {fd}<> "/dev/tcp/127.0.0.1/$port"
	case $((i % 3)) in
	0) printf 'GET /n HT' >&$fd ;;
	1) printf 'POST /x HTTP/1.1\r\nHost: a\r\n%s\r\nContent-Length: 16384\r\n\r\nTIP1' \
	    "$octets" >&$fd ;;
	2) printf 'GET /b HTTP/1.1\r\n' >&$fd ;;
	esac
	slow+=("$fd")
done
stored 'a tip arrives beside sixty slow connections' --desk noord "$url"
for fd in "${slow[@]}"; do
	exec {fd}>&-
done
whole=$(curl -s -o /dev/null -w '%{size_header} %{size_download}' "$url/n" |
    awk '{ print $1 + $2 }')
for bytes in 1 700 $((whole - 1)) $((whole)) $((whole + 1)) $((whole + 17)) \
    $((whole + 300)) $((whole + 600)) $((whole + 800)) $((whole + 1000)) 30000; do
	relay cut 9000 "$port" - "$bytes"
	stored "a tip arrives if answers are cut after $bytes bytes" \
	    --desk noord http://127.0.0.1:9000
	kill "$relay"
	wait "$relay" 2> /dev/null
done

# ---- wrong input: zegel does not connect -------------------------------------
relay record 9001 "$port" "$w/log"
through=http://127.0.0.1:9001

# typed NAME SENTENCE TEXT COMMAND...: refused before any request.
typed()
{
	local name=$1 sentence=$2

	printf '%b' "$3" > in
	shift 3
	rm -f log
	refuses "$name" 1 "$sentence" "$@" "$through" < in
	[ ! -e log ]
	result $? "$name: zegel does not connect" log
}

typed 'a code with a wrong digit' 'there is a typing error in this code' \
    '1234 5678 9012 3456 7890 1234\n' zegel check
typed 'a code without its last digit' 'a code is 24 digits' \
    '1234 5678 9012 3456 7890 123\n' zegel check
typed 'a code with a letter' 'a code is 24 digits' \
    '1234 5678 9012 3456 7890 12E4\n' zegel close
typed 'no code' 'no code was given' '' zegel check
typed 'a wrong code, then a text' 'there is a typing error in this code' \
    '1234 5678 9012 3456 7890 1234\nmeer\n' zegel send --receipt
typed 'no text' 'there is no text to send' ' \n\n' zegel send
typed 'a text that is not UTF-8' 'this is not plain text in UTF-8' \
    'een\xfftip\n' zegel send
typed 'a text with the bytes of an arrow key' \
    'line 2 holds an arrow key, or another key that is no character (U+001B)' \
    'een\na\x1b[2J' zegel send
typed 'a text in UTF-16' 'it is saved as UTF-16' 'e\0n\0\n\0' zegel send
typed 'a code in the text' 'your text contains a code of 24 digits' \
    'Mijn code: 0123 4567 8901\n2345 6789 0105.\n' zegel send
typed 'a text of 11,301 bytes' 'at most 11,300 bytes fit' \
    "$(printf '%011301d' 0)" zegel send

# ---- a draft as an office program saves it ---------------------------------
# signs NAME FILE: the signed directory is the same as that of draft.txt.
signs()
{
	rm -f demo/root/directory
	ok "$1" with_pass zegel-desk sign demo/root "$2" signed
	same "$1: the signed directory is the same" demo/directory signed
}

{ printf '\357\273\277'; sed 's/$/  \r/' demo/draft.txt; printf '\r\n'; } > crlf
signs 'sign accepts a byte order mark, CRLF and trailing blanks' crlf
head -c -1 demo/draft.txt > unended
signs 'sign accepts a last line without its end' unended
iconv -f UTF-8 -t UTF-16LE demo/draft.txt > utf16
refuses 'sign says that a draft is UTF-16' 1 'it is saved as UTF-16' \
    with_pass zegel-desk sign demo/root utf16 signed
sed 's/North/N\xf6rth/' demo/draft.txt > latin1
refuses 'sign names the line of a draft that is not UTF-8' 1 \
    "line $(grep -n North demo/draft.txt | head -n 1 | cut -d : -f 1) is not UTF-8 (byte 0xF6)" \
    with_pass zegel-desk sign demo/root latin1 signed
printf '%s \r\n' "$ZEGEL_ROOT" > demo/root/root.vkey
signs 'sign accepts blanks after the key in root.vkey' demo/draft.txt
ZEGEL_ROOT=$(printf ' %s \r' "$ZEGEL_ROOT") \
    ok 'zegel accepts blanks around ZEGEL_ROOT' zegel verify "$url"

# typed_pass NAME BYTES SENTENCE: no key is made with such a passphrase.
typed_pass()
{
	printf '%b\n' "$2" > in
	refuses "$1" 1 "$3" zegel-desk root -m 256 other.root other < in
	[ ! -e other.root/root.key ]
	result $? "$1: no key was made"
}

typed_pass 'a passphrase in Latin-1' 'caf\xe9 met melk en suiker' 'not UTF-8'
typed_pass 'a passphrase with an arrow key' 'een lange\x1b[D zin' 'not UTF-8'

echo een > in
other='PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW'
refuses 'send needs the key of the service' 2 \
    'the key of the service is missing' env -u ZEGEL_ROOT zegel send "$url" < in
refuses 'send refuses a key that lacks a character' 2 'copy it whole' \
    zegel send -r "${ZEGEL_ROOT%?}" "$url" < in
refuses 'send refuses a key of another form' 2 'copy it whole' \
    zegel send -r "$other" "$url" < in
refuses 'send needs an address' 2 'give one address' zegel send < in
refuses 'send refuses a path after the address' 2 'with nothing after it' \
    zegel send "$url/x" < in
refuses 'send refuses an onion address without a proxy' 2 'add --socks' \
    zegel send http://abc.onion < in
refuses 'send refuses an unknown desk' 1 'there is no open desk of that name' \
    zegel send --desk oost "$url" < in
refuses 'send asks to choose between desks' 1 'there are several desks' \
    zegel send "$url" < in
refuses 'send says that it cannot reach the server' 1 \
    'the server cannot be reached' \
    zegel send --desk noord http://127.0.0.1:9 < in
says 'send says that nothing was sent' err 'nothing was sent'
http_proxy=http://127.0.0.1:9 all_proxy=socks5://127.0.0.1:9 \
    stored 'zegel ignores proxies of the environment' --desk zuid "$url"
for days in -31 31; do
	refuses "send refuses a clock that is $days days off" 1 \
	    'set the date right' at $days zegel send --desk noord "$url" < in
	refuses "check refuses a clock that is $days days off" 1 \
	    'set the date right' at $days zegel check "$url" < code.0
done
refuses 'send refuses an expired directory' 1 'has expired' \
    at 400 zegel send --desk noord "$url" < in
kill "$relay"
wait "$relay" 2> /dev/null
relay bend 9003 "$port"
for what in check close; do
	refuses "$what does not take a damaged board for an empty one" 1 \
	    'cannot read what the server sent' \
	    zegel $what http://127.0.0.1:9003 < code.0
done
kill "$relay"

# ---- the server refuses a port, a folder and a clock ------------------------
cp -a demo/data twin
refuses 'serve says that a port is in use' 1 \
    'in use; stop the program that uses it, or name another' \
    zegeld serve twin -a "127.0.0.1:$port"
refuses 'serve says that a folder is in use' 1 \
    'another zegeld serves it already' zegeld serve demo/data -a 127.0.0.1:9002
refuses 'status says that a folder holds no service' 1 'not a service' \
    zegeld status nosuch
for days in -31 31; do
	refuses "export refuses a clock that is $days days off" 1 \
	    'set the clock' at $days zegeld export demo/data demo/stick
done
[ -z "$(ls demo/stick)" ]
result $? 'export wrote nothing to the stick'

# ---- the desk gets every stored tip ------------------------------------------
round demo noord zuid
lost=0
for i in $(seq 0 $((stored - 1))); do
	zegel check "$url" < "code.$i" > out
	grep -q '^Messages of yours that it read: 1$' out || lost=$((lost + 1))
done
[ $lost -eq 0 ] && [ $stored -eq 13 ]
result $? "the desk opened each of $stored stored tips once" out
down

# pool FOLDER: count its envelopes, also those since the hourly rewriting.
pool()
{
	rm -rf counted
	mkdir counted
	zegeld export "$1" counted 2> /dev/null |
	    sed -n 's/^inbox [0-9]* closed: \([0-9]*\) .*/\1/p'
}

# ---- a full disk -----------------------------------------------------------
mkdir small
mount -t tmpfs -o size=40m none small
cp -a demo/data small/data
up zegeld serve small/data -a "127.0.0.1:$port"
dd if=/dev/zero of=small/first bs=1M count=8 status=none
refuses 'the server refuses a tip when the disk is full' 1 \
    'has no room now: try again tomorrow, or phone 0800' \
    zegel send --desk noord "$url" < in
says 'send says that nothing was sent to the full disk' err 'nothing was sent'
ok 'export succeeds with the 32 MiB that are kept free' \
    zegeld export small/data demo/stick
says 'export says that it could not rewrite the pool' err \
    'which is exported anyway'
! grep -q refused up.err
result $? 'the log does not show when a tip was refused' up.err
refuses 'status reports the full disk and exits with 4' 4 'NO ROOM: ' \
    zegeld status small/data
kill -HUP "$server"
for _ in $(seq 100); do
	! grep -q 'deposits refused.*: 2$' up.err || break
	sleep 0.1
done
says 'the hourly work logs how many tips were refused' up.err 'deposits refused'
for _ in $(seq 100); do
	! grep -q '^deposits refused' small/data/report || break
	sleep 0.1
done
refuses 'status reports the refusals for the next hour' 4 'REFUSED: ' \
    zegeld status small/data
dd if=/dev/zero of=small/filled bs=1k status=none 2> /dev/null
refuses 'the server refuses a tip on a disk without any room' 1 \
    'has no room now' zegel send --desk noord "$url" < in
refuses 'export says that the disk has no room' 1 'no room left' \
    zegeld export small/data demo/stick
rm small/filled small/first
before=$(pool small/data)
ok 'the server takes tips again when the disk has room' \
    zegel send --desk noord "$url" < in
[ "$(pool small/data)" -eq $((before + 2)) ]
result $? 'the pool holds that tip and its dummy, and none before'
touch stamp
sleep 0.1
down
[ -z "$(find small/data/pool -not -newer stamp)" ]
result $? 'the times of the pool files show when the server ended'
umount small
finish
