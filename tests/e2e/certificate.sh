#!/bin/bash
# certificate.sh - a server loads a renewed certificate, on HUP and by itself,
# and drops no connection; it reports a bad pair and keeps the old one.
# shellcheck disable=SC2317 # functions are called by name
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/lib.sh"

service demo
owner=$(stat -c %u demo/data)
chmod 711 "$w"
mkdir -p pem/archive pem/live

# pair NAME DAYS: make a key and a certificate as certbot lays them out,
# readable by the service.
pair()
{
	openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes \
	    -days "$2" -subj "/CN=$1" -addext subjectAltName=IP:127.0.0.1 \
	    -keyout "pem/archive/$1.key" -out "pem/archive/$1.pem" 2> /dev/null
	chown -R "$owner" pem
}

# link CERT KEY: renew as certbot does: point the links to other files.
link()
{
	ln -sfn "../archive/$1.pem" pem/live/cert.pem
	ln -sfn "../archive/$2.key" pem/live/key.pem
}

# shown NAME [SECONDS]: a new connection gets the certificate of NAME.
shown()
{
	for _ in $(seq $((${2:-10} * 10))); do
		openssl s_client -connect "127.0.0.1:$port" < /dev/null \
		    2> /dev/null | openssl x509 -noout -subject > subject 2>&1
		! grep -q "CN *= *$1\$" subject || return 0
		sleep 0.1
	done
	return 1
}

# logged SENTENCE: it appears in the log within ten seconds.
logged()
{
	for _ in $(seq 100); do
		! grep -qF "$1" up.err || return 0
		sleep 0.1
	done
	return 1
}

pair one 60
pair two 61
pair other 30
link one one
cc -shared -fPIC -o short_waits.so "$here/short_waits.c" || exit 1
serving env LD_PRELOAD="$w/short_waits.so" zegeld serve demo/data \
    -a "127.0.0.1:$port" -c pem/live/cert.pem -k pem/live/key.pem
ok 'the server shows the first pair' shown one

# A client that waits in the middle of a request.
coproc VISITOR { openssl s_client -quiet -connect "127.0.0.1:$port" 2> /dev/null; }
# shellcheck disable=SC2034 # kill uses it
visitor=$VISITOR_PID
printf 'GET /n HTTP/1.1\r\nHost: a\r\n' >&"${VISITOR[1]}"

link two two
kill -HUP "$server"
ok 'the server loads a renewed pair on HUP' shown two
ok 'the log says that the server uses it' logged \
    'the server uses the renewed certificate'
printf '\r\n' >&"${VISITOR[1]}"
read -r -t 10 answer <&"${VISITOR[0]}"
[ "${answer%$'\r'}" = 'HTTP/1.1 200 OK' ]
result $? 'a request begun before the renewal is answered' up.err
kill "$visitor"
wait "$visitor" 2> /dev/null

link one one
ok 'the server loads a renewed pair by itself' shown one 30

link two other
kill -HUP "$server"
ok 'the log says that a renewed pair does not match' logged \
    'are not a working pair'
ok 'the server still shows the old pair' shown one
refuses 'status reports it, too' 3 'CERTIFICATE NOT RENEWED: ' \
    zegeld status demo/data
: > pem/archive/empty.pem
: > pem/archive/empty.key
link empty empty
: > up.err
kill -HUP "$server"
ok 'the log says that empty files are no pair' logged 'are not a working pair'
rm pem/live/*
: > up.err
kill -HUP "$server"
ok 'the log says that missing files cannot be read' logged 'cannot be read'
link two two
kill -HUP "$server"
ok 'the server loads a good pair after all that' shown two
ok 'status then reports nothing' zegeld status demo/data
down

# ---- a pair that the service's user cannot read ------------------------------
chown -R root pem
chmod 700 pem
serving zegeld serve demo/data -a "127.0.0.1:$port" \
    -c pem/live/cert.pem -k pem/live/key.pem
says 'serve warns of a pair that only root can read' up.err \
    'cannot load a renewed pair'
ok 'status does not report such a pair' zegeld status demo/data
down
chown -R "$owner" pem
pair short 5
link short short
chown -R root pem
chmod 700 pem
serving zegeld serve demo/data -a "127.0.0.1:$port" \
    -c pem/live/cert.pem -k pem/live/key.pem
link two two
kill -HUP "$server"
ok 'the log says that the renewed pair cannot be read' logged 'cannot be read'
refuses 'status says to restart serve before the pair expires' 3 \
    'if they are already renewed, restart zegeld serve' zegeld status demo/data
down
serving zegeld serve demo/data -a "127.0.0.1:$port" \
    -c pem/live/cert.pem -k pem/live/key.pem
ok 'a restarted server shows the renewed pair' shown two
ok 'status then has nothing to report' zegeld status demo/data
down
refuses 'serve refuses a pair that does not match' 1 \
    'certificate and key are not a working pair' \
    zegeld serve demo/data -a "127.0.0.1:$port" \
    -c pem/archive/one.pem -k pem/archive/two.key
refuses 'serve names a missing certificate' 1 'reading pem/none: not there' \
    zegeld serve demo/data -a "127.0.0.1:$port" \
    -c pem/none -k pem/archive/two.key
finish
