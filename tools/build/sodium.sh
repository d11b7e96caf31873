#!/bin/sh
# sodium.sh - bring libsodium >= 1.0.22 from Debian's signed source package.
#
# usage: sodium.sh native|wasm
#
# native: a static library in build/sodium/native; nothing where the system's
#         own is new enough.
# wasm:   the same source for wasm32-wasi, in build/sodium/wasm.
set -eu

least=1.0.22
what=${1:-}
top=$(cd "$(dirname "$0")/../.." && pwd)
dir=$top/build/sodium
# shellcheck source=tools/build/source.sh
. "$top/tools/build/source.sh"

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
	source_get libsodium $least
	CFLAGS="-O2 -g -fPIC -D_FORTIFY_SOURCE=2 -fstack-protector-strong \
-fstack-clash-protection" build_into native --with-pic
	;;
wasm)
	[ ! -e "$dir/wasm/stamp" ] || exit 0
	source_get libsodium $least
	CC="clang --target=wasm32-wasi --sysroot=/usr" AR=llvm-ar \
	    RANLIB=llvm-ranlib CFLAGS=-O2 build_into wasm --host=wasm32-wasi \
	    --disable-ssp --without-pthreads --disable-pie
	;;
*)
	echo "usage: sodium.sh native|wasm" >&2
	exit 2
	;;
esac
