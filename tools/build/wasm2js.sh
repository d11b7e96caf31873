#!/bin/sh
# wasm2js.sh - turn tip.wasm into a classic script for where WebAssembly is off.
#
# usage: wasm2js.sh FILE.wasm > FILE.js
#
# The script defines one function, tip_js(imports), that returns the exports.
# binaryen writes a module: its imports go, its last lines become the return.
set -eu
wasm2js -O3 "$1" -o "$1.mjs"
awk '
/^import / { next }
/^var ret[A-Za-z]*Func *=/ { exit }
{ print }' "$1.mjs" | {
	echo 'function tip_js(imports) {'
	echo '"use strict";'
	cat
	echo 'return asmFunc(imports);'
	echo '}'
}
rm -f "$1.mjs"
