# c.awk - shared by po.awk and template.awk: C strings and error messages.

function die(what)
{
	printf "%s:%d: %s\n", FILENAME, FNR, what > "/dev/stderr"
	failed = 1
}

# C(s): s as a C string literal; escapes ?, or C17 would see trigraphs.
function C(s)
{
	gsub(/\\/, "\\\\", s)
	gsub(/"/, "\\\"", s)
	gsub(/\?/, "\\?", s)
	gsub(/\n/, "\\n", s)
	return "\"" s "\""
}
