#!/bin/bash
# circles.sh - finds files of one folder that call each other in a circle, from
# the symbols of their objects.
#
# usage: tests/lint/circles.sh OBJECTS FOLDER...      (OBJECTS: build/obj)
set -u
objects=$1
shift
edges=$(mktemp) || exit 1
trap 'rm -f "$edges"' EXIT

[ -n "$(find "$objects" -name '*.o' 2> /dev/null)" ] || {
	echo "circles.sh: no objects in $objects: run make first"
	exit 1
}
for folder in "$@"; do
	nm -A -g "$objects/$folder"/*.o 2> /dev/null | awk '
		{
			file = $1
			sub(/\.o:.*/, "", file)
			sub(/.*\//, "", file)
		}
		$(NF - 1) == "U" { wants[file, $NF]; next }
		{ of[$NF] = file }
		END {
			for (w in wants) {
				split(w, part, SUBSEP)
				if (part[2] in of && of[part[2]] != part[1])
					print part[1], of[part[2]]
			}
		}' | sort -u > "$edges"
	tsort "$edges" 2>&1 > /dev/null | sed -n 's/^tsort: //p' |
	    grep -v 'contains a loop' | paste -sd ' ' | grep . |
	    sed "s|..*|$folder: these files call each other in a circle: &|"
done
