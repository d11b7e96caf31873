#!/bin/bash
# hashes.sh - writes a C header with the hash of each file that the page may
# run, as a browser checks it: sha256-BASE64.
#
# usage: tools/build/hashes.sh BOOT SCRIPT COACH WASM JS
set -eu
echo '/* hashes.h - made by hashes.sh: hashes of what the page runs. */'
for name in BOOT SCRIPT COACH WASM TIP; do
	hash=$(sha256sum < "$1" | cut -c 1-64 | tr a-f A-F)
	hash=$(basenc -d --base16 <<< "$hash" | base64)
	printf '#define HASH_%s "sha256-%s"\n' "$name" "$hash"
	shift
done
