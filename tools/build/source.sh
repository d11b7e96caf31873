# shellcheck shell=sh
# source.sh - unpacks the pinned upstream source of a Debian package.
#
# To be sourced, with $dir set to the library's folder under build/. It restarts
# the script that sources it with a clean environment: CC, CFLAGS and DESTDIR of
# our own make must not reach the build of a library.
#
# source_get PACKAGE unpacks the source into $dir/src. sources.sha256 names the
# tarball and its SHA-256, which is checked wherever the tarball comes from. If
# it is not in $dir, apt fetches it from the archive that this machine's own apt
# lists name. apt uses private lists here, so that the machine's own suites do
# not change, and checks the archive's signature against Debian's keyring. An
# expired index is accepted, except by pin.sh: sources.sha256 decides which
# bytes are right.
: "${dir:?}"
suite=forky
apt=$dir/apt
here=$(cd "$(dirname "$0")" && pwd)
pins=$here/sources.sha256

if [ "${ZEGEL_CLEAN:-}" != yes ]; then
	exec env -i ZEGEL_CLEAN=yes LC_ALL=C PATH="$PATH" HOME="${HOME:-/}" \
	    TMPDIR="${TMPDIR:-/tmp}" \
	    ${http_proxy:+"http_proxy=$http_proxy"} \
	    ${https_proxy:+"https_proxy=$https_proxy"} \
	    ${no_proxy:+"no_proxy=$no_proxy"} \
	    ${APT_CONFIG:+"APT_CONFIG=$APT_CONFIG"} sh "$0" "$@"
fi

die()
{
	echo "${0##*/}: $*" >&2
	exit 1
}

# archives: print the Debian archives in this machine's apt lists, in order.
archives()
{
	# shellcheck disable=SC2016 # apt fills these in
	apt-get indextargets --format '$(ORIGIN)|$(LABEL)|$(REPO_URI)' |
	    sort -u | awk -F'|' '
		$1 == "Debian" && $2 == "Debian" { print $3 }
		$1 == "" && $3 ~ /\/debian\/?$/ { print $3 }' | awk '!seen[$0]++'
}

keyring()
{
	for k in /usr/share/keyrings/debian-archive-keyring.gpg \
	    /usr/share/keyrings/debian-archive-keyring.pgp; do
		if [ -e "$k" ]; then
			echo "$k"
			return
		fi
	done
	die "no Debian archive keyring: install debian-archive-keyring"
}

private_apt()
{
	cmd=$1
	shift
	"$cmd" -q -o Dir::State="$apt/state" -o Dir::Cache="$apt/cache" \
	    -o Dir::State::status=/var/lib/dpkg/status \
	    -o Dir::Etc::sourcelist="$apt/sources.list" \
	    -o Dir::Etc::sourceparts=/dev/null -o Acquire::Languages=none \
	    -o Acquire::AllowInsecureRepositories=false \
	    -o Acquire::Check-Valid-Until="${fresh:-false}" \
	    -o APT::Get::AllowUnauthenticated=false \
	    -o APT::Sandbox::User="$(id -un)" "$@"
}

# fetch_from URI KEYRING PACKAGE: fetch the suite's tarball of it to $apt/got.
fetch_from()
{
	mkdir -p "$apt/state/lists/partial" "$apt/cache/archives/partial" \
	    "$apt/got"
	echo "deb-src [signed-by=$2] $1 $suite main" > "$apt/sources.list"
	private_apt apt-get -o APT::Update::Error-Mode=any update &&
	    cd "$apt/got" && private_apt apt-get source --download-only \
	    "$3/$suite"
}

# fetch PACKAGE: fetch it to $apt/got, from the first archive that has it.
fetch()
{
	key=$(keyring)
	for uri in $(archives); do
		rm -rf "$apt"
		if (fetch_from "$uri" "$key" "$1"); then
			return 0
		fi
	done
	rm -rf "$apt"
	die "could not fetch the signed source of $1 from Debian's $suite." \
	    "Connect this machine to its Debian mirror, run 'apt-get update'" \
	    "and try again; or put ${pinned:-its tarball} into $dir."
}

# tarball FOLDER PACKAGE: print the name of its upstream tarball there.
tarball()
{
	find "$1" -maxdepth 1 -name "$2_*.orig.tar.*" ! -name '*.asc' \
	    -printf '%f\n' | sort | head -n 1
}

# right FILE: true if its SHA-256 is that of its line in sources.sha256.
right()
{
	(cd "$(dirname "$1")" && grep -F "  ${1##*/}" "$pins" |
	    sha256sum --check --status --strict)
}

# pin_of PACKAGE: print its line in sources.sha256.
pin_of()
{
	grep -E "  $1_[^ ]+\.orig\.tar\.[a-z0-9]+\$" "$pins" ||
	    die "sources.sha256 has no line for $1"
}

# source_get PACKAGE
source_get()
{
	pinned=$(pin_of "$1")
	pinned=${pinned##* }
	if [ ! -e "$dir/$pinned" ]; then
		fetch "$1"
		got=$(tarball "$apt/got" "$1")
		[ "$got" = "$pinned" ] || die "Debian's $suite has moved on to" \
		    "$got; this tree is pinned to $pinned. Put that file into" \
		    "$dir, from Debian's archive of earlier versions or from" \
		    "another machine that built Zegel. To take the newer one" \
		    "instead: read what 'tools/build/pin.sh $1' shows, then" \
		    "run it again with -w."
		right "$apt/got/$got" || die "$got from Debian's $suite is not" \
		    "the file that tools/build/sources.sha256 names: its" \
		    "SHA-256 differs. Find out why before you build anything."
		mv "$apt/got/$got" "$dir/"
		rm -rf "$apt"
	fi
	right "$dir/$pinned" || die "$dir/$pinned is not the file that" \
	    "tools/build/sources.sha256 names: its SHA-256 differs. Delete it" \
	    "to have it fetched, and find out where it came from."
	rm -rf "$dir/src"
	mkdir "$dir/src"
	tar -x -f "$dir/$pinned" -C "$dir/src" --strip-components=1
}

# inputs: print a hash of all that a library is made from, for its stamp.
inputs()
{
	cat "$pins" "$here/source.sh" "$here/${0##*/}" | sha256sum
}

# done_already FOLDER: touch its stamp if that matches inputs; else false.
done_already()
{
	[ "$(cat "$1/stamp" 2> /dev/null)" = "$(inputs)" ] && touch "$1/stamp"
}

# all_wasm LIBRARY: true if it has objects and all of them are WebAssembly.
all_wasm()
{
	n=$(llvm-ar t "$1" | wc -l)
	[ "$n" -gt 0 ] && [ "$(llvm-readobj --file-headers "$1" |
	    grep -cx 'Format: WASM')" -eq "$n" ]
}
