# includes.awk - checks which folders may include which, and that some library
# headers are included in one place only. Reads C files of ours.

BEGIN {
	sees["crypto"] = "crypto"
	sees["base"] = "base crypto"
	sees["server"] = "server base crypto"
	sees["tools/tipster"] = "tools/tipster base crypto"
	sees["tools/desk"] = "tools/desk base crypto"
	sees["web"] = "web crypto"
	# made at build time from texts and scripts; and the table of questions
	also["server"] = " lang.h template.h hashes.h questions.def "

	only["microhttpd.h"] = "^server/(http|accept)[a-z_]*\\.[ch]$"
	only["lmdb.h"] = "^(server/store|tools/desk/casebook)[a-z_]*\\.[ch]$"
	only["seccomp.h"] = "^(base|server|tools/desk)/confine\\.c$"
	only["linux/landlock.h"] = only["seccomp.h"]
	only["zlib.h"] = "^server/page_gzip\\.c$"
	only["qrencode.h"] = "^(web|tools/desk)/qr\\.c$"
	only["uninorm.h"] = "^tools/desk/normal\\.c$"
	only["unictype.h"] = only["uninorm.h"]
	only["unistr.h"] = only["uninorm.h"]
	only["curl/curl.h"] = "^tools/tipster/"
	only["sys/socket.h"] = "^(server|tools/tipster|base)/"
	only["netinet/in.h"] = only["sys/socket.h"]

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

function visible(name,    n, rooms, i)
{
	n = split(sees[room], rooms, " ")
	for (i = 1; i <= n; i++)
		if (exists(rooms[i] "/" name))
			return 1
	return 0
}

FNR == 1 {
	room = FILENAME
	sub(/\/[^\/]*$/, "", room)
}

/^[ \t]*#[ \t]*include/ {
	name = $0
	sub(/^[^<"]*[<"]/, "", name)
	sub(/[>"].*/, "", name)
	if (name ~ /\.\./)
		say("an include with ..: " name)
	if ($0 ~ /"/) {
		if (room in sees && !visible(name) &&
		    !index(also[room], " " name " "))
			say(room "/ may not include \"" name "\"; it sees " \
			    sees[room])
		next
	}
	if (room == "crypto" && !index(free, " " name " "))
		say("crypto/ may not include <" name ">")
	if (room in sees && name in only && FILENAME !~ only[name])
		say("<" name "> belongs to " only[name])
}

END { exit bad }
