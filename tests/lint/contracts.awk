# contracts.awk - checks that comments name parameters and cite what exists.
#
# usage: awk -f contracts.awk PROTOCOL.md VECTOR... FILE...
#
# In a header, "name(a, b):" lists the parameters as the prototype does, and
# ${a} or ${a->b} names a parameter of the prototypes right below.
# In every file, a heading that is cited of PROTOCOL.md exists, and so do files
# for "Vectors: cell-*". Prints file:line: what.

function say(line, what)
{
	bad = 1
	printf "%s:%d: %s\n", FILENAME, line, what
}

# Split the text between the parentheses into names of parameters.
function params(s, out,    n, i, part)
{
	gsub(/\[[^][]*\]/, "", s)
	while (match(s, /\(\*[a-z_]+\)\([^()]*\)/)) # a function's address
		s = substr(s, 1, RSTART - 1) \
		    substr(s, RSTART + 2, index(substr(s, RSTART), ")") - 3) \
		    substr(s, RSTART + RLENGTH)
	n = split(s, part, ",")
	for (i = 1; i <= n; i++) {
		sub(/[ \t\n]+$/, "", part[i])
		sub(/.*[^A-Za-z0-9_]/, "", part[i])
		out[i] = part[i] == "" && n > 1 ? "..." : part[i]
	}
	return n == 1 && (out[1] == "void" || out[1] == "") ? 0 : n
}

function listed(want, n,    i, s)
{
	s = ""
	for (i = 1; i <= n; i++)
		s = s (i > 1 ? ", " : "") want[i]
	return s
}

function prototype(s,    open, name, n, i)
{
	open = index(s, "(")
	name = substr(s, 1, open - 1)
	sub(/.*[^A-Za-z0-9_]/, "", name)
	split("", has)
	n = params(substr(s, open + 1, length(s) - open - 1), has)
	for (i = 1; i <= n; i++)
		named[has[i]] = 1
	if (contract == name && contract_list != listed(has, n))
		say(contract_line, name "(" contract_list ") is declared as " \
		    name "(" listed(has, n) ")")
	if (contract == name)
		contract = ""
}

# Check the names in a comment, once the prototypes below it are known.
function settle(    i)
{
	if (contract != "")
		say(contract_line, contract "() is not declared below")
	for (i = 1; i <= spoken; i++)
		if (!(spoke[i] in named) && spoke[i] !~ /^[A-Z_]+$/)
			say(spoke_line[i], "${" spoke[i] "} is no parameter")
	contract = ""
	spoken = 0
	split("", named)
}

# Check that a cited heading of PROTOCOL.md (without its number) exists.
function cited(line, s)
{
	if (s ~ /PROTOCOL\.md section/)
		say(line, "cite a heading of PROTOCOL.md, not a number")
	while (match(s, /PROTOCOL\.md, "[^"]*"/)) {
		if (!(substr(s, RSTART + 14, RLENGTH - 15) in heading))
			say(line, "PROTOCOL.md has no heading " \
			    substr(s, RSTART + 13, RLENGTH - 13))
		s = substr(s, RSTART + RLENGTH)
	}
	if (match(s, /Vectors: [a-z0-9_, *-]+/)) {
		s = substr(s, RSTART + 9, RLENGTH - 9)
		n = split(s, kind, /[ ,]+/)
		for (i = 1; i <= n; i++)
			if (kind[i] ~ /\*$/ && !(substr(kind[i], 1,
			    length(kind[i]) - 1) in vector))
				say(line, "no vector is named " kind[i])
	}
}

FILENAME ~ /PROTOCOL\.md$/ {
	if (sub(/^#+ /, "")) {
		sub(/^[0-9.]+ /, "")
		sub(/:.*/, "")
		heading[$0] = 1
	}
	next
}

FILENAME ~ /\.txt$/ {
	name = FILENAME
	sub(/.*\//, "", name)
	for (at = length(name); at > 1; at--)
		if (substr(name, at, 1) == "-")
			vector[substr(name, 1, at)] = 1
	nextfile
}

FILENAME !~ /\.h$/ {
	cited(FNR, $0)
	next
}

FNR == 1 {
	spoken = 0
	contract = declared = ""
	inside = 0
	split("", named)
}

# ---- a comment --------------------------------------------------------------
function comment(s)
{
	cited(FNR, s)
	if (match(s, /^[ \t]*\*[ \t]+[a-z_0-9]+\([^)]*\):/)) {
		contract = substr(s, RSTART, RLENGTH - 2)
		sub(/^[ \t*]+/, "", contract)
		contract_list = substr(contract, index(contract, "(") + 1)
		sub(/\(.*/, "", contract)
		contract_line = FNR
	}
	while (match(s, /\$\{[^}]*\}/)) {
		spoke[++spoken] = substr(s, RSTART + 2, RLENGTH - 3)
		sub(/^\*/, "", spoke[spoken])
		sub(/(->|\.).*/, "", spoke[spoken])
		spoke_line[spoken] = FNR
		s = substr(s, RSTART + RLENGTH)
	}
}

/^[ \t]*\/\*/ && !inside {
	if (declared_any)
		settle()
	declared_any = 0
	inside = 1
}

inside {
	comment($0)
	inside = $0 !~ /\*\//
	next
}

# ---- declarations -----------------------------------------------------------
/^$/ {
	if (declared_any)
		settle()
	declared_any = spoken = 0
	contract = ""
	next
}

/^[{}]/ || /\{$/ || /^#/ || /^\t/ && declared == "" {
	spoken = 0
	next
}

{
	line = $0
	gsub(/\/\*[^*]*\*\//, "", line)
	gsub(/__attribute__\(\(.*\)\)/, "", line)
	declared = declared " " line
	if (declared !~ /;[ \t]*$/)
		next
	if (declared ~ /\(/ && declared ~ /\)[ \t]*;[ \t]*$/) {
		sub(/[ \t]*;[ \t]*$/, "", declared)
		prototype(declared)
		declared_any = 1
	} else {
		spoken = 0
	}
	declared = ""
}

END {
	if (declared_any)
		settle()
	exit bad
}
