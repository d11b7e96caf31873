#!/bin/sh
# sodium.sh - provides libsodium >= 1.0.22, built from the pinned source if the
# system has none.
#
# usage: sodium.sh native|wasm
#
# native: a static library in build/sodium/native; empty folders there if the
#         system's own is new enough.
# wasm:   the pinned source for wasm32-wasi, in build/sodium/wasm.
set -eu

least=1.0.22
what=${1:-}
top=$(cd "$(dirname "$0")/../.." && pwd)
dir=$top/build/sodium
# shellcheck source=tools/build/source.sh
. "$top/tools/build/source.sh"

# build_into NAME CONFIGURE-ARGUMENTS...: build in NAME.obj, install to NAME.new
build_into()
{
	name=$1
	shift
	rm -rf "$dir/$name.new" "$dir/$name.obj"
	mkdir -p "$dir/$name.obj"
	(
		cd "$dir/$name.obj"
		"$dir/src/configure" --quiet --prefix="$dir/$name.new" \
		    --disable-shared --enable-static --disable-dependency-tracking \
		    "$@"
		make -s -j2 -C src/libsodium install
	) > "$dir/$name.log" 2>&1 || {
		tail -n 30 "$dir/$name.log" >&2
		die "building libsodium ($name) failed: see $dir/$name.log"
	}
	rm -rf "$dir/$name.obj"
}

# publish NAME CHECK...: if CHECK succeeds, NAME.new becomes the library NAME.
publish()
{
	name=$1
	shift
	"$@" || die "libsodium ($name) was built but is not right:" \
	    "see $dir/$name.log, and what $* looks for"
	rm -rf "${dir:?}/$name"
	mv "$dir/$name.new" "$dir/$name"
	inputs > "$dir/$name/stamp"
	echo "libsodium ($name) from $from"
}

# starts NAME: true if a program built with NAME.new can start the library, and
# its version is that of the headers.
starts()
{
	cat > "$dir/try.c" <<-'END'
	#include <string.h>
	#include <sodium.h>
	int main(void) { return sodium_init() < 0 ||
	    strcmp(sodium_version_string(), SODIUM_VERSION_STRING) != 0; }
	END
	cc -isystem "$dir/$1.new/include" -o "$dir/try" "$dir/try.c" \
	    -L"$dir/$1.new/lib" -lsodium && "$dir/try"
}

mkdir -p "$dir"
exec 9> "$dir/lock" # one at a time: both forms unpack the same source
flock 9
case $what in
native)
	! done_already "$dir/native" || exit 0
	if pkg-config --atleast-version=$least libsodium 2> /dev/null; then
		rm -rf "$dir/native.new"
		mkdir -p "$dir/native.new/include" "$dir/native.new/lib"
		from="this system, $(pkg-config --modversion libsodium)"
	else
		source_get libsodium
		from=$pinned
		CFLAGS="-O2 -g -fPIC -D_FORTIFY_SOURCE=2 \
-fstack-protector-strong -fstack-clash-protection" \
		    build_into native --with-pic
	fi
	publish native starts native
	;;
wasm)
	! done_already "$dir/wasm" || exit 0
	source_get libsodium
	from=$pinned
	CC="clang --target=wasm32-wasi --sysroot=/usr -mcpu=mvp" AR=llvm-ar \
	    RANLIB=llvm-ranlib CFLAGS=-O2 build_into wasm --host=wasm32-wasi \
	    --disable-ssp --without-pthreads --disable-pie
	publish wasm all_wasm "$dir/wasm.new/lib/libsodium.a"
	;;
*)
	echo "usage: sodium.sh native|wasm" >&2
	exit 2
	;;
esac
