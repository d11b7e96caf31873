#!/bin/sh
# demo.sh - makes a demo with two desks in build/demo, served on 127.0.0.1.
#
# usage: demo.sh      (make run; PORT= another port)
#
# The demo is made once and kept; rm -r build/demo begins anew. It is only for
# demonstration: it keeps the keys of all parties, which belong on separate
# machines, in one folder and under one passphrase, which it prints.
set -eu
umask 077
cd "$(dirname "$0")/../.."
bin=build/bin
demo=build/demo
pass='only a demonstration'
port=${PORT:-8080}

# quietly COMMAND...: show its output only if it fails.
quietly()
{
	if ! "$@" > "$new/log" 2>&1; then
		cat "$new/log" >&2
		echo "demo.sh: this failed: $*" >&2
		exit 1
	fi
}

with_pass()
{
	printf '%s\n' "$pass" | "$@"
}

# draft: print the directory for ROOT to sign: the service and its two desks.
draft()
{
	cat "$new/root/service.txt" "$new/srv"
	cat <<-'EOF'
	rhythm 1
	neutral https://www.wikipedia.org/
	phone 000 0000000
	colour 1b4f8a
	title en Demonstration
	title nl Demonstratie
	about en This service runs on one computer, to look at.
	about nl Deze dienst draait op een computer, om te bekijken.
	method en Nobody reads what you send here.
	method nl Niemand leest wat je hier stuurt.
	privacy en Nothing leaves this computer.
	privacy nl Er gaat niets van deze computer af.
	contact en Who started it.
	contact nl Wie het startte.
	region 1 en North
	region 1 nl Noord
	region 2 en South
	region 2 nl Zuid
	card all en This is a demonstration: send nothing real.
	card all nl Dit is een demonstratie: stuur niets echts.
	EOF
	cat "$new/noord/card.txt" "$new/zuid/card.txt"
}

desk_make()
{
	quietly with_pass "$bin/zegel-desk" init -m 256 -s "$new/stick" \
	    --service "$service" --root "$root" --title "nl=$2" \
	    --title "en=$3" --passes 'nl=de politie en Veilig Thuis' \
	    --passes 'en=the police and Veilig Thuis' \
	    --person 'Anna de Vries' --initials AdV "$new/$1" "$1"
}

service_make()
{
	new=$demo.new
	rm -rf "$new"
	mkdir -p "$new/stick"
	echo "making a demo service with two desks in $demo"
	quietly with_pass "$bin/zegel-desk" root -m 256 "$new/root" demo
	root=$(cat "$new/root/root.vkey")
	service=$(sed -n 's/^service //p' "$new/root/service.txt")
	"$bin/zegeld" init "$new/data" demo > "$new/srv"
	desk_make noord 'Meldpunt Noord' 'Desk North'
	desk_make zuid 'Meldpunt Zuid' 'Desk South'
	draft > "$new/draft.txt"
	quietly with_pass "$bin/zegel-desk" sign "$new/root" \
	    "$new/draft.txt" "$new/directory"
	quietly "$bin/zegeld" init "$new/data" "$root" "$new/directory"
	quietly "$bin/zegeld" import "$new/data" "$new/stick"
	rm "$new/log" "$new/srv" "$new/draft.txt"
	mv "$new" "$demo"
}

next_say()
{
	cat <<-EOF

	A demo of Zegel: http://127.0.0.1:$port/     Ctrl-C stops it, its data stays.

	Open that address, send a tip to Meldpunt Noord, and write its code down.
	Then, in another window, in this folder (passphrase: $pass):

	  $bin/zegeld export $demo/data $demo/stick
	  $bin/zegel-desk open $demo/noord $demo/stick
	  $bin/zegel-desk list $demo/noord
	  $bin/zegel-desk show $demo/noord 1
	  $bin/zegel-desk reply $demo/noord 1
	  $bin/zegel-desk outbox $demo/noord $demo/stick
	  $bin/zegeld import $demo/data $demo/stick

	and type the code on the page. The same from a shell:

	  export ZEGEL_ROOT='$(cat $demo/root/root.vkey)'
	  $bin/zegel send --desk noord http://127.0.0.1:$port
	  $bin/zegel check http://127.0.0.1:$port

	EOF
}

# what an earlier Zegel made, this desk does not read
if [ -d $demo ] && [ ! -e $demo/noord/desk.lock ]; then
	echo "$demo is of an earlier Zegel: it is now $demo.old"
	rm -rf $demo.old
	mv $demo $demo.old
fi
[ -d $demo ] || service_make
next_say
exec "$bin/zegeld" serve $demo/data -a "127.0.0.1:$port"
