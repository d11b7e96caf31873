# sizes.awk - checks that files have at most 400 lines, and functions 60.

BEGIN {
	most_file = 400
	most_function = 60
}

function say(line, what)
{
	printf "%s:%d: %s\n", file, line, what
	bad = 1
}

function file_end()
{
	if (file != "" && lines > most_file)
		say(lines, lines " lines in one file; at most " most_file)
}

FNR == 1 {
	file_end()
	file = FILENAME
	start = 0
}

{
	lines = FNR
}

# A body opens with { in column 0 (C, our shell) or on a function's own line.
/^\{/ || /^[a-z_]+\(\) *\{/ || /^(export )?(default )?(async )?function/ ||
    /^(export )?const [A-Za-z_0-9]+ = .*=> *\{$/ {
	start = FNR
}
/^\}/ && start {
	if (FNR - start + 1 > most_function)
		say(start, FNR - start + 1 " lines in one function; at most " \
		    most_function)
	start = 0
}

END {
	file_end()
	exit bad
}
