#!/bin/bash
# run.sh - tests the build: its tools, the libraries it fetches, and install.
#
# The builds of libraries use toy tarballs and a fake apt-get.
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/../e2e/lib.sh"

top=$here/../..
unset MAKEFLAGS MAKELEVEL MFLAGS

# ---- the page's WebAssembly is that of the first version --------------------
first() { wasm-opt --mvp-features -o "$w/out.wasm" "$1"; }
echo '(module (memory 1) (func (export "f")
    (memory.copy (i32.const 0) (i32.const 1) (i32.const 2))))' > copy.wat
wasm-as --enable-bulk-memory -o copy.wasm copy.wat
! first copy.wasm 2> err && grep -qi 'bulk.memory' err
result $? 'the check finds an instruction of a later WebAssembly' err
ok 'tip.wasm has only instructions of the first WebAssembly' \
    first "$top/build/wasm/tip.wasm"

cat > mem.c <<'END'
/* Each size and distance, compared with the C library's. */
#include <string.h>
void *z_memcpy(void *, const void *, size_t);
void *z_memmove(void *, const void *, size_t);
void *z_memset(void *, int, size_t);
static unsigned char a[200], b[200];
static void fill(void) { for (int i = 0; i < 200; i++) a[i] = b[i] = (unsigned char)(i * 7); }
int main(void) {
	for (size_t n = 0; n < 70; n++)
		for (size_t to = 0; to < 40; to++)
			for (size_t from = 0; from < 40; from++) {
				fill();
				if (z_memmove(a + to, a + from, n) != a + to) return 1;
				memmove(b + to, b + from, n);
				if (memcmp(a, b, 200)) return 2;
				if (z_memcpy(a + to, a + 120, n) != a + to) return 3;
				memcpy(b + to, b + 120, n);
				if (z_memset(a + from, (int)to - 9, n) != a + from) return 4;
				memset(b + from, (int)to - 9, n);
				if (memcmp(a, b, 200)) return 5;
			}
	return 0;
}
END
clang -O2 -Dmemcpy=z_memcpy -Dmemmove=z_memmove -Dmemset=z_memset \
    -c -o ours.o "$top/web/mem.c" && clang -O1 -o mem mem.c ours.o
ok 'memcpy, memmove and memset of tip.wasm match the C library' ./mem

# ---- 64 bits ----------------------------------------------------------------
echo '#include "os/process.h"' > bits.c
# shellcheck disable=SC2317 # called by name
bits() { clang --target="$1" -fsyntax-only -I"$top/crypto" bits.c; }
ok 'a 64-bit machine compiles' bits x86_64-linux-gnu
refuses 'a 32-bit machine is refused' 1 'need a 64-bit machine' \
    bits i686-linux-gnu

# ---- texts and template -----------------------------------------------------
printf '\tT_title,\n' > lang.h
# shellcheck disable=SC2317 # called by name
# template TEXT: run template.awk on a page of TEXT.
template()
{
	printf '%s\n' "$1" > page.html
	awk -v header=made.h -f "$top/tools/build/c.awk" \
	    -f "$top/tools/build/template.awk" lang.h page.html
}
ok 'a template with texts, values and a loop is accepted' template \
    '<p id="{{=id}}">{{title}}{{#all}}{{?a}}{{@b}}{{/a}}{{/all}}</p>'
grep -q '^enum turn each_all(struct at' made.h &&
    grep -q '^struct span attr_id(' made.h && grep -q '^bool is_a(' made.h
result $? 'the header declares the functions of the template' made.h
refuses 'a mark that closes a different one is refused' 1 \
    '{{/a}} closes nothing that is open' template '{{?a}}{{#b}}{{/a}}{{/b}}'
refuses 'a mark that is never closed is refused' 1 \
    '{{a}} is never closed' template '{{?a}}x'
refuses 'a text that no language has is refused' 1 \
    'no language has a text "titel"' template '{{titel}}'

# shellcheck disable=SC2317 # called by name
# texts FIRST SECOND: run po.awk on two languages with these entries.
texts()
{
	local l

	for l in "nl:$1" "en:$2"; do
		printf 'msgid ""\nmsgstr ""\n"Language: %s\\n"\n' "${l%%:*}"
		printf '"X-Name: N\\n"\n"X-Direction: ltr\\n"\n'
		printf '"X-Reviewed: yes\\n"\n\n%b' "${l#*:}"
	done > both
	awk -v w="$w" '/^msgid ""/ { f = w "/" ++n ".po" } { print > f }' both
	awk -v header=made.h -f "$top/tools/build/c.awk" \
	    -f "$top/tools/build/po.awk" 1.po 2.po
}
entry='msgid "a"\nmsgstr "A"\n'
ok 'two languages with the same text are accepted' texts "$entry" "$entry"
refuses 'a text missing from the second language is refused' 1 \
    'text "b" is not in' texts "$entry"'msgid "b"\nmsgstr "B"\n' "$entry"
refuses 'a text missing from the first language is refused' 1 \
    'text "b" is not in the first' texts "$entry" "$entry"'msgid "b"\nmsgstr "B"\n'
refuses 'a text that occurs twice is refused' 1 'text "a" stands here twice' \
    texts "$entry" "$entry$entry"
refuses 'an empty text is refused' 1 'text "a" is empty' texts "$entry" \
    'msgid "a"\nmsgstr ""\n'

# ---- install ----------------------------------------------------------------
make -C "$top" install DESTDIR="$w/dest" PREFIX=/usr > out 2>&1
result $? 'make install DESTDIR= succeeds' out
(cd dest && find . -type f | sort) > have
cat > want <<'END'
./usr/bin/zegel
./usr/bin/zegel-desk
./usr/bin/zegeld
./usr/share/doc/zegel/landing.html
./usr/share/locale/nl/LC_MESSAGES/zegel-desk.mo
./usr/share/man/man1/zegel-desk.1
./usr/share/man/man1/zegel.1
./usr/share/man/man8/zegeld.8
END
ok 'make install installs programs, texts and manuals, nothing else' \
    diff want have
ok 'the installed zegel-desk speaks Dutch' dest/usr/bin/zegel-desk --lang nl \
    --help
says 'it has Dutch words for its commands' out 'alle zaken'
for p in dest/usr/bin/*; do
	[ -z "$(nm "$p" 2> err)" ]
	result $? "${p##*/} is stripped" err
done

# ---- a test needs its packages before it is compiled ------------------------
mkdir tree
(cd "$top" && git ls-files -co --exclude-standard | grep -v '^tests/fuzz/' |
    tar -c -T -) | tar -x -C tree
for target in check-unit check-crash check-attack lint-gcc lint-clang bench; do
	make -n -C tree "$target" > plan 2> err
	grep -nE 'packages\.sh test( |$)' plan | head -n 1 > asked
	grep -nE -- '-c -o [^ ]*/tests/' plan | head -n 1 > compiled
	a=$(cut -d : -f 1 asked) c=$(cut -d : -f 1 compiled)
	[ -n "$a" ] && [ "$a" -lt "${c:-1000000}" ]
	result $? "$target installs packages before it compiles tests" \
	    asked compiled err
done

make -n -C tree CC=clang-of-later all > plan 2> err
grep -nE 'packages\.sh wasm( |$)' plan | head -n 1 > asked
grep -nE -- '-c -o build/obj/' plan | head -n 1 > compiled
[ "$(cut -d : -f 1 asked)" -lt "$(cut -d : -f 1 compiled)" ] &&
    ! grep -q logical-op plan
result $? 'make CC=clang installs clang first and uses its options' \
    asked compiled err

# ---- toy libraries ----------------------------------------------------------
mkdir bin
printf '#!/bin/sh\nexit 1\n' > bin/pkg-config
cat > bin/apt-get <<END
#!/bin/sh
case "\$*" in
indextargets*) echo 'Debian|Debian|toy:/' ;;
*source*) cp $w/mirror/* . ;;
esac
END
chmod +x bin/*
PATH=$w/bin:$PATH
mkdir mirror

# toy VERSION INIT [WRONG]: make a tarball of a toy libsodium, whose
# sodium_init() returns INIT; with WRONG, its build ignores CC.
toy()
{
	local d=toy/libsodium-$1

	rm -rf toy
	mkdir -p "$d"
	cat > "$d/sodium.h" <<-END
	#define SODIUM_VERSION_STRING "$1"
	int sodium_init(void);
	const char *sodium_version_string(void);
	END
	cat > "$d/toy.c" <<-END
	#include "sodium.h"
	int sodium_init(void) { return $2; }
	const char *sodium_version_string(void) { return SODIUM_VERSION_STRING; }
	END
	cat > "$d/configure" <<-'END'
	#!/bin/sh
	for arg in "$@"; do
		case $arg in --prefix=*) prefix=${arg#*=} ;; esac
	done
	from=$(dirname "$0")
	mkdir -p src/libsodium
	cat > src/libsodium/Makefile <<-MAKE
	.RECIPEPREFIX = >
	CC = ${CC:-cc}
	WRONG = gcc
	install:
	>mkdir -p \$(DESTDIR)$prefix/lib \$(DESTDIR)$prefix/include
	>env > \$(DESTDIR)$prefix/env
	>cp $from/sodium.h \$(DESTDIR)$prefix/include
	>\$(WITH) \$(CFLAGS) -c -o toy.o $from/toy.c
	>ar rcs \$(DESTDIR)$prefix/lib/libsodium.a toy.o
	MAKE
	END
	sed -i "s|(WITH)|(${3:-CC})|" "$d/configure"
	chmod +x "$d/configure"
	tar -c -z -f "libsodium_$1.orig.tar.gz" -C toy "libsodium-$1"
}

# pinned FILE: pin FILE in the tree, and remove what was built there.
pinned()
{
	rm -rf tree/build
	mkdir -p tree/build/sodium tree/build/packages
	sha256sum "$1" > tree/tools/build/sources.sha256
}

# sodium WHAT: run sodium.sh under a make that sets CC, CFLAGS and DESTDIR.
sodium()
{
	echo "all: ; +@tools/build/sodium.sh $1" |
	    make -C tree -f - CC=gcc CFLAGS=-DNOT_FOR_YOU DESTDIR="$w/leak"
}

toy 1.0.22 0
pinned libsodium_1.0.22.orig.tar.gz
cp libsodium_1.0.22.orig.tar.gz mirror/
ok 'sodium.sh fetches and builds the pinned source' sodium native
[ -s tree/build/sodium/native/lib/libsodium.a ] && [ ! -e leak ] &&
    ! grep -E 'NOT_FOR_YOU|DESTDIR|^CC=' tree/build/sodium/native/env > err
result $? "the library's build gets no variables of our make" err
rm mirror/*
ok 'a good build is not repeated' sodium native
rm -rf tree/build/sodium/native
ok 'a source that was fetched before needs no mirror' sodium native
sodium wasm > out 2> err && [ ! -e leak ] &&
    grep -q -a "$(printf '\0asm' | tr -d '\0')" tree/build/sodium/wasm/lib/libsodium.a
result $? 'the wasm build makes WebAssembly, whatever CC is' out err

# unstamped WHAT: the failed build left no stamp.
unstamped()
{
	[ ! -e "tree/build/sodium/$1/stamp" ]
	result $? "the refused build leaves no stamp ($1)"
}

toy 1.0.22 -1
pinned libsodium_1.0.22.orig.tar.gz
cp libsodium_1.0.22.orig.tar.gz tree/build/sodium/
refuses 'a library whose sodium_init() fails is refused' 2 'but is not right' \
    sodium native
unstamped native
toy 1.0.22 0 WRONG
pinned libsodium_1.0.22.orig.tar.gz
cp libsodium_1.0.22.orig.tar.gz tree/build/sodium/
refuses 'objects for another machine are refused' 2 'but is not right' \
    sodium wasm
unstamped wasm

# ---- changed tarballs --------------------------------------------------------
cp libsodium_1.0.22.orig.tar.gz right.tar.gz
toy 1.0.22 1
cp libsodium_1.0.22.orig.tar.gz other.tar.gz
cp right.tar.gz libsodium_1.0.22.orig.tar.gz
pinned libsodium_1.0.22.orig.tar.gz
cp other.tar.gz tree/build/sodium/libsodium_1.0.22.orig.tar.gz
refuses 'a changed local tarball is refused' 2 'its SHA-256 differs. Delete' \
    sodium native
unstamped native
pinned libsodium_1.0.22.orig.tar.gz
cp other.tar.gz mirror/libsodium_1.0.22.orig.tar.gz
refuses 'a changed tarball from the mirror is refused' 2 \
    'its SHA-256 differs. Find out why' sodium native
[ ! -e tree/build/sodium/src ] &&
    [ ! -e tree/build/sodium/libsodium_1.0.22.orig.tar.gz ]
result $? 'a refused tarball is neither unpacked nor kept'
rm mirror/*
toy 1.0.23 0
cp libsodium_1.0.23.orig.tar.gz mirror/
refuses 'a newer version is refused until it is pinned' 2 \
    "has moved on to libsodium_1.0.23.orig.tar.gz; this tree is pinned to" \
    sodium native
grep -q 'pin.sh libsodium' err
result $? 'the message names the command that pins it' err

# ---- pinning a newer version ------------------------------------------------
cp tree/tools/build/sources.sha256 before
ok 'pin.sh shows the newer version' tree/tools/build/pin.sh libsodium
[ -e tree/build/pin/libsodium/new/toy.c ] &&
    cmp -s before tree/tools/build/sources.sha256
result $? 'pin.sh without -w changes no pin'
ok 'pin.sh -w pins the newer version' tree/tools/build/pin.sh -w libsodium
ok 'sodium.sh builds the newer version' sodium native
refuses 'pin.sh refuses a package without a pin' 1 'has no line for nothing' \
    tree/tools/build/pin.sh nothing

# ---- packages of the tests --------------------------------------------------
node -e '
const lock = require(process.argv[1]).packages;
for (const [name, p] of Object.entries(lock))
	if (name !== "" && !/^sha512-/.test(p.integrity ?? ""))
		console.log(name + " has no hash");
if (Object.keys(lock).length < 5) console.log("hardly any");
' "$top/tests/package-lock.json" > out
[ ! -s out ]
result $? 'every npm package of the tests has a hash' out
grep -nE 'npm (ci|install)' "$top/Makefile" "$top/tests/tests.mk" |
    grep -v -e --ignore-scripts > out
[ ! -s out ] && grep -q 'npm ci' "$top/tests/tests.mk"
result $? 'npm runs no script of a package' out

# ---- the image --------------------------------------------------------------
sed -n '/^FROM .* AS build/,/^FROM/s/^COPY //p' "$top/Dockerfile" > copies
sed -n '/sodium\.sh/q; s/^COPY //p' "$top/Dockerfile" > early
grep -vE '^(tools/build/[a-z0-9.]+ )+tools/build/$' early > late
[ -s early ] && [ ! -s late ] && [ "$(wc -l < copies)" -gt "$(wc -l < early)" ]
result $? 'only files that make libsodium come before it in the image' \
    early late
for f in .git build tests README.md Dockerfile; do
	grep -qxF "$f" "$top/.dockerignore"
	result $? "a change of $f does not rebuild the image" \
	    "$top/.dockerignore"
done
finish
