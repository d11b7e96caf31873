#!/bin/bash
# light.sh - limits the bytes that a first visit loads before a person can type,
# and checks the sizes and encodings of files and pages.
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/lib.sh"

service demo
up zegeld serve demo/data -a "127.0.0.1:$port"
wasm_most=150000
js_most=230000
plain_most=25000

# bytes PATH: print the bytes of headers and body as sent; unpack the body to
# "got".
bytes()
{
	curl -s -o raw -H 'Accept-Language: nl' -w '%{size_header} %{size_download}' \
	    "$url$1" | awk '{ print $1 + $2 }'
	gzip -dc raw > got
}

# loads FILE: print our own files that the page in FILE names, each once.
loads()
{
	grep -oE '(href|src)="/[a-z]+\.[a-z]+"' "$1" | cut -d '"' -f 2 | sort -u
}

# sum PATH...: print the bytes of all of them.
sum()
{
	local all=0

	for path in "$@"; do
		all=$((all + $(bytes "$path")))
	done
	echo $all
}

# at_most NAME MOST PATH...
at_most()
{
	local name=$1 most=$2 all

	shift 2
	all=$(sum "$@")
	echo "$* $all" > out
	[ "$all" -le "$most" ]
	result $? "$name: $all of at most $most bytes" out
}

bytes / > /dev/null
mv got page
sed 's/<[/]*noscript>/\n&\n/g' page |
    sed '/<noscript>/,/<\/noscript>/d' > scripted
mapfile -t with < <(loads scripted)
mapfile -t without < <(loads page | grep -v '\.js$')
[ "${with[*]}" = '/boot.js /style.css' ] &&
    [ "${without[*]}" = '/plain.css /style.css' ]
result $? 'the page names the files that it loads' page
with+=(/script.js /coach.js) # boot.js loads them
at_most 'a first visit with WebAssembly' $wasm_most / "${with[@]}" /tip.wasm
at_most 'a first visit with tip.js' $js_most / "${with[@]}" /tip.js
at_most 'a first visit without JavaScript' $plain_most / "${without[@]}"

# ---- files: gzip, whole KiB; answers to POST: not compressed -----------------
for path in / "${with[@]}" /plain.css /tip.wasm /tip.js; do
	for encoding in '' gzip 'identity;q=1, gzip;q=0' br; do
		curl -s -o "as.$encoding" -D head -H "Accept-Encoding: $encoding" \
		    "$url$path"
		grep -qi '^content-encoding: gzip' head &&
		    [ $(($(wc -c < "as.$encoding") % 1024)) -eq 0 ] &&
		    cmp -s "as.$encoding" 'as.'
		result $? "$path is the same file for encoding '$encoding'" head
	done
done
for lang in en nl fr; do
	curl -s -H "Accept-Language: $lang" "$url/" | wc -c
done | sort -u > sizes
[ "$(wc -l < sizes)" -eq 1 ]
result $? 'the page has one size in three languages' sizes
for do in lang form code check send more close fly; do
	got=$(curl -s -o answer -D head -H 'Accept-Encoding: gzip' -d "do=$do" \
	    -w '%{size_download}' "$url/")
	! grep -qi '^content-encoding' head && [ "$got" -eq 131072 ]
	result $? "the answer to do=$do is 131072 bytes, not compressed" head
done
down
finish
