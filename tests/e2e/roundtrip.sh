#!/bin/bash
# roundtrip.sh - a tip, its answer, more, and the end, through each door.
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/lib.sh"
export LC_ALL=C.UTF-8

nl='Er staat elke nacht een wit busje – kenteken onbekend – achter de oude fabriek. Twee mannen brengen jonge vrouwen; één huilde. "Hoe laat?" Vaak na elven, € 50 per keer.
'
ar='كل ليلة تقف شاحنة بيضاء خلف المصنع القديم، ورجلان يحضران فتيات صغيرات؛ كانت إحداهن تبكي. «في أي ساعة؟» غالبًا بعد الحادية عشرة، ٥٠ يورو.
'

# tip NAME LANG: 4,000 characters that no other tip has.
tip()
{
	local s="$1
" one=$nl

	[ "$2" = nl ] || one=$ar
	while [ ${#s} -lt 4000 ]; do
		s+=$one
	done
	printf '%s' "${s:0:3999}." > "$1.text"
}

service demo
openssl req -x509 -newkey rsa:2048 -nodes -keyout key.pem -out cert.pem \
    -days 2 -subj /CN=demo -addext subjectAltName=IP:127.0.0.1 2> /dev/null

plain()
{
	up zegeld serve demo/data -a "127.0.0.1:$port" -u "$w/http.sock"
}

tls()
{
	up zegeld serve demo/data -a "127.0.0.1:$port" -c cert.pem -k key.pem
}

# through DOOR COMMAND...: zegel with what that door needs.
through()
{
	local door=$1

	shift
	case $door in
	http) zegel "$@" "$url" ;;
	unix) zegel "$@" --unix "$w/http.sock" ;;
	socks) zegel "$@" --socks 127.0.0.1:9050 http://demo.onion ;;
	tls) zegel "$@" --cacert cert.pem "https://127.0.0.1:$port" ;;
	esac
}

# each ACTION: ACTION DOOR LANG DESK for all doors and languages.
each()
{
	plain
	relay socks 9050 "$port" "$w/circuits"
	for door in http unix socks; do
		"$1" $door nl noord
		"$1" $door ar zuid
	done
	kill "$relay"
	down
	tls
	"$1" tls nl noord
	"$1" tls ar zuid
	down
}

send()
{
	tip "$1-$2" "$2"
	ok "$1: a tip in $2 is stored" \
	    through "$1" send --desk "$3" < "$1-$2.text"
	code out > "$1-$2.code"
}

read_tips()
{
	ok "$1 opens the inbox" with_pass zegel-desk open "demo/$1" demo/stick
	show_all "$1" "$1.shown"
	for t in *-"$2".text; do
		holds "${t%.text}: byte for byte at desk $1" "$1.shown" "$t"
	done
}
