#!/bin/bash
# status.sh - `zegeld status` reports each condition by exit status and by a
# sentence that the manual has too, and shows no single tip.
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/lib.sh"

top=${here%/tests/e2e}
service demo

refuses 'status reports a service that is not served' 4 \
    'NOT SERVED: no process serves this folder' zegeld status demo/data
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 5 \
    -subj /CN=demo -keyout key.pem -out cert.pem 2> /dev/null
serving zegeld serve demo/data -a "127.0.0.1:$port" -c cert.pem -k key.pem
refuses 'status reports a certificate that expires soon' 3 'CERTIFICATE ENDS ' \
    zegeld status demo/data
says 'status shows the last day of the certificate' out \
    "certificate, good until $(date -u -d '+5 days' +%F)"
down
serving zegeld serve demo/data -a "127.0.0.1:$port"
ok 'status exits with 0 if no condition holds' zegeld status demo/data
! grep -q '^[A-Z]' out
result $? 'status then prints no condition' out
grep -qE '^disk: ([0-9]|10) tenths free$' out
result $? 'status shows the free space in tenths' out

# ---- status every minute shows no single tip --------------------------------
mv out before
echo 'Een tip.' > in
quietly zegel send --desk noord "$url" < in
ok 'status succeeds after a tip' zegeld status demo/data
same 'status does not show the new tip' before out
kill -HUP "$server"
for _ in $(seq 100); do
	zegeld status demo/data > out
	! grep -q '^pool: 2 of' out || break
	sleep 0.1
done
says 'status shows it after the hourly work' out 'pool: 2 of'
down

# ---- no directory -----------------------------------------------------------
zegeld init bare bare > /dev/null
refuses 'status reports a folder without a directory' 4 'NO DIRECTORY: ' \
    zegeld status bare

# ---- the manual has each condition, sentence and advice ---------------------
# shellcheck disable=SC1003 # a backslash before a newline, for tr and sed
# rows FILE: print "STATUS<tab>MARK<tab>sentence<tab>advice" of the table.
rows()
{
	sed -n '/^const struct condition_row/,/^};/p' "$1" | tr -d '\n' |
	    sed 's/"[[:space:]]*"//g; s/\[[A-Z_]*\] = /\n/g' |
	    sed -n 's/^{ "\([^"]*\)",[[:space:]]*SEVERITY_\([A-Z]*\),[[:space:]]*"\([^"]*\)",[[:space:]]*"\([^"]*\)".*/\2\t\1\t\3\t\4/p' |
	    sed 's/^NOW/4/; s/^SOON/3/' | awk 1
}

# manual FILE: print the same of zegeld.8: ".It STATUS MARK", then "sentence;
# advice".
manual()
{
	awk '
	/^\.Sh CONDITIONS/ { on = 1 }
	on && (/^\.It / || /^\.El/) {
		if (line != "")
			print line
		if (/^\.El/)
			exit
		line = $2 "\t" substr($0, 7)
		sep = "\t"
		next
	}
	on && line != "" {
		line = line sep $0
		sep = " "
	}' "$1" | sed 's/; /\t/'
}

rows "$top/server/condition.c" > table
manual "$top/server/zegeld.8" > page
[ "$(grep -c . table)" -eq "$(grep -c '^	\[[A-Z_]*\] = {' \
    "$top/server/condition.c")" ] && [ "$(grep -c . table)" -ge 20 ]
result $? 'this test reads every row of the table' table
same 'zegeld.8 has the sentences that status prints' table page
finish
