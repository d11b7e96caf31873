# template.awk - turns the page's template into one C file and its header.
#
# usage: awk -v header=FILE.h -f c.awk -f template.awk LANG.h PAGE.html > FILE.c
#
# page.html explains the marks. A text that is not in LANG.h (made by po.awk) is
# an error, and so is a mark that is not closed. The linker reports a function
# that is not defined.

BEGIN {
	pieces = depth = loops = 0
	most = 1
}

# piece(kind, what): add a piece: the HTML read so far, and what follows it.
function piece(kind, what)
{
	html[pieces] = literal
	kinds[pieces] = kind
	whats[pieces] = what
	literal = ""
	return pieces++
}

# call(prefix, kind, name): add a piece that calls the function prefix_name().
function call(prefix, kind, name)
{
	used[prefix, name] = 1
	return piece(kind, prefix "_" name)
}

function open_mark(prefix, kind, name)
{
	if (kind == "PIECE_EACH")
		level[pieces] = loops++
	most = loops > most ? loops : most
	open[depth] = name
	opened[depth++] = call(prefix, kind, name)
}

function close_mark(name,    at)
{
	if (depth == 0 || open[--depth] != name) {
		die("{{/" name "}} closes nothing that is open")
		return
	}
	at = opened[depth]
	if (kinds[at] == "PIECE_EACH") {
		level[pieces] = --loops
		piece("PIECE_AGAIN", whats[at])
		skip[pieces - 1] = at
	} else {
		piece("PIECE_HTML", "")
	}
	skip[at] = pieces
}

function text_of(kind, name)
{
	if (!(name in texts))
		die("no language has a text \"" name "\"")
	piece(kind, name)
}

function mark(s,    first, rest)
{
	first = substr(s, 1, 1)
	rest = substr(s, 2)
	if (first == "@")
		call("part", "PIECE_PART", rest)
	else if (first == "=")
		call("attr", "PIECE_ATTR", rest)
	else if (first == "?")
		open_mark("is", "PIECE_IF", rest)
	else if (first == "!")
		open_mark("is", "PIECE_UNLESS", rest)
	else if (first == "#")
		open_mark("each", "PIECE_EACH", rest)
	else if (first == "/")
		close_mark(rest)
	else if (first == "+")
		text_of("PIECE_WARNING", rest)
	else if (first == ":" && rest in phrase)
		template(phrase[rest])
	else
		text_of("PIECE_TEXT", s)
}

function template(s,    at, inner)
{
	while ((at = index(s, "{{")) > 0) {
		literal = literal substr(s, 1, at - 1)
		s = substr(s, at + 2)
		at = index(s, "}}")
		inner = substr(s, 1, at - 1)
		s = substr(s, at + 2)
		mark(inner)
	}
	literal = literal s
	if (length(literal) > 2000)
		piece("PIECE_HTML", "")
}

FILENAME ~ /\.h$/ {
	if (/^\tT_[a-z0-9_]+,$/)
		texts[substr($1, 3, length($1) - 3)] = 1
	next
}
/^<!--$/ {
	comment = 1
}
/^-->$/ {
	comment = 0
	next
}
comment || /^[ \t]*$/ {
	next
}
/^:$/ {
	naming = ""
	next
}
/^:[a-z]+:/ {
	naming = substr($0, 2, index(substr($0, 2), ":") - 1)
	phrase[naming] = substr($0, length(naming) + 3)
	if (phrase[naming] != "")
		naming = ""
	next
}
naming != "" {
	phrase[naming] = phrase[naming] (phrase[naming] == "" ? "" : "\n") $0
	next
}
{
	template($0 "\n")
}

# Drop the newline after a mark, so that it leaves no empty line.
function squeeze(    i)
{
	for (i = 1; i < pieces; i++)
		if (kinds[i - 1] ~ /^PIECE_(IF|UNLESS|EACH|AGAIN|HTML)$/)
			sub(/^\n/, "", html[i])
}

function print_header(    key, k)
{
	print "/* template.h - made by tools/build/template.awk: the page. */" \
	    > header
	print "\n#ifndef TEMPLATE_H\n#define TEMPLATE_H\n" > header
	print "#include \"page/view.h\"\n" > header
	print "enum { LOOPS = " most " }; /* inside each other */\n" > header
	print "extern const struct piece pieces[];\n" \
	    "extern const size_t pieces_n;\n" > header
	for (key in used) {
		split(key, k, SUBSEP)
		print returns[k[1]] k[1] "_" k[2] takes[k[1]] > header
	}
	print "\n#endif" > header
}

# print_piece(i): print piece i, with only the members that its kind uses.
function print_piece(i,    k, w)
{
	k = kinds[i]
	w = whats[i]
	printf "\t{ .html = %s, .kind = %s", C(html[i]), k
	if (k ~ /TEXT|WARNING/)
		printf ", .text = T_%s", w
	else if (k == "PIECE_PART")
		printf ", .part = %s", w
	else if (k == "PIECE_ATTR")
		printf ", .attr = %s", w
	else if (k ~ /IF|UNLESS/)
		printf ", .is = %s", w
	else if (k ~ /EACH|AGAIN/)
		printf ", .each = %s, .level = %d", w, level[i]
	if (skip[i] != "")
		printf ", .skip = %d", skip[i]
	print " },"
}

END {
	if (depth > 0 && !failed)
		die("{{" open[depth - 1] "}} is never closed")
	piece("PIECE_HTML", "")
	if (failed)
		exit 1
	returns["part"] = "void "
	takes["part"] = "(struct writer *w, const struct at *a);"
	returns["attr"] = "struct span "
	takes["attr"] = "(struct at *a);"
	returns["is"] = "bool "
	takes["is"] = "(const struct at *a);"
	returns["each"] = "enum turn "
	takes["each"] = "(struct at *a, bool first);"
	squeeze()
	print_header()
	print "/* template.c - made by tools/build/template.awk. */\n"
	print "#include \"template.h\"\n"
	print "const struct piece pieces[] = {"
	for (i = 0; i < pieces; i++)
		print_piece(i)
	print "};\nconst size_t pieces_n = " pieces ";"
}
