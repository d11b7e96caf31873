# followed.awk - finds texts of nl.po that changed since the others were read.
#
# usage: LC_ALL=C awk -f followed.awk text.followed nl.po
#        LC_ALL=C awk -v write=1 -f followed.awk nl.po > text.followed
#
# text.followed has the name and a checksum of each text as it was when all
# other languages were last compared with it. Prints file:line: what.

BEGIN {
	for (i = 1; i < 256; i++)
		byte[sprintf("%c", i)] = i
}

# sum(s): a checksum of s.
function sum(s,    i, h)
{
	h = 7
	for (i = 1; i <= length(s); i++)
		h = (h * 31 + byte[substr(s, i, 1)]) % 2147483647
	return h
}

!write && FNR == NR {
	if (!/^#/)
		was[$1] = $2
	next
}
# done(): the text of id is complete: write its checksum, or compare it.
function done(    now)
{
	if (id == "")
		return
	now = sum(text)
	if (write)
		print id, now
	else if (was[id] != now)
		print FILENAME ":" line ": \"" id "\" is newer than its " \
		    "translations: correct them, then write text.followed"
	delete was[id]
	id = ""
}

/^msgid / {
	done()
	id = $2
	gsub(/"/, "", id)
	line = FNR
	text = ""
	next
}
/^(msgstr )?"/ {
	sub(/^[^"]*"/, "")
	sub(/"$/, "")
	text = text $0
}
END {
	done()
	for (id in was)
		print "text.followed:1: no text has the name \"" id "\""
}
