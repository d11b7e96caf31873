# text.awk - checks the texts of web/lang: short sentences, short words, no
# passive; and that every language has the same texts as the first.
#
# usage: LC_ALL=C awk -f text.awk text.rules nl.po OTHER.po...
#
# Prints file:line: what. text.rules explains the rules.

FNR == 1 {
	if (files > 1)
		file_end()
	files++
	split("", line)
	entry = ""
}

function say(at, what)
{
	printf "%s:%d: %s\n", files == 1 || at == 0 ? FILENAME : file, at, what
	bad = 1
}

# ---- rules -----------------------------------------------------------------
files == 1 {
	if (/^(#|$)/)
		next
	kind = $1
	lang = $2
	value = $0
	sub(/^[^ ]+ [^ ]+ */, "", value)
	if (kind == "words")
		most[lang] = value + 0
	else if (kind == "letters")
		longest[lang] = value + 0
	else if (kind == "long")
		allowed[lang, value] = FNR
	else if (kind == "passive")
		passive[lang, ++passives[lang]] = value
	else if (kind == "fine")
		fine[lang, ++fines[lang]] = value
	else
		say(FNR, "a rule of no kind")
	if (kind == "fine")
		fine_at[lang, fines[lang]] = FNR
	rules = FILENAME
	next
}

# ---- reading ---------------------------------------------------------------
function unquote(s)
{
	sub(/^[^"]*"/, "", s)
	sub(/"[ \t]*$/, "", s)
	gsub(/\\"/, "\"", s)
	return s
}

{
	file = FILENAME
}
/^msgid / {
	id = unquote($0)
	entry = "id"
	if (id != "")
		line[id] = FNR
	next
}
/^msgstr / {
	entry = "text"
	text[id] = unquote($0)
	next
}
/^"Language: / {
	code = unquote($0)
	gsub(/^Language: |\\n$/, "", code)
}
/^"/ && entry == "text" {
	text[id] = text[id] unquote($0)
}

# ---- each text -------------------------------------------------------------
# found(s, re): all matches of re in s, sorted, as one string.
function found(s, re,    n, i, k, t, all, list)
{
	n = 0
	while (match(s, re)) {
		list[++n] = substr(s, RSTART, RLENGTH)
		s = substr(s, RSTART + RLENGTH)
	}
	for (i = 2; i <= n; i++)
		for (k = i; k > 1 && list[k] < list[k - 1]; k--) {
			t = list[k]
			list[k] = list[k - 1]
			list[k - 1] = t
		}
	all = ""
	for (i = 1; i <= n; i++)
		all = all " " list[i]
	return all
}

# plain(s): s in lower case, each word between single spaces.
function plain(s)
{
	s = tolower(s)
	gsub(/[^a-z0-9{}\200-\377]+/, " ", s)
	return " " s " "
}

function sentences(id, s,    n, i, list, words)
{
	gsub(/[.?!]+ /, "&\n", s)
	n = split(s, list, "\n")
	for (i = 1; i <= n; i++) {
		words = split(plain(list[i]), part, " ")
		if (words > most[code])
			say(line[id], words " words in a sentence of \"" \
			    id "\"; at most " most[code])
	}
}

function long_words(id, s,    n, i, w, list)
{
	n = split(plain(s), list, " ")
	for (i = 1; i <= n; i++) {
		w = list[i]
		gsub(/[\200-\277]/, "", w) # one byte for each letter
		if (length(w) <= longest[code])
			continue
		if ((code, list[i]) in allowed)
			used[code, list[i]] = 1
		else
			say(line[id], "a long word in \"" id "\": " list[i])
	}
}

function passive_voice(id, s,    i, at, all)
{
	s = plain(s)
	for (i = 1; i <= fines[code]; i++)
		while ((at = index(s, " " fine[code, i] " ")) > 0) {
			used[code, "fine " i] = 1
			s = substr(s, 1, at) "|" \
			    substr(s, at + length(fine[code, i]) + 1)
		}
	for (i = 1; i <= passives[code]; i++)
		if (match(s, " " passive[code, i] " "))
			say(line[id], "passive in \"" id "\":" \
			    substr(s, RSTART, RLENGTH))
}

# Where the first language quotes the text of a button, this language must
# contain its own text of that button.
function buttons(id,    s, want, ok, k)
{
	s = first[id]
	while (match(s, /"[^"]+"/)) {
		want = substr(s, RSTART + 1, RLENGTH - 2)
		s = substr(s, RSTART + RLENGTH)
		ok = -1
		for (k in first)
			if (first[k] == want && (k in text) && ok != 1)
				ok = index(text[id], text[k]) > 0
		if (ok == 0)
			say(line[id], "\"" id "\" names no button \"" want \
			    "\" as this language has it")
	}
}

function same(id, what, re)
{
	if (found(text[id], re) != found(first[id], re))
		say(line[id], what " of \"" id "\" are" \
		    (found(text[id], re) == "" ? " none" : "") \
		    found(text[id], re) ", not" found(first[id], re))
}

function check(id)
{
	if (text[id] ~ /[<>]|&[a-z#]/)
		say(line[id], "HTML in \"" id "\"")
	if (text[id] ~ /\342\200[\213-\217\252-\256]|\342\201[\240-\257]|\\/)
		say(line[id], "a mark that nobody sees in \"" id "\"")
	if (text[id] ~ /^ | $|  /)
		say(line[id], "spaces in \"" id "\"")
	if (code in most)
		sentences(id, text[id])
	if (code in longest)
		long_words(id, text[id])
	passive_voice(id, text[id])
	if (files == 2)
		return
	same(id, "placeholders", "\\{[^}]*\\}")
	same(id, "numbers", "[0-9][0-9-]*")
	buttons(id)
}

function file_end(    id)
{
	if (files == 2)
		for (id in line)
			first[id] = text[id]
	for (id in first)
		if (!(id in line))
			say(1, "no text \"" id "\"")
	for (id in line) {
		if (!(id in first))
			say(line[id], "only this language has \"" id "\"")
		else if (text[id] == "")
			say(line[id], "an empty text \"" id "\"")
		else
			check(id)
	}
	split("", text)
	code = ""
}

# Report the rules that no text needs.
function stale(    k, part)
{
	for (k in allowed)
		if (!(k in used)) {
			split(k, part, SUBSEP)
			say_rule(allowed[k], "no text has " part[2])
		}
	for (k in fine) {
		split(k, part, SUBSEP)
		if (!((part[1], "fine " part[2]) in used))
			say_rule(fine_at[k], "no text says: " fine[k])
	}
}

function say_rule(at, what)
{
	printf "%s:%d: %s\n", rules, at, what
	bad = 1
}

END {
	file_end()
	stale()
	exit bad
}
