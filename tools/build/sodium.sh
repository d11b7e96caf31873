#!/bin/sh
# sodium.sh - bring libsodium >= 1.0.22 from Debian's signed source package.
#
# usage: sodium.sh native|wasm
#
# native: a static library in build/sodium/native; nothing where the system's
#         own is new enough.
# wasm:   the same source for wasm32-wasi, in build/sodium/wasm.
#
# The archive's address is read from this machine's own apt lists; the lists
# used here are private, so the machine's own suites stay as they are. apt
# checks the archive's signature against Debian's keyring and the source's
# SHA-256 against the signed index; where that fails, this stops.
set -eu

suite=forky
least=1.0.22
what=${1:-}
top=$(cd "$(dirname "$0")/../.." && pwd)
dir=$top/build/sodium
apt=$dir/apt

die()
{
	echo "sodium.sh: $*" >&2
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
	    "libsodium/$suite"
}

unpack()
{
	set -- "$dir"/libsodium_*.dsc
	[ $# -eq 1 ] || die "expected one .dsc in $dir"
	version=$(sed -n 's/^Version: *//p' "$1" | head -n 1)
	dpkg --compare-versions "${version%-*}" ge "$least" ||
	    die "the archive's $suite has libsodium $version; $least is needed"
	dpkg-source --require-strong-checksums -x "$1" "$dir/src.new"
	(cd "$dir" && sha256sum "${1##*/}") > "$dir/dsc.sha256"
	mv "$dir/src.new" "$dir/src"
}

source_get()
{
	[ ! -d "$dir/src" ] || return 0
	key=$(keyring)
	mkdir -p "$dir"
	rm -rf "$apt" "$dir"/libsodium_* "$dir/src.new"
	for uri in $(archives); do
		if (fetch_from "$uri" "$key"); then
			unpack
			rm -rf "$apt"
			return 0
		fi
		rm -rf "$apt"
	done
	die "could not fetch libsodium's signed source from Debian's $suite." \
	    "Connect this machine to its Debian mirror, run 'apt-get update'" \
	    "and try again. If apt calls the Release file expired, this" \
	    "clock is wrong or the mirror is frozen; who means to use a" \
	    "frozen mirror sets Acquire::Check-Valid-Until in apt.conf."
}

# build_into NAME CONFIGURE-ARGUMENTS...: build aside, publish when whole.
build_into()
{
	name=$1
	shift
	rm -rf "${dir:?}/$name" "$dir/$name.obj"
	mkdir -p "$dir/$name.obj"
	(
		cd "$dir/$name.obj"
		"$dir/src/configure" --quiet --prefix="$dir/$name" \
		    --disable-shared --enable-static --disable-dependency-tracking \
		    "$@"
		make -s -j2 -C src/libsodium install
	) > "$dir/$name.log" 2>&1 || {
		tail -n 30 "$dir/$name.log" >&2
		die "building libsodium ($name) failed: see $dir/$name.log"
	}
	rm -rf "$dir/$name.obj"
	cp "$dir/dsc.sha256" "$dir/$name/stamp"
	echo "libsodium ($name) from $(cat "$dir/dsc.sha256")"
}

mkdir -p "$dir"
exec 9> "$dir/lock" # one at a time: both ways need the source
flock 9
case $what in
native)
	[ ! -e "$dir/native/stamp" ] || exit 0
	if pkg-config --atleast-version=$least libsodium 2> /dev/null; then
		mkdir -p "$dir/native/include" "$dir/native/lib"
		echo "the system's own" > "$dir/native/stamp"
		exit 0
	fi
	source_get
	CFLAGS="-O2 -g -fPIC -D_FORTIFY_SOURCE=2 -fstack-protector-strong \
-fstack-clash-protection" build_into native --with-pic
	;;
wasm)
	[ ! -e "$dir/wasm/stamp" ] || exit 0
	source_get
	CC="clang --target=wasm32-wasi --sysroot=/usr" AR=llvm-ar \
	    RANLIB=llvm-ranlib CFLAGS=-O2 build_into wasm --host=wasm32-wasi \
	    --disable-ssp --without-pthreads --disable-pie
	;;
*)
	echo "usage: sodium.sh native|wasm" >&2
	exit 2
	;;
esac
