# script.mk - the page's scripts, in the order in which they become one.

# Each uses only those before it.
SCRIPT_JS := $(patsubst %,web/script/%.js,words coach state ask tip visit load \
	second send questions marks forget screens first desks receipt check \
	answers follow leave shift start)
# Loaded after it, in any order: the coach's words, and languages it must not
# mix up.
COACH_JS := $(sort $(wildcard web/coach/*.js))
