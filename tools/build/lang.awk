# lang.awk - languages and the page's template become one C file.
#
# usage: awk -v header=FILE.h -f lang.awk FIRST.po OTHER.po... page.html > FILE.c
#
# The first language is the one for visitors whose languages we have not, and
# its file is the order of the texts. The first two are offered by every
# service, and stand beside the warnings of a language that nobody reviewed. A
# text that is missing, empty or double in any language, or that the template
# wants and nobody has, is an error.
# The template's marks are explained in page.html.

BEGIN {
	langs = texts = pieces = depth = 0
	always = 2
}

function die(what)
{
	printf "%s:%d: %s\n", FILENAME, FNR, what > "/dev/stderr"
	failed = 1
}

# C(s): a C string; ?? is broken up, or C17 sees trigraphs.
function C(s)
{
	gsub(/\\/, "\\\\", s)
	gsub(/"/, "\\\"", s)
	gsub(/\?/, "\\?", s)
	gsub(/\n/, "\\n", s)
	return "\"" s "\""
}

# unquote(s): what stands in a line of a po file between its quotes.
function unquote(s)
{
	sub(/^[^"]*"/, "", s)
	sub(/"[ \t]*$/, "", s)
	gsub(/\\n/, "\n", s)
	gsub(/\\"/, "\"", s)
	gsub(/\\\\/, "\\", s)
	return s
}

function field(name,    s)
{
	s = value
	if (!match(s, "(^|\n)" name ": [^\n]*"))
		die("the header has no " name)
	s = substr(s, RSTART, RLENGTH)
	sub(/^\n?[^ ]* /, "", s)
	return s
}

# One entry of a po file has been read.
function entry_end()
{
	if (!have)
		return
	have = 0
	if (id == "") {
		code[langs] = field("Language")
		name[langs] = field("X-Name")
		dir[langs] = field("X-Direction")
		reviewed[langs] = field("X-Reviewed")
		if (reviewed[langs] !~ /^(yes|no)$/)
			die("X-Reviewed is neither yes nor no")
		if (langs < always && reviewed[langs] != "yes")
			die("a language of every service must be reviewed")
		return
	}
	if ((langs, id) in text)
		die("text \"" id "\" stands here twice")
	if (value == "")
		die("text \"" id "\" is empty")
	if (!(id in number)) {
		if (langs > 0)
			die("text \"" id "\" is not in the first language")
		number[id] = texts
		ids[texts++] = id
	}
	text[langs, id] = value
}

function po_end(    i)
{
	entry_end()
	for (i = 0; i < texts; i++)
		if (!((langs, ids[i]) in text))
			die("text \"" ids[i] "\" is not in " reading)
	langs++
}

# piece(kind, what): end a piece of the template with what comes after it.
function piece(kind, what)
{
	html[pieces] = literal
	kinds[pieces] = kind
	whats[pieces] = what
	literal = ""
	return pieces++
}

function mark(s,    first, rest)
{
	first = substr(s, 1, 1)
	rest = substr(s, 2)
	if (first == "@") {
		parts[rest] = 1
		piece("PIECE_PART", rest)
	} else if (first == "?" || first == "!") {
		open[depth] = rest
		opened[depth++] = piece(first == "?" ? "PIECE_IF" : \
		    "PIECE_UNLESS", rest)
	} else if (first == "/") {
		if (depth == 0 || open[--depth] != rest)
			die("{{/" rest "}} closes nothing that is open")
		piece("PIECE_HTML", "")
		skip[opened[depth]] = pieces
	} else if (first == "+" && rest in number) {
		piece("PIECE_WARNING", rest)
	} else if (s in number) {
		piece("PIECE_TEXT", s)
	} else {
		die("no language has a text \"" s "\"")
	}
}

function template(s,    at)
{
	while ((at = index(s, "{{")) > 0) {
		literal = literal substr(s, 1, at - 1)
		s = substr(s, at + 2)
		at = index(s, "}}")
		mark(substr(s, 1, at - 1))
		s = substr(s, at + 2)
	}
	literal = literal s
	if (length(literal) > 2000)
		piece("PIECE_HTML", "")
}

FNR == 1 {
	if (reading ~ /\.po$/)
		po_end()
	reading = FILENAME
	comment = 0
	have = 0
}

reading ~ /\.po$/ {
	if (/^msgid /) {
		entry_end()
		id = unquote($0)
		value = ""
		have = 1
		into = "id"
	} else if (/^msgstr /) {
		value = unquote($0)
		into = "value"
	} else if (/^"/ && into == "id") {
		id = id unquote($0)
	} else if (/^"/) {
		value = value unquote($0)
	} else if (!/^#/ && !/^[ \t]*$/) {
		die("neither a text nor a comment")
	}
	next
}

/^<!--$/ {
	comment = 1
}
!comment && !/^[ \t]*$/ {
	template($0 "\n")
}
/^-->$/ {
	comment = 0
}

# A mark alone on its line leaves no empty line behind: see squeeze().
function squeeze(    i)
{
	for (i = 1; i < pieces; i++)
		if (kinds[i - 1] ~ /^PIECE_(IF|UNLESS|HTML)$/)
			sub(/^\n/, "", html[i])
}

function print_header(    i, p)
{
	print "/* lang.h - made by tools/build/lang.awk: texts and pieces. */" \
	    > header
	print "\n#ifndef LANG_H\n#define LANG_H\n" > header
	print "#include <stdbool.h>\n#include <stddef.h>\n\nstruct view;\nstruct writer;\n" > header
	print "enum text_id {" > header
	for (i = 0; i < texts; i++)
		print "\tT_" ids[i] "," > header
	print "\tTEXTS\n};\n\nenum { LANGS = " langs ", LANGS_ALWAYS = " \
	    always " };\n" > header
	print "struct lang {\n\tconst char *code;\n\tconst char *name;" \
	    "\n\tconst char *dir;\n\tbool reviewed;" \
	    "\n\tconst char *text[TEXTS];\n};" > header
	print "extern const struct lang langs[LANGS];" > header
	print "extern const char *const text_names[TEXTS];\n" > header
	print "enum piece_kind {\n\tPIECE_HTML,\n\tPIECE_TEXT,\n" \
	    "\tPIECE_WARNING,\n\tPIECE_PART,\n\tPIECE_IF,\n\tPIECE_UNLESS\n};\n" > header
	print "struct piece {\n\tconst char *html; /* first */\n" \
	    "\tenum piece_kind kind;\n\tunsigned what; /* text or flag */\n" \
	    "\tvoid (*part)(struct writer *w, const struct view *v);\n" \
	    "\tsize_t skip; /* where to go on if it is not so */\n};" > header
	print "extern const struct piece pieces[];\n" \
	    "extern const size_t pieces_n;\n" > header
	for (p in parts)
		print "void part_" p "(struct writer *w, const struct view *v);" \
		    > header
	print "\n#endif" > header
}

function print_pieces(    i, k)
{
	print "const struct piece pieces[] = {"
	for (i = 0; i < pieces; i++) {
		k = kinds[i]
		printf "\t{ %s, %s, %s, %s, %d },\n", C(html[i]), k, \
		    k ~ /TEXT|WARNING/ ? "T_" whats[i] : \
		    k ~ /IF|UNLESS/ ? "VIEW_" toupper(whats[i]) : "0", \
		    k == "PIECE_PART" ? "part_" whats[i] : "NULL", skip[i]
	}
	print "};\nconst size_t pieces_n = " pieces ";"
}

END {
	if (depth > 0)
		die("{{?" open[depth - 1] "}} is never closed")
	if (reading ~ /\.po$/)
		die("the template must come last")
	piece("PIECE_HTML", "")
	if (failed)
		exit 1
	squeeze()
	print_header()
	print "/* lang.c - made by tools/build/lang.awk. */\n"
	print "#include \"lang.h\"\n\n#include \"page_view.h\"\n"
	print "const char *const text_names[TEXTS] = {"
	for (i = 0; i < texts; i++)
		print "\t" C(ids[i]) ","
	print "};\n\nconst struct lang langs[LANGS] = {"
	for (l = 0; l < langs; l++) {
		print "\t{ " C(code[l]) ", " C(name[l]) ", " C(dir[l]) ", " \
		    (reviewed[l] == "yes" ? "true" : "false") ", {"
		for (i = 0; i < texts; i++)
			print "\t\t" C(text[l, ids[i]]) ","
		print "\t} },"
	}
	print "};\n"
	print_pieces()
}
