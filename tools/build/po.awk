# po.awk - turns the texts of all languages into one C file and its header.
#
# usage: awk -v header=FILE.h -f c.awk -f po.awk FIRST.po OTHER.po... > FILE.c
#
# The first language is for visitors whose languages are not there, and its file
# gives the order of the texts. Every service offers the first two, and repeats
# in them the warnings of a language that nobody reviewed. A text that is
# missing, empty or double in any language is an error. Text NAME_me replaces
# NAME for a tipster whom the tip is about.

BEGIN {
	langs = texts = 0
	always = 2
}

# unquote(s): the text between the quotes of a po file's line, unescaped.
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

# Check and store the entry of a po file that was just read.
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

FNR == 1 {
	if (reading != "")
		po_end()
	reading = FILENAME
	have = 0
}

{
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
}

function print_header(    i)
{
	print "/* lang.h - made by tools/build/po.awk: texts. */" > header
	print "\n#ifndef LANG_H\n#define LANG_H\n" > header
	print "#include <stdbool.h>\n\nenum text_id {" > header
	for (i = 0; i < texts; i++)
		print "\tT_" ids[i] "," > header
	print "\tTEXTS\n};\n\nenum { LANGS = " langs ", LANGS_ALWAYS = " \
	    always " };\n" > header
	print "struct lang {\n\tconst char *code;\n\tconst char *name;" \
	    "\n\tconst char *dir;\n\tbool reviewed;" \
	    "\n\tconst char *text[TEXTS];\n};\n" > header
	print "extern const struct lang langs[LANGS];" > header
	print "extern const char *const text_names[TEXTS];\n" > header
	print "/* The same text for a tipster whom the tip is about, or TEXTS. */" \
	    > header
	print "extern const enum text_id text_own[TEXTS];\n\n#endif" > header
}

END {
	po_end()
	if (failed)
		exit 1
	print_header()
	print "/* lang.c - made by tools/build/po.awk. */\n"
	print "#include \"lang.h\"\n"
	print "const char *const text_names[TEXTS] = {"
	for (i = 0; i < texts; i++)
		print "\t" C(ids[i]) ","
	print "};\n\nconst enum text_id text_own[TEXTS] = {"
	for (i = 0; i < texts; i++)
		print "\t" (ids[i] "_me" in number ? "T_" ids[i] "_me" : \
		    "TEXTS") ","
	print "};\n\nconst struct lang langs[LANGS] = {"
	for (l = 0; l < langs; l++) {
		print "\t{ " C(code[l]) ", " C(name[l]) ", " C(dir[l]) ", " \
		    (reviewed[l] == "yes" ? "true" : "false") ", {"
		for (i = 0; i < texts; i++)
			print "\t\t" C(text[l, ids[i]]) ","
		print "\t} },"
	}
	print "};"
}
