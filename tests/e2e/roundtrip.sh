#!/bin/bash
# roundtrip.sh - a tip, its answer, a follow-up and the end of the thread, over
# each kind of connection.
# shellcheck disable=SC2317 # functions are called by name
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/lib.sh"
export LC_ALL=C.UTF-8

nl='Er staat elke nacht een wit busje – kenteken onbekend – achter de oude fabriek. Twee mannen brengen jonge vrouwen; één huilde. "Hoe laat?" Vaak na elven, € 50 per keer.
'
ar='كل ليلة تقف شاحنة بيضاء خلف المصنع القديم، ورجلان يحضران فتيات صغيرات؛ كانت إحداهن تبكي. «في أي ساعة؟» غالبًا بعد الحادية عشرة، ٥٠ يورو.
'

# tip NAME LANG: write a text of 4,000 characters, different for each tip.
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
	relay socks 9050 "$port" "$w/circuits"
}

tls()
{
	up zegeld serve demo/data -a "127.0.0.1:$port" -c cert.pem -k key.pem
}

# through WAY COMMAND...: run zegel with the options for that connection.
through()
{
	local way=$1

	shift
	case $way in
	http) zegel "$@" "$url" ;;
	unix) zegel "$@" --unix "$w/http.sock" ;;
	socks) zegel "$@" --socks 127.0.0.1:9050 http://demo.onion ;;
	tls) zegel "$@" --cacert cert.pem "https://127.0.0.1:$port" ;;
	esac
}

# each ACTION: run ACTION WAY LANG DESK for all ways and languages.
each()
{
	plain
	for way in http unix socks; do
		"$1" $way nl noord
		"$1" $way ar zuid
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
	ok "$1, $2: send stores a tip" \
	    through "$1" send --desk "$3" < "$1-$2.text"
	code out > "$1-$2.code"
}

# cases DESK: write each case as the desk shows it, without margins, to DESK.N.
cases()
{
	local i=1

	rm -f "$1".[0-9]*
	while with_pass zegel-desk show "demo/$1" $i > shown 2> /dev/null; do
		sed 's/^  | //' shown > "$1.$i"
		i=$((i + 1))
	done
}

# case_of DESK FILE: print the number of the case with the first line of FILE.
case_of()
{
	local first

	first=$(head -n 1 "$2")
	grep -lxF "$first" "$1".[0-9]* | sed 's/.*\.//'
}

# read_tips LANG DESK: this desk opens every tip of this language, whole.
read_tips()
{
	cases "$2"
	for t in *-"$1".text; do
		holds "${t%.text}: desk $2 shows the tip byte for byte" \
		    "$2.$(case_of "$2" "$t")" "$t"
	done
}

# answer LANG DESK: this desk replies to each tip of this language.
answer()
{
	for t in *-"$1".text; do
		printf 'Antwoord op %s: ما لونها؟\nEn hoe laat?\n' \
		    "${t%.text}" > reply
		ok "${t%.text}: desk $2 replies" with_pass -f reply \
		    zegel-desk reply "demo/$2" "$(case_of "$2" "$t")"
	done
}

check()
{
	ok "$1, $2: check succeeds" through "$1" check < "$1-$2.code"
	says "$1, $2: check shows the answer" out \
	    "    Antwoord op $1-$2: ما لونها؟"
	says "$1, $2: check shows its second line" out '    En hoe laat?'
	says "$1, $2: check shows the status" out \
	    'The desk has a question for you.'
	says "$1, $2: check says that one message was read" out \
	    'Messages of yours that it read: 1'
}

follow()
{
	echo "Vervolg van $1-$2: عند العاشرة." > "$1-$2.more"
	cat "$1-$2.code" "$1-$2.more" > both
	ok "$1, $2: send stores a follow-up to the desk that answered" \
	    through "$1" send --receipt < both
}

# pasted FILE: print a code as messengers and office programs change it: with
# direction marks, wide spaces, a TAB, a dash, a minus sign, full-width digits.
pasted()
{
	sed 's/^/\xef\xbb\xbf\xe2\x81\xa6/
	s/ /\t/
	s/ /\xe2\x80\x8e\xe2\x80\x94/
	s/ /\xe3\x80\x80/
	s/ /\xe2\x88\x92/
	s/ /\xe2\x81\xa0\xe2\x80\x89/
	s/0/\xef\xbc\x90/g
	s/7/\xef\xbc\x97/g
	s/$/\xe2\x81\xa9\xe2\x80\x8f/' "$1"
}

check_again()
{
	pasted "$1-$2.code" > typed
	ok "$1, $2: check accepts a pasted code" \
	    through "$1" check < typed
	says "$1, $2: check says that two messages were read" out \
	    'Messages of yours that it read: 2'
}

close_it()
{
	ok "$1, $2: close succeeds" through "$1" close < "$1-$2.code"
}

gone()
{
	ok "$1, $2: check succeeds after the close" \
	    through "$1" check < "$1-$2.code"
	echo 'There is no message for this code. Look again next week.' > want
	same "$1, $2: check then shows no message" out want
}

each send
sed 's/ .*//' circuits | sort | uniq -d > twice
[ ! -s twice ] && [ "$(wc -l < circuits)" -eq 4 ]
result $? 'each visit through SOCKS has a circuit of its own' circuits
! grep -qv ' demo.onion$' circuits
result $? 'the proxy gets the name unresolved' circuits

round demo noord zuid
read_tips nl noord
read_tips ar zuid
answer nl noord
answer ar zuid
outboxes demo noord zuid
each check

each follow
round demo noord zuid
cases zuid
for t in *-ar.text; do
	says "${t%.text}: the desk shows the follow-up in the same case" \
	    "zuid.$(case_of zuid "$t")" "$(cat "${t%.text}.more")"
done
each check_again

each close_it
round demo noord zuid
each gone
with_pass zegel-desk show demo/noord 1 > shown
says 'show says that the tipster closed the thread' shown \
    'The tipster has ended it'
finish
