#!/bin/sh
# seal.sh - how long the page seals: a slow processor, and neither JIT nor
# WebAssembly.
cd "$(dirname "$0")/../.." && exec tests/net node tests/browser/bench.mjs
