# shellcheck shell=sh
# source.sh - bring the source of a Debian package, its signatures checked.
#
# Sourced, with $dir set to the folder under build/ that it is for; then
# source_get PACKAGE LEAST-VERSION leaves it in $dir/src, and what it came from
# in $dir/dsc.sha256.
#
# The archive's address is read from this machine's own apt lists; the lists
# used here are private, so the machine's own suites stay as they are. apt
# checks the archive's signature against Debian's keyring and the source's
# SHA-256 against the signed index; where that fails, this stops.
: "${dir:?}"
suite=forky
apt=$dir/apt

die()
{
	echo "${0##*/}: $*" >&2
	exit 1
}

# The archive must be the first of the machine's own that carries the suite.
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
	    -o APT::Get::AllowUnauthenticated=false \
	    -o APT::Sandbox::User="$(id -un)" "$@"
}

fetch_from()
{
	mkdir -p "$apt/state/lists/partial" "$apt/cache/archives/partial"
	echo "deb-src [signed-by=$2] $1 $suite main" > "$apt/sources.list"
	private_apt apt-get -o APT::Update::Error-Mode=any update &&
	    cd "$dir" && private_apt apt-get source --download-only \
	    "$3/$suite"
}

unpack()
{
	least=$2
	name=$1
	set -- "$dir/$name"_*.dsc
	[ $# -eq 1 ] || die "expected one .dsc in $dir"
	version=$(sed -n 's/^Version: *//p' "$1" | head -n 1)
	dpkg --compare-versions "${version%-*}" ge "$least" ||
	    die "the archive's $suite has $name $version; $least is needed"
	dpkg-source --require-strong-checksums -x "$1" "$dir/src.new"
	(cd "$dir" && sha256sum "${1##*/}") > "$dir/dsc.sha256"
	mv "$dir/src.new" "$dir/src"
}

# source_get PACKAGE LEAST-VERSION
source_get()
{
	[ ! -d "$dir/src" ] || return 0
	key=$(keyring)
	mkdir -p "$dir"
	rm -rf "$apt" "$dir/$1"_* "$dir/src.new"
	for uri in $(archives); do
		if (fetch_from "$uri" "$key" "$1"); then
			unpack "$1" "$2"
			rm -rf "$apt"
			return 0
		fi
		rm -rf "$apt"
	done
	die "could not fetch the signed source of $1 from Debian's $suite." \
	    "Connect this machine to its Debian mirror, run 'apt-get update'" \
	    "and try again. If apt calls the Release file expired, this" \
	    "clock is wrong or the mirror is frozen; who means to use a" \
	    "frozen mirror sets Acquire::Check-Valid-Until in apt.conf."
}
