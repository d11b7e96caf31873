#!/bin/sh
# seal.sh - measures how long the page takes to seal: on a slow processor, and
# without JIT and WebAssembly.
cd "$(dirname "$0")/../.." && exec tests/net node tests/browser/bench.mjs
