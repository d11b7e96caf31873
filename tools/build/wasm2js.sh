#!/bin/sh
# wasm2js.sh - turn tip.wasm into a classic script for where WebAssembly is off.
#
# usage: wasm2js.sh FILE.wasm > FILE.js
#
# The script defines one function, tip_js(imports), that takes what
# WebAssembly.instantiate takes and returns the exports. binaryen writes a
# module: its imports go, and its last lines become the return. Some versions
# ask for imports by module and name, some by name alone: both are there.
set -eu
wasm2js -O3 "$1" -o "$1.mjs"
awk '
BEGIN {
	print "function tip_js(imports) {"
	print "\"use strict\";"
}
/^import / { next }
/^var ret[A-Za-z]*Func *=/ { exit }
{ sub(/^ +/, ""); print }
END {
	print "return asmFunc(Object.assign({ abort: function() {"
	print "throw new Error(\"abort\"); } }, imports,"
	print "imports.wasi_snapshot_preview1));"
	print "}"
}' "$1.mjs"
rm -f "$1.mjs"
