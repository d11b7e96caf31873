# includes.awk - checks which folders may include which, and that some library
# headers are included in one place only. Reads C files of ours.
#
# Folders are declared from the ground up, and each may include itself and
# folders declared before it: so no include runs up, and there is no circle.

function folder(name, may,    n, list, i)
{
	n = split(may, list, " ")
	for (i = 1; i <= n; i++)
		if (!(list[i] in sees)) {
			printf "includes.awk: %s may not see %s, which is " \
			    "declared after it\n", name, list[i]
			bad = 1
		}
	sees[name] = name " " may
}

BEGIN {
	folder("crypto", "")
	folder("crypto/os", "crypto")
	folder("web", "crypto")

	ground = "crypto crypto/os"
	folder("tools/terminal", ground)
	folder("tools/tipster", ground " tools/terminal")
	folder("tools/desk/book", ground)
	folder("tools/desk/confine", ground)
	folder("tools/desk/lang", ground)
	folder("tools/desk/core", ground " tools/desk/book")
	desk = " tools/desk/book tools/desk/core tools/desk/confine " \
	    "tools/desk/lang"
	folder("tools/desk/rpc", ground desk)
	folder("tools/desk/cli", ground desk " tools/terminal tools/desk/rpc")

	folder("server/confine", ground)
	folder("server/quota", ground)
	ground = ground " server/confine server/quota"
	folder("server/store", ground)
	folder("server/page", ground " server/store")
	folder("server/served", ground " server/store server/page")
	folder("server/bundle", ground " server/store server/served")
	folder("server/form", ground " server/store server/page server/served")
	folder("server/http", ground " server/store server/page server/served " \
	    "server/form")
	folder("server/http/mhd", "server/http server/confine")
	# an operator is at a terminal too
	folder("server", ground " server/store server/page server/served " \
	    "server/bundle server/form server/http tools/terminal")

	# any folder may log; the build makes the others from texts, scripts
	# and the table of questions
	also["server"] = " log.h lang.h template.h hashes.h questions.def "

	only["microhttpd.h"] = "^server/http/"
	only["lmdb.h"] = "^(server/store/|tools/desk/casebook)[a-z_]*\\.[ch]$"
	only["sqlite3.h"] = "^tools/desk/book/"
	only["jansson.h"] = "^tools/desk/rpc/"
	only["seccomp.h"] = "^(server|tools/desk)/confine/confine\\.c$"
	only["linux/landlock.h"] = "^crypto/os/landlock\\.c$"
	only["zlib.h"] = "^server/page/gzip\\.c$"
	only["qrencode.h"] = "^web/qr\\.c$"
	only["uninorm.h"] = "^tools/desk/core/(normal|fold)\\.c$"
	only["unictype.h"] = only["uninorm.h"]
	only["unistr.h"] = only["uninorm.h"]
	only["unicase.h"] = only["uninorm.h"]
	only["curl/curl.h"] = "^tools/tipster/"
	only["sys/socket.h"] = "^(server/(http|quota|confine)|tools/tipster)/"
	only["netinet/in.h"] = only["sys/socket.h"]

	# core says nothing to people
	never["tools/desk/core"] = " stdio.h termios.h getopt.h libintl.h "

	free = " sodium.h stddef.h stdint.h stdbool.h stdarg.h stdalign.h " \
	    "stdnoreturn.h limits.h string.h "
}

function say(what)
{
	printf "%s:%d: %s\n", FILENAME, FNR, what
	bad = 1
}

function exists(path,    line, got)
{
	got = (getline line < path) >= 0
	close(path)
	return got
}

function parent(path)
{
	sub(/\/[^\/]*$/, "", path)
	return path
}

# Where the Makefile lets room find the file of an include; "" if nowhere.
function found(name,    roots, n, i)
{
	n = split(room ~ /^server/ ? "crypto server tools" : \
	    room ~ /^tools\/desk/ ? "tools/desk crypto tools" : \
	    room ~ /^tools/ ? "crypto tools" : \
	    room == "web" ? "web crypto" : "crypto", roots, " ")
	for (i = 1; i <= n; i++)
		if (exists(roots[i] "/" name))
			return roots[i] "/" name
	return ""
}

function visible(name,    path)
{
	if (index(also[substr(room, 1, 6)], " " name " "))
		return 1
	path = found(name)
	return path != "" && index(" " sees[room] " ", " " parent(path) " ")
}

FNR == 1 {
	room = parent(FILENAME)
	if (room ~ /^(crypto|server|tools|web)/ && !(room in sees))
		say(room "/ is not declared in includes.awk")
}

/^[ \t]*#[ \t]*include/ {
	name = $0
	sub(/^[^<"]*[<"]/, "", name)
	sub(/[>"].*/, "", name)
	if (name ~ /\.\./)
		say("an include with ..: " name)
	if ($0 ~ /"/) {
		if (room in sees && !visible(name))
			say(room "/ may not include \"" name "\"; it sees " \
			    sees[room])
		next
	}
	if (index(never[room], " " name " "))
		say(room "/ may not include <" name ">")
	if (room == "crypto" && !index(free, " " name " "))
		say("crypto/ may not include <" name ">")
	if (room in sees && name in only && FILENAME !~ only[name])
		say("<" name "> belongs to " only[name])
}

END { exit bad }
