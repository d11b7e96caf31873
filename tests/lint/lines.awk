# lines.awk - checks the rules of STYLE.md that one line, without its comments
# and strings, can break. Prints file:line: what. Reads C files of ours.

BEGIN {
	banned = "(sprintf|vsprintf|strcpy|strcat|strncpy|strtok|atoi|gets|" \
	    "alloca|realloc|rand|srand|system|popen)"
}

FNR == 1 {
	inside = 0
	product = FILENAME !~ /^tests\//
	if ($0 !~ /^\/\* [^ ]+ - ./)
		say("line 1 does not say what the file is for")
}

function say(what)
{
	printf "%s:%d: %s\n", FILENAME, FNR, what
	bad = 1
}

# call(name): true if the line calls or declares the function.
function call(name)
{
	return code ~ ("(^|[^A-Za-z0-9_>.])" name "[ \t]*\\(")
}

# Remove strings, character constants and comments from the line.
function strip(s,    out, c, i, two)
{
	out = ""
	for (i = 1; i <= length(s); i++) {
		two = substr(s, i, 2)
		c = substr(s, i, 1)
		if (inside) {
			if (two == "*/") {
				inside = 0
				i++
			}
		} else if (two == "/*") {
			inside = 1
			i++
		} else if (c == "\"" || c == "'") {
			out = out c c
			i = past(s, i, c)
		} else {
			out = out c
		}
	}
	return out
}

function past(s, i, quote,    c)
{
	while (++i <= length(s)) {
		c = substr(s, i, 1)
		if (c == "\\")
			i++
		else if (c == quote)
			break
	}
	return i
}

{
	code = strip($0)
}

# U+202A..202E and U+2066..2069 themselves; escapes are visible, so allowed.
/\342\200[\252-\256]|\342\201[\246-\251]/ { say("a mark of direction") }
code ~ /\/\// { say("a // comment") }
code ~ /typedef[ \t]+(struct|union|enum)/ && code !~ /\(/ { say("typedef of a struct") }
code ~ /goto[ \t]+[a-z_0-9]+;/ && code !~ /goto out;/ {
	say("goto a label that is not out:")
}
# server/http/mhd/wipe.c defines a realloc() that wipes what it frees
call(banned) && FILENAME != "server/http/mhd/wipe.c" { say("a banned function") }

product && call("_?exit") && FILENAME !~ /\/main\.c$/ {
	say("exit below main")
}
product && FILENAME != "crypto/os/clock.c" &&
    (call("time") || call("gettimeofday") || code ~ /CLOCK_REALTIME/) {
	say("the time is asked for outside crypto/os/clock.c")
}
# dates to stamp, sign, serve or expire must come from crypto/os/guard.c
FILENAME ~ /^(server|tools\/desk)\// && call("clock_(now|day|week)") &&
    FILENAME !~ /^server\/(clockguard|command|export)\.c$/ &&
    FILENAME !~ /^tools\/desk\/core\/(date|root|sign)\.c$/ &&
    FILENAME !~ /^tools\/desk\/cli\/(waiting|words)\.c$/ {
	say("the clock is asked past the guard")
}
product && FILENAME ~ /^crypto\/[^\/]*$/ && call("(malloc|calloc|free|printf|fopen)") {
	say("crypto/ allocates or prints")
}

END { exit bad }
