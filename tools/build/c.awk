# c.awk - what po.awk and template.awk share: C strings, and faults.

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
