#!/bin/bash
# summary.sh - lists the lines and branches of the parsers that the fuzz targets
# reach, with the inputs in the tree and those found in build/fuzz/corpus.
#
# usage: tests/fuzz/summary.sh TARGET...      (make fuzz-summary)
set -eu
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
objects=()
rows=$work/rows

for target in "$@"; do
	name=${target##*/}
	inputs=("tests/fuzz/corpus/$name")
	[ ! -d "build/fuzz/corpus/$name" ] ||
	    inputs+=("build/fuzz/corpus/$name")
	LLVM_PROFILE_FILE=$work/$name.raw "$target" -runs=0 -max_len=70000 \
	    "${inputs[@]}" > "$work/said" 2>&1 || {
		cat "$work/said" >&2
		exit 1
	}
	printf '%-18s %4d kept, %5d found\n' "$name" \
	    "$(find "${inputs[0]}" -type f | wc -l)" \
	    "$(find "${inputs[@]:1}" -type f 2> /dev/null | wc -l)" >> "$rows"
	objects+=(-object "$target")
done
llvm-profdata merge -o "$work/all" "$work"/*.raw
# Only our own code, and only files that some target reaches.
llvm-cov export -summary-only -instr-profile "$work/all" "${objects[@]}" |
    node -e '
	const { files } = JSON.parse(require("fs").readFileSync(0)).data[0];
	const part = (p) => p.percent.toFixed(0).padStart(3) + " % of " +
	    String(p.count).padStart(4);

	for (const { filename, summary } of files) {
		const name = filename.replace(process.cwd() + "/", "");

		if (/^(crypto|server|tools)\//.test(name) &&
		    summary.lines.covered > 0)
			console.log(name.padEnd(24), "lines",
			    part(summary.lines), "  branches",
			    part(summary.branches));
	}' > "$work/files"
{
	echo 'What make fuzz-summary ran: the inputs of each target, and what all'
	echo 'of them reach.'
	echo
	cat "$rows"
	echo
	cat "$work/files"
} > tests/fuzz/summary.txt
cat tests/fuzz/summary.txt
