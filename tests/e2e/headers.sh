#!/bin/bash
# headers.sh - checks all headers of every path and every status.
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/lib.sh"

service demo
up zegeld serve demo/data -a "127.0.0.1:$port"

# The headers that every answer has, with exactly these values.
cat > always <<'END'
cache-control: no-store
cross-origin-embedder-policy: require-corp
cross-origin-opener-policy: same-origin
cross-origin-resource-policy: same-origin
referrer-policy: no-referrer
x-content-type-options: nosniff
x-frame-options: DENY
END
closed="default-src 'none'; form-action 'none'; base-uri 'none'; \
frame-ancestors 'none'"
hash="'sha256-[A-Za-z0-9+/]{43}='"
page="default-src 'none'; script-src $hash $hash $hash $hash 'wasm-unsafe-eval'; \
connect-src 'self'; img-src data:; form-action 'self'; \
base-uri 'none'; frame-ancestors 'none'; style-src 'self'"

# The other headers that an answer may have. So no Date, no Server, no
# Set-Cookie, no ETag, no Clear-Site-Data.
besides='^(permissions-policy|content-security-policy|content-type|content-length|content-encoding|connection|allow|location): '

# header NAME: print its value in the last answer.
header()
{
	sed -n "s/^$1: //p" head
}

# fits KIND: print what is wrong with the headers of the last answer.
fits()
{
	case $1 in
	page) header content-security-policy | grep -qxE "$page" ;;
	*) header content-security-policy | grep -qxF "$closed" ;;
	esac
	# shellcheck disable=SC2181 # of either
	[ $? -eq 0 ] || echo "another Content-Security-Policy"
	grep -qE '^permissions-policy: [a-z0-9-]+=\(\)(,[a-z0-9-]+=\(\)){70,}$' head ||
	    echo "another Permissions-Policy"
	grep -vxFf always head | grep -vE "$besides"
	grep -xFf always head | sort | cmp -s - always ||
	    echo "not each of those that are always there, once"
}

# answer KIND STATUS [OPTION...] PATH: status and headers must be right.
answer()
{
	local kind=$1 want=$2 got

	shift 2
	got=$(curl -s -m 20 -o body -D raw -w '%{http_code}' "${@:1:$#-1}" \
	    "$url${*: -1}")
	tr -d '\r' < raw | sed -n '/^[A-Za-z-]*: /p' |
	    awk '{
			i = index($0, ":")
			print tolower(substr($0, 1, i - 1)) substr($0, i)
		}' | sort > ./head
	fits "$kind" > why
	[ "$got" = "$want" ] || echo "HTTP $got" >> why
	[ ! -s why ]
	result $? "status $want and the headers of ${*: -1} ($kind)" why head
}

form='Content-Type: application/x-www-form-urlencoded'
octets='Content-Type: application/octet-stream'
head -c 16384 /dev/zero > zeros
head -c 70000 /dev/zero | tr '\0' a > long

answer page 203 /
for path in /style.css /plain.css /boot.js /script.js /coach.js /tip.js /tip.wasm /n /b; do
	answer closed 200 "$path"
	answer closed 405 -X POST -d x "$path"
	[ "$(header allow)" = 'GET, HEAD' ]
	result $? "$path: the answer 405 names the allowed methods" head
done
# ---- HEAD is GET without a body ---------------------------------------------
for path in / /style.css /tip.wasm /n /b; do
	kind=$([ "$path" = / ] && echo page || echo closed)
	status=$([ "$path" = / ] && echo 203 || echo 200)
	answer "$kind" "$status" "$path"
	mv head get
	answer "$kind" "$status" -I "$path"
	same "$path: HEAD has the headers of GET" head get
done
exec 3<> "/dev/tcp/127.0.0.1/$port"
for path in / /b /n; do
	printf 'HEAD %s HTTP/1.1\r\nHost: a\r\n\r\n' "$path" >&3
done
printf 'GET /nosuch HTTP/1.0\r\nHost: a\r\n\r\n' >&3
tr -d '\r' <&3 > three
exec 3>&-
[ "$(grep -c '^HTTP/1.1 20[03] ' three)" -eq 3 ] &&
    [ "$(grep -ac . three)" -lt 100 ] &&
    [ "$(tail -n 1 three)" = 'There is nothing here. The page is at /' ]
result $? 'no body follows a HEAD on the same connection' three
answer closed 200 -H "$octets" --data-binary @zeros /x
answer closed 405 /x
answer closed 405 -I /x
answer closed 411 -H "$octets" -H 'Transfer-Encoding: chunked' -d x /x
answer closed 413 -H "$octets" --data-binary @long /x
answer closed 415 -H 'Content-Type: text/plain' --data-binary @zeros /x
answer closed 400 -H "$octets" -d '' /x
for do in lang form code check send more close fly; do
	answer page 200 -d "do=$do" /
done
answer page 303 -d "do=send&text=Hallo&desk.noord=1" -H 'Accept-Language: en' /
[ "$(header location)" = '/#s-en' ] && [ ! -s body ]
result $? 'a stored form redirects to the first page, with no body' head body
answer page 303 -d "do=send&text=Hallo&desk.noord=1&lang=nl" \
    -H 'Accept-Language: en' /
[ "$(header location)" = '/#s-nl' ]
result $? 'the redirect keeps the chosen language' head
answer page 413 -H "$form" --data-binary @long /
answer closed 405 -X PUT -d x /
answer closed 411 -H "$form" -H 'Transfer-Encoding: chunked' -d x /
answer closed 415 -H 'Content-Type: text/plain' -d x /
answer closed 400 -H "$form" -d '' /
for path in /nosuch /favicon.ico /robots.txt /.git/config '/?x=1'; do
	answer "$([ "$path" = '/?x=1' ] && echo page || echo closed)" \
	    "$([ "$path" = '/?x=1' ] && echo 203 || echo 404)" "$path"
done
down
finish
