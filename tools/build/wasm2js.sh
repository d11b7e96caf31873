#!/bin/sh
# wasm2js.sh - turns tip.wasm into a script for browsers without WebAssembly.
#
# usage: wasm2js.sh FILE.wasm > FILE.js
#
# The output is a classic script with one function, tip_js(imports), which takes
# the imports of WebAssembly.instantiate and returns the exports. binaryen
# writes an ES module: its import lines are removed, and its last lines become
# the return. Some versions of it look up imports by module and name, some by
# name alone, so both are passed.
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
