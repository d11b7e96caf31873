# spoken.awk - checks that what a person reads can be in another language: a
# string with letters that goes to say(), ask_line() and the like stands in _()
# or lang_plural(), and so does a clause that a function returns. Prints
# file:line: what. Reads C files of ours.

BEGIN {
	n = split("say say_wrong say_aside say_failed ask_line ask_path " \
	    "ask_yes ask_text passphrase_ask passphrase_choose words_column " \
	    "foreign_error foreign_list put snprintf screen_put span_str", \
	    names, " ")
	for (i = 1; i <= n; i++)
		speaks[names[i]] = 1
}

FNR == 1 {
	comment = depth = returns = 0
	name = ""
}

# Letters that stay once conversions and escape sequences are gone.
function letters(s)
{
	gsub(/%%/, "", s)
	gsub(/%[-+ #0]*([0-9]+|\*)?(\.([0-9]+|\*))?(hh|h|ll|l|z|j)?[a-zA-Z]/, "", s)
	gsub(/\\(033|x1b)\[[0-9;?]*[A-Za-z]/, "", s)
	gsub(/\\([0-7]+|.)/, "", s)
	return s ~ /[A-Za-z][A-Za-z]/
}

# The string or character that begins at ${i}; past_it is what follows.
function literal(s, i,    quote, from)
{
	quote = substr(s, i, 1)
	from = i + 1
	while (++i <= length(s) && substr(s, i, 1) != quote)
		if (substr(s, i, 1) == "\\")
			i++
	past_it = i + 1
	return substr(s, from, i - from)
}

function judge(s)
{
	if (depth > 0 ? !speaks[call[depth]] : !returns || s !~ / /)
		return
	if (letters(s)) {
		printf "%s:%d: no catalogue has \"%s\"\n", FILENAME, FNR, s
		bad = 1
	}
}

/^[ \t]*#/ { next }

{
	for (i = 1; i <= length($0); i = next_i) {
		c = substr($0, i, 1)
		next_i = i + 1
		if (comment) {
			if (substr($0, i, 2) == "*/") {
				comment = 0
				next_i = i + 2
			}
		} else if (substr($0, i, 2) == "/*") {
			comment = 1
			next_i = i + 2
		} else if (c == "\"" || c == "'") {
			s = literal($0, i)
			next_i = past_it
			if (c == "\"")
				judge(s)
		} else if (c ~ /[A-Za-z0-9_]/) {
			match(substr($0, i), /^[A-Za-z0-9_]+/)
			name = substr($0, i, RLENGTH)
			next_i = i + RLENGTH
			returns = returns || name == "return"
		} else if (c == "(") {
			# parentheses without a name are those of the call around
			depth++
			call[depth] = name != "" ? name : call[depth - 1]
			name = ""
		} else if (c == ")") {
			depth -= depth > 0
			name = ""
		} else if (c != " " && c != "\t") {
			name = ""
			returns = returns && c != ";"
		}
	}
}

END { exit bad }
