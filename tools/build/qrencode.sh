#!/bin/sh
# qrencode.sh - builds libqrencode for WebAssembly, from the pinned source.
#
# Builds only the part that makes a QR code, without tool, threads and tests, in
# build/qrencode/wasm. The library allocates memory from web/qr.c, which wipes
# it.
set -eu

top=$(cd "$(dirname "$0")/../.." && pwd)
dir=$top/build/qrencode
# shellcheck source=tools/build/source.sh
. "$top/tools/build/source.sh"

compile()
{
	for c in bitstream mask mmask mqrspec qrencode qrinput qrspec rsecc \
	    split; do
		clang --target=wasm32-wasi --sysroot=/usr -mcpu=mvp -Os -w \
		    -DSTATIC_IN_RELEASE=static -DMAJOR_VERSION=4 \
		    -DMINOR_VERSION=1 -DMICRO_VERSION=1 \
		    -DVERSION='"4.1"' -Dmalloc=qr_alloc -Dcalloc=qr_zeroed \
		    -Drealloc=qr_larger -Dfree=qr_free -c -o "$dir/obj/$c.o" "$dir/src/$c.c" ||
		    return 1
	done
	llvm-ar rcs "$dir/wasm/lib/libqrencode.a" "$dir"/obj/*.o
	cp "$dir/src/qrencode.h" "$dir/wasm/include/"
}

mkdir -p "$dir"
exec 9> "$dir/lock"
flock 9
! done_already "$dir/wasm" || exit 0
source_get qrencode
rm -rf "$dir/wasm" "$dir/obj"
mkdir -p "$dir/obj" "$dir/wasm/lib" "$dir/wasm/include"
compile || die "building libqrencode for WebAssembly failed"
all_wasm "$dir/wasm/lib/libqrencode.a" ||
    die "libqrencode was built, but not for WebAssembly"
rm -rf "$dir/obj"
inputs > "$dir/wasm/stamp"
echo "libqrencode (wasm) from $pinned"
