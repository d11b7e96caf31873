# Zegel. GNU make 4.3. `make run` starts a demo, `make check` proves a change;
# README.md says the rest. All output goes to build/.
#
# B is where native objects and programs go: build, or build/san with
# SAN=address,undefined, build/tsan with SAN=thread, build/cover with COVER=1,
# which counts what runs, or build/memcheck with MEMCHECK=1, which confines
# nothing and runs the programs in valgrind. Where vm.mmap_rnd_bits is over 28,
# an older SAN=thread does not start: setarch -R make SAN=thread check.
# libsodium and the page's WebAssembly are shared.

.DELETE_ON_ERROR:
.SUFFIXES:
MAKEFLAGS += --no-builtin-rules
ifeq ($(filter -j%,$(MAKEFLAGS)),)
MAKEFLAGS += -j$(shell nproc 2>/dev/null || echo 2)
endif

SAN :=
COVER :=
MEMCHECK :=
PREFIX := /usr/local
DESTDIR :=
# What install does to the programs; STRIP= keeps what a debugger reads.
STRIP := -s
PORT := 8080
FUZZ_SECONDS := 60
FUZZ_COVER :=
B := $(if $(COVER),build/cover,$(if $(MEMCHECK),build/memcheck,$(if \
	$(SAN),build/$(if $(filter thread,$(SAN)),tsan,san),build)))
# Where programs are linked; in build/memcheck, bin/NAME runs real/NAME.
BIN := $(B)/$(if $(MEMCHECK),real,bin)

# Fuzz targets: build/fuzz, or build/fuzzcov to see which lines they reach.
F := $(if $(FUZZ_COVER),build/fuzzcov,build/fuzz)

CC := gcc
CLANG := clang
PKG := pkg-config
export BUILD := $(B)
export PORT
# V=1 shows the commands whole.
Q := $(if $(V),,@)
SAY = $(if $(V),@:,@echo '  $(1)' $(or $(2),$@))

# ---- flags -----------------------------------------------------------------
WARN := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion \
	-Wcast-qual -Wcast-align -Wwrite-strings -Wstrict-prototypes \
	-Wmissing-prototypes -Wold-style-definition -Wundef -Wvla \
	-Wswitch-enum -Wimplicit-fallthrough -Wformat=2 -Wnull-dereference \
	-Wdouble-promotion -Wpointer-arith
WARN_FRAME := -Wframe-larger-than=2048
WARN_GCC := -Wlogical-op -Wduplicated-cond -Wduplicated-branches
WARN_CLANG := -Wcomma -Wunreachable-code
HARDEN := -O2 -D_FORTIFY_SOURCE=2 -fstack-protector-strong \
	-fstack-clash-protection
HARDEN_LD := -pie -Wl,-z,relro,-z,now,-z,noexecstack
ifneq ($(filter x86_64 i%86,$(shell uname -m)),)
HARDEN += -fcf-protection
endif
ifneq ($(SAN),)
HARDEN := -O1 -fno-omit-frame-pointer -fsanitize=$(SAN) \
	-fno-sanitize-recover=all
HARDEN_LD := -pie -fsanitize=$(SAN)
# frames grow, and what confines a process would confine the sanitizer
WARN_FRAME := -Wno-null-dereference -Wno-unused-function \
	-Wno-unused-const-variable
endif
ifneq ($(COVER),)
HARDEN := -O0 --coverage -fprofile-update=atomic
HARDEN_LD := -pie --coverage -Wl,--wrap=_exit,--wrap=abort,--wrap=syscall
WARN_FRAME :=
endif
ifneq ($(MEMCHECK),)
HARDEN := -O1 -DZEGEL_UNCONFINED
WARN_FRAME := -Wno-unused-function -Wno-unused-const-variable
endif
# By its name too: it may not be installed yet.
IS_CLANG := $(findstring clang,$(CC) $(shell $(CC) --version 2>/dev/null))
CFLAGS := -g
BASE = -std=c17 -fPIE $(WARN) $(WARN_FRAME) -Werror \
	$(if $(IS_CLANG),$(WARN_CLANG),$(WARN_GCC)) $(HARDEN) $(CFLAGS)

# The static library where sodium.sh built one; else this finds the system's.
SODIUM_INC := -isystem build/sodium/native/include
SODIUM_LIB := -Lbuild/sodium/native/lib -lsodium
# What each room may see and link; crypto/ sees itself alone.
INC_crypto := -Icrypto
INC_base := -Icrypto -Ibase -D_GNU_SOURCE
INC_server := -Icrypto -Ibase -Iserver -Iweb -Ibuild/gen -D_GNU_SOURCE
INC_tipster := -Icrypto -Ibase -Itools/tipster -D_GNU_SOURCE
INC_desk := -Icrypto -Ibase -Itools/desk -D_GNU_SOURCE
# A test of a room sees that room's headers first: names repeat.
INC_tests = $(patsubst %,-Itools/%,$(filter desk tipster,$(call room,$@))) \
	-Icrypto -Ibase -Iserver -Iweb -Ibuild/gen -Itools/desk -Itools/tipster \
	-Itests/bench -Itests/unit -D_GNU_SOURCE
LIB_server = $(shell $(PKG) --libs libmicrohttpd gnutls lmdb libseccomp zlib) -lm
LIB_tipster = $(shell $(PKG) --libs libcurl)
LIB_desk = $(shell $(PKG) --libs lmdb libseccomp libqrencode) -lunistring

# ---- sources, by wildcard --------------------------------------------------
obj = $(patsubst %.c,$(B)/obj/%.o,$(1))
CRYPTO_C := $(wildcard crypto/*.c)
BASE_C := $(wildcard base/*.c)
SERVER_C := $(wildcard server/*.c)
TIPSTER_C := $(wildcard tools/tipster/*.c)
DESK_C := $(wildcard tools/desk/*.c)
TESTS_C := $(wildcard tests/*/*.c)
# In a folder of tests a file that has a main is a program; the others are
# parts of every program there.
UNIT_C := $(filter tests/unit/%,$(TESTS_C))
VECTOR_C := $(filter tests/vectors/%,$(TESTS_C))
FUZZ_C := $(filter tests/fuzz/%,$(TESTS_C))
mains = $(if $(1),$(shell grep -lwE '^(main|LLVMFuzzerTestOneInput)' $(1)))
UNIT_MAIN := $(call mains,$(UNIT_C))
VECTOR_MAIN := $(call mains,$(VECTOR_C))
FUZZ_MAIN := $(call mains,$(FUZZ_C))
LIBTIP := $(if $(CRYPTO_C),$(B)/libtip.a)
LIBBASE := $(if $(BASE_C),$(B)/libbase.a)
LIBS := $(LIBBASE) $(LIBTIP)
# In this order they are one script; each leans only on those before it.
SCRIPT_JS := $(patsubst %,web/script/%.js,words coach state ask tip visit load \
	second send questions marks forget screens first desks receipt check \
	answers follow leave shift start)
# Loaded after it, in any order: the coach's words, a language each.
COACH_JS := $(sort $(wildcard web/coach/*.js))
WEB_FILES := $(wildcard web/*.css web/*.js) \
	$(if $(SCRIPT_JS),build/gen/script.js build/gen/coach.js)
# The first is for visitors whose languages are not there. Every service offers
# these two; the others if an operator switches them on.
PAGE_LANGS := nl en
PO_FILES := $(PAGE_LANGS:%=web/lang/%.po)
PO_FILES += $(filter-out $(PO_FILES),$(sort $(wildcard web/lang/*.po)))
WEB_OBJ := $(if $(WEB_FILES),$(B)/obj/gen/web.o) \
	$(if $(PO_FILES),$(B)/obj/gen/lang.o $(B)/obj/gen/template.o)
WASM := $(if $(wildcard web/entry.c),build/wasm/tip.wasm build/wasm/tip.js)

# Everything but main.o, for programs of tests.
PART_server := $(call obj,$(filter-out %/main.c,$(SERVER_C))) $(WEB_OBJ)
PART_desk := $(call obj,$(filter-out %/main.c,$(DESK_C)))
PART_tipster := $(call obj,$(filter-out %/main.c,$(TIPSTER_C)))

LINKED := $(if $(wildcard server/main.c),$(BIN)/zegeld) \
	$(if $(wildcard tools/tipster/main.c),$(BIN)/zegel) \
	$(if $(wildcard tools/desk/main.c),$(BIN)/zegel-desk)
PROGRAMS := $(LINKED:$(BIN)/%=$(B)/bin/%)
UNIT := $(patsubst tests/unit/%.c,$(B)/tests/unit/%,$(UNIT_MAIN))
VECTORS := $(patsubst tests/vectors/%.c,$(B)/tests/%,$(VECTOR_MAIN))
FUZZERS := $(patsubst tests/fuzz/%.c,$(F)/%,$(FUZZ_MAIN))
GEN_H := $(if $(PO_FILES),$(addprefix build/gen/,lang.h template.h hashes.h))
READY := build/packages/build $(if $(IS_CLANG),build/packages/wasm) \
	build/sodium/native/stamp

.PHONY: all run check check-unit check-long check-crash check-leaks \
	check-attack check-deb cover cover-run memcheck-run fuzz-summary \
	fuzz-summary-run bench \
	fuzz lint lint-fast wasm install clean
all: $(LIBS) $(PROGRAMS)
wasm: $(WASM)

# ---- what a fresh machine needs --------------------------------------------
build/packages/%: tools/build/packages.sh
	@tools/build/packages.sh $*
	@mkdir -p $(@D) && touch $@
# Each script looks by itself whether what is there is still right.
SOURCE := $(addprefix tools/build/,source.sh sources.sha256)
build/sodium/%/stamp: tools/build/sodium.sh $(SOURCE)
	@tools/build/sodium.sh $*
build/qrencode/wasm/stamp: tools/build/qrencode.sh $(SOURCE)
	@tools/build/qrencode.sh
build/sodium/native/stamp: | build/packages/build
build/sodium/wasm/stamp build/qrencode/wasm/stamp: | build/packages/wasm

# ---- native ----------------------------------------------------------------
$(B)/obj/crypto/%.o: ROOM := crypto
$(B)/obj/base/%.o: ROOM := base
$(B)/obj/server/%.o: ROOM := server
$(B)/obj/tools/tipster/%.o: ROOM := tipster
$(B)/obj/tools/desk/%.o: ROOM := desk
$(B)/obj/gen/%.o: ROOM := server
$(B)/obj/tests/%.o: ROOM := tests
COMPILE = $(CC) $(BASE) $(INC_$(ROOM)) $(SODIUM_INC) -MMD -MP -c -o $@ $<
LINK = $(CC) $(CFLAGS) $(HARDEN_LD) -o $@ $(filter %.o,$^) $(filter %.a,$^) \
	$(COVER_O) $(SODIUM_LIB)
# Every program that counts has it.
COVER_O := $(if $(COVER),$(B)/obj/tests/cover/cover.o)

$(B)/obj/%.o: %.c | $(READY)
	@mkdir -p $(@D)
	$(call SAY,CC,$<)
	$(Q)$(COMPILE)
$(B)/obj/gen/%.o: build/gen/%.c | $(READY)
	@mkdir -p $(@D)
	$(call SAY,CC,$<)
	$(Q)$(COMPILE)
$(B)/obj/gen/%.o: build/gen/%.S | $(READY)
	@mkdir -p $(@D)
	$(Q)$(CC) -c -o $@ $<
$(call obj,$(TESTS_C)) $(TESTS_C:%.c=build/lint/%.o): | build/packages/test
$(LIBS) $(LINKED) $(UNIT) $(VECTORS): | $(COVER_O)
$(LINKED) $(UNIT) $(VECTORS): build/sodium/native/stamp
$(B)/libtip.a: $(call obj,$(CRYPTO_C))
$(B)/libbase.a: $(call obj,$(BASE_C))
$(B)/lib%.a:
	@rm -f $@
	$(call SAY,AR)
	$(Q)ar rcs $@ $^
$(BIN)/zegeld: $(call obj,$(SERVER_C)) $(WEB_OBJ) $(LIBS)
	@mkdir -p $(@D)
	$(call SAY,LD)
	$(Q)$(LINK) $(LIB_server)
$(BIN)/zegel: $(call obj,$(TIPSTER_C)) $(LIBS)
	@mkdir -p $(@D)
	$(call SAY,LD)
	$(Q)$(LINK) $(LIB_tipster)
$(BIN)/zegel-desk: $(call obj,$(DESK_C)) $(LIBS)
	@mkdir -p $(@D)
	$(call SAY,LD)
	$(Q)$(LINK) $(LIB_desk)
ifneq ($(MEMCHECK),)
$(LINKED): $(B)/obj/tests/memcheck/stretch.o
$(LINKED): HARDEN_LD += -Wl,--wrap=crypto_pwhash
$(B)/bin/%: tests/memcheck/program.sh $(BIN)/%
	@mkdir -p $(@D)
	@install $< $@
endif

# ---- the page --------------------------------------------------------------
# Each file, gzipped, becomes web_NAME_gz and web_NAME_gz_end, dots and dashes
# as underscores.
build/gen/web.S: $(WEB_FILES) $(WASM) tools/build/gzip.sh Makefile
	@mkdir -p $(@D)
	@{ echo '.section .rodata'; \
	for f in $(WEB_FILES) $(WASM); do \
		z=build/gen/$$(basename $$f).gz; \
		tools/build/gzip.sh < $$f > $$z || exit 1; \
		s=web_$$(basename $$z | tr '.-' '__'); \
		printf '.global %s, %s_end\n%s:\n.incbin "%s"\n%s_end:\n' \
		    $$s $$s $$s $$z $$s; \
	done; \
	echo '.section .note.GNU-stack,"",%progbits'; } > $@
build/gen/script.js: $(SCRIPT_JS)
build/gen/coach.js: $(COACH_JS)
build/gen/script.js build/gen/coach.js: Makefile
	@mkdir -p $(@D)
	@sed 's/^[ \t]*//' $(filter %.js,$^) > $@
# What a browser has to find in the files that may run: sha256-BASE64.
build/gen/hashes.h: web/boot.js build/gen/script.js build/gen/coach.js $(WASM)
	@{ echo '/* hashes.h - made by the Makefile: the hashes of what runs. */'; \
	for f in BOOT:web/boot.js SCRIPT:build/gen/script.js \
	    COACH:build/gen/coach.js \
	    TIP:build/wasm/tip.js WASM:build/wasm/tip.wasm; do \
		printf '#define HASH_%s "sha256-%s"\n' $${f%%:*} \
		    $$(sha256sum $${f#*:} | cut -c 1-64 | tr a-f A-F | \
		    basenc -d --base16 | base64); \
	done; } > $@
# The texts, and the page's template.
build/gen/lang.c build/gen/lang.h &: tools/build/c.awk tools/build/po.awk \
    $(PO_FILES)
	@mkdir -p $(@D)
	$(call SAY,LANG)
	@awk -v header=build/gen/lang.h -f tools/build/c.awk \
	    -f tools/build/po.awk $(PO_FILES) > build/gen/lang.c
build/gen/template.c build/gen/template.h &: tools/build/c.awk \
    tools/build/template.awk build/gen/lang.h web/page.html
	$(call SAY,PAGE)
	@awk -v header=build/gen/template.h -f tools/build/c.awk \
	    -f tools/build/template.awk build/gen/lang.h web/page.html \
	    > build/gen/template.c
USE_LANG := $(SERVER_C) $(TESTS_C)
$(call obj,$(USE_LANG)) $(B)/obj/gen/lang.o $(B)/obj/gen/template.o \
    $(USE_LANG:%.c=$(F)/obj/%.o) \
    $(USE_LANG:%.c=build/lint/%.o): | $(GEN_H)

WASM_C := $(CRYPTO_C) $(wildcard web/*.c)
WASM_O := $(patsubst %.c,build/wasm/obj/%.o,$(WASM_C))
WASM_CC := $(CLANG) --target=wasm32-wasi --sysroot=/usr -mcpu=mvp
WASM_INC := -Icrypto -isystem build/sodium/wasm/include \
	-isystem build/qrencode/wasm/include
build/wasm/obj/%.o: %.c | build/sodium/wasm/stamp build/qrencode/wasm/stamp
	@mkdir -p $(@D)
	$(call SAY,WASM,$<)
	$(Q)$(WASM_CC) -std=c17 $(WARN) $(WARN_CLANG) -Werror -O2 $(WASM_INC) \
	    -MMD -MP -c -o $@ $<
build/wasm/link.wasm: $(WASM_O) build/sodium/wasm/stamp build/qrencode/wasm/stamp
	$(call SAY,LD)
	$(Q)$(WASM_CC) -mexec-model=reactor -o $@ $(WASM_O) \
	    build/sodium/wasm/lib/libsodium.a \
	    build/qrencode/wasm/lib/libqrencode.a -Wl,--gc-sections,--strip-all \
	    -Wl,--stack-first,-z,stack-size=262144
build/wasm/tip.wasm: build/wasm/link.wasm
	$(call SAY,OPT)
	$(Q)wasm-opt --mvp-features -O3 -o $@ $<
build/wasm/tip.js: build/wasm/tip.wasm tools/build/wasm2js.sh
	$(call SAY,JS)
	$(Q)tools/build/wasm2js.sh $< > $@

# ---- tests -----------------------------------------------------------------
.SECONDEXPANSION:
# x.ldflags, beside x.c, holds what x is linked with besides: -Wl,--wrap=...
# server_x tests the server's rooms, desk_x the desk's, and so on; NAME.ldflags
# beside a test holds what its link needs more: --wrap of a call to fail.
room = $(filter server desk tipster,$(firstword $(subst _, ,$(notdir $(1)))))
$(B)/tests/unit/%: $(B)/obj/tests/unit/%.o \
    $(call obj,$(filter-out $(UNIT_MAIN),$(UNIT_C))) $$(PART_$$(call room,$$*)) \
    $(LIBS)
	@mkdir -p $(@D)
	$(call SAY,LD)
	$(Q)$(LINK) -lcmocka $(LIB_$(call room,$*)) \
	    $(shell cat tests/unit/$*.ldflags 2>/dev/null)
$(B)/tests/%: $(B)/obj/tests/vectors/%.o \
    $(call obj,$(filter-out $(VECTOR_MAIN),$(VECTOR_C))) $(LIBS)
	@mkdir -p $(@D)
	$(call SAY,LD)
	$(Q)$(LINK)

# The recorder goes into a zegeld; the replay opens what a power cut leaves.
T_CRASH := $(B)/tests/crash/record.so $(B)/tests/crash/hurry.so \
	$(B)/tests/crash/replay $(B)/tests/bench/load
$(B)/tests/crash/record.so: tests/crash/record_mark.c tests/crash/record.h
$(B)/tests/crash/%.so: tests/crash/%.c
	@mkdir -p $(@D)
	$(call SAY,LD)
	$(Q)$(CC) -std=c17 -D_GNU_SOURCE -O2 -fPIC -shared -o $@ \
	    $(filter %.c,$^)
$(B)/tests/crash/replay: $(patsubst %,$(B)/obj/tests/crash/%.o,\
    replay look disk disk_image) $(PART_server) $(LIBS)
	@mkdir -p $(@D)
	$(call SAY,LD)
	$(Q)$(LINK) $(LIB_server) -Wl,--wrap=confine
# What may be known is said by functions that stand before the library's.
T_SECRET := $(B)/tests/secret/secret
$(T_SECRET): $(B)/obj/tests/secret/secret.o $(LIBS)
	@mkdir -p $(@D)
	$(call SAY,LD)
	$(Q)$(LINK) -Wl,--wrap=crypto_verify_16,--wrap=sodium_memcmp \
	    -Wl,--wrap=randombytes_uniform,--wrap=crypto_kem_xwing_keypair \
	    -Wl,--wrap=crypto_scalarmult_curve25519
# What is measured, and what it is measured with. This zegeld takes in more than
# one that is for people: no product build has the flag.
T_BENCH := $(addprefix $(B)/tests/bench/,load bare bound zegeld)
$(B)/tests/bench/limit.o: server/limit.c | $(READY)
	@mkdir -p $(@D)
	$(call SAY,CC,$<)
	$(Q)$(CC) $(BASE) $(INC_server) -DZEGEL_UNLIMITED $(SODIUM_INC) -c -o $@ $<
$(B)/tests/bench/zegeld: $(filter-out %/limit.o,$(call obj,$(SERVER_C))) \
    $(B)/tests/bench/limit.o $(WEB_OBJ) $(LIBS)
	@mkdir -p $(@D)
	$(call SAY,LD)
	$(Q)$(LINK) $(LIB_server)
# This one is full with 44 envelopes.
T_ATTACK := $(B)/tests/attack/zegeld
$(T_ATTACK): $(call obj,$(SERVER_C) tests/attack/full.c) $(WEB_OBJ) $(LIBS)
	@mkdir -p $(@D)
	$(call SAY,LD)
	$(Q)$(LINK) $(LIB_server) -Wl,--wrap=store_weeks
# This desk's answers are those of a later version.
T_LATER := $(B)/tests/e2e/zegel-desk
$(T_LATER): $(call obj,$(DESK_C) tests/e2e/later.c) $(LIBS)
	@mkdir -p $(@D)
	$(call SAY,LD)
	$(Q)$(LINK) $(LIB_desk) -Wl,--wrap=cell_body_encode
$(B)/tests/bench/bare: $(B)/obj/tests/bench/bare.o
	@mkdir -p $(@D)
	$(call SAY,LD)
	$(Q)$(LINK) $(shell $(PKG) --libs libmicrohttpd)
$(B)/tests/bench/bound: $(B)/obj/tests/bench/bound.o $(PART_server) $(LIBS)
	@mkdir -p $(@D)
	$(call SAY,LD)
	$(Q)$(LINK) $(LIB_server)
$(B)/tests/bench/load: $(patsubst %,$(B)/obj/tests/bench/%.o,load client) \
    $(LIBS)
	@mkdir -p $(@D)
	$(call SAY,LD)
	$(Q)$(LINK)

FUZZ_SAN := fuzzer-no-link,address,undefined
FUZZ_CC = $(CLANG) -std=c17 -g -O1 $(if $(FUZZ_COVER),\
	-fprofile-instr-generate -fcoverage-mapping -fsanitize=fuzzer-no-link,\
	-fsanitize=$(FUZZ_SAN) -fno-sanitize-recover=all)
$(F)/obj/crypto/%.o: ROOM := crypto
$(F)/obj/base/%.o: ROOM := base
$(F)/obj/server/%.o: ROOM := server
$(F)/obj/tools/tipster/%.o: ROOM := tipster
$(F)/obj/tools/desk/%.o: ROOM := desk
$(F)/obj/tests/%.o: ROOM := tests
$(F)/obj/%.o: %.c | $(READY) build/packages/test
	@mkdir -p $(@D)
	$(call SAY,FUZZ,$<)
	$(Q)$(FUZZ_CC) $(INC_$(ROOM)) $(SODIUM_INC) -MMD -MP -c -o $@ $<
fuzz_part = $(patsubst $(B)/obj/%,$(F)/obj/%,\
	$(filter-out $(WEB_OBJ),$(PART_$(call room,$(1)))))
$(F)/%: $(F)/obj/tests/fuzz/%.o \
    $(patsubst %.c,$(F)/obj/%.o,$(filter-out $(FUZZ_MAIN),$(FUZZ_C)) \
    tests/unit/signed.c) $$(call fuzz_part,$$*) \
    $(patsubst %.c,$(F)/obj/%.o,$(BASE_C) $(CRYPTO_C)) \
    $$(if $$(filter server,$$(call room,$$*)),$(WEB_OBJ))
	$(call SAY,LD)
	$(Q)$(FUZZ_CC) -fsanitize=fuzzer -o $@ $^ $(SODIUM_LIB) \
	    $(LIB_$(call room,$*))

tests/node_modules/.package-lock.json: tests/package-lock.json \
    | build/packages/test
	npm ci --prefix tests --ignore-scripts --no-audit --no-fund
	@touch $@
NODE := $(if $(wildcard tests/package-lock.json),\
	tests/node_modules/.package-lock.json)

# A suite that hangs is ended after so many seconds; none of them asserts a time,
# and a busy machine takes three times as long as an idle one.
LIMIT := 900
LIMIT_LONG := 3600
# A test program is built when its turn comes into the list below.
# Under SAN, what the sanitizers cannot see is left out.
S_LINT := $(if $(SAN),,'lint:$(LIMIT_LONG):tests/lint/lint.sh' \
	'planted:$(LIMIT):tests/lint/planted.sh')
S_UNIT := $(foreach t,$(UNIT),\
	'$(subst $(B)/tests/,,$t):$(LIMIT):$t')
# tests/x/run.mjs is the suite x, and so is tests/x/run.sh. How long an answer
# takes is another matter where each access to memory is checked.
S_RUN := $(foreach t,$(filter-out tests/browser/% $(if $(SAN),tests/equal/% tests/build/%),\
	$(wildcard tests/*/run.mjs tests/*/run.sh)),\
	'$(notdir $(patsubst %/,%,$(dir $t))):$(LIMIT):net $(if \
	$(filter %.mjs,$t),node,bash) $t')
VECTOR_DIR := $(firstword $(wildcard tests/vectors/cases) tests/vectors)
S_VECTORS := $(if $(filter %/vectors,$(VECTORS)),\
	'vectors:$(LIMIT):$(B)/tests/vectors check $(VECTOR_DIR)' \
	'malformed:$(LIMIT):$(B)/tests/vectors malformed $(VECTOR_DIR)')
# A build with sanitizers confines nothing.
S_E2E := $(foreach t,$(filter-out %/lib.sh $(if $(SAN),%/confined.sh),\
	$(wildcard tests/e2e/*.sh)),\
	'$(t:tests/%.sh=%):$(LIMIT):net bash $t')
# Short forms; check-crash has the long ones.
S_CRASH := $(foreach t,$(wildcard tests/crash/*.sh),\
	'$(t:tests/%.sh=%):$(LIMIT):net bash $t')
S_CRASH_LONG := $(foreach t,$(wildcard tests/crash/*.sh),\
	'$(t:tests/%.sh=%)-long:$(LIMIT_LONG):net bash $t long')
# Each call of a table fails; the long form leaves none out.
S_FAIL_LONG := $(foreach t,$(filter %_fail,$(UNIT)),\
	'$(t:$(B)/tests/%=%)-long:$(LIMIT_LONG):$t long')
# Memcheck and the sanitizers do not go together.
S_SECRET := $(if $(SAN),,'secret:$(LIMIT):tests/secret/secret.sh' \
	'found:$(LIMIT):tests/memcheck/planted.sh')
# Memcheck has no filters of system calls, and no room for the maps of 16 weeks
# (8 GiB each); where a thousand processes fail is left to AddressSanitizer,
# which finds lost memory as well. What counts system calls would count those of
# valgrind; who dies by the clock dies there before it has stored enough; and
# what desk_observer does hundreds of times for its statistics, desk_round does
# once.
NO_MEMCHECK := %_confine %_landlock %_fail %/desk_observer %/server_store \
	$(addprefix tests/,e2e/lib.sh e2e/confined.sh e2e/cut.sh \
	e2e/kill.sh crash/inject.sh crash/senders.sh)
# Their children die as they should: behind a locked page, and of a damaged file
# in LMDB.
DYING := %/base_process %/desk_casebook
MEMCHECK_RUN := ulimit -n 4096; \
	valgrind -q --vgdb=no --sim-hints=lax-ioctls --error-exitcode=9 \
	--log-file=$$FOUND.%p
S_MEMCHECK := $(foreach t,$(filter-out $(NO_MEMCHECK),$(UNIT)),\
	'memcheck/$(notdir $t):$(LIMIT_LONG):$(MEMCHECK_RUN) $(if \
	$(filter $(DYING),$t),--child-silent-after-fork=yes) $t') \
	$(foreach w,check malformed,\
	'memcheck/$w:$(LIMIT_LONG):$(MEMCHECK_RUN) $(VECTORS) $w $(VECTOR_DIR)') \
	$(foreach t,$(filter-out $(NO_MEMCHECK),\
	$(wildcard tests/e2e/*.sh tests/crash/*.sh)),\
	'$(t:tests/%.sh=memcheck/%):$(LIMIT_LONG):net bash $t') \
	'memcheck/attack:$(LIMIT_LONG):net bash tests/attack/attack.sh games'
# A build with sanitizers keeps what it frees.
S_LEAKS := $(if $(SAN),,'leaks:$(LIMIT):net bash tests/leaks/leaks.sh' \
	'leaks-desk:$(LIMIT):net bash tests/leaks/desk.sh')
S_ATTACK := 'attack:$(LIMIT):net bash tests/attack/attack.sh'
S_BROWSER := $(if $(wildcard tests/browser/run.mjs),\
	'browser:$(LIMIT_LONG):net node tests/browser/run.mjs')
S_FUZZ := $(if $(SAN),,$(foreach t,$(FUZZERS),\
	'$(t:build/%=%):$(LIMIT):tests/fuzz.sh 3 $t'))
BUILT := $(if $(SAN),,$(T_SECRET) $(T_BENCH)) $(LIBS) $(PROGRAMS) $(UNIT) $(VECTORS) $(WASM) $(T_CRASH) \
	$(T_ATTACK) $(T_LATER)

check: build/packages/test build/packages/wasm build/packages/lint \
    build/packages/browsers $(BUILT) $(if $(SAN),,$(FUZZERS)) $(NODE)
	@tests/run $(S_BROWSER) $(S_LINT) $(S_SECRET) $(S_E2E) $(S_CRASH) $(S_LEAKS) $(S_ATTACK) $(S_RUN) $(S_VECTORS) \
	    $(S_UNIT) $(S_FUZZ)
check-unit: $(LIBS) $(UNIT) $(VECTORS)
	@tests/run $(S_UNIT) $(S_VECTORS)
check-crash: $(LIBS) $(PROGRAMS) $(T_CRASH) $(filter %_fail,$(UNIT))
	@tests/run $(S_CRASH_LONG) $(S_FAIL_LONG)
check-leaks: build/packages/test $(PROGRAMS)
	@tests/run 'leaks-long:$(LIMIT_LONG):net bash tests/leaks/leaks.sh long'
# What the suites never run of crypto/, server/ and base/.
cover:
	$(MAKE) COVER=1 cover-run
cover-run: build/packages/test $(BUILT) $(NODE)
	@tests/cover/cover.sh $(S_E2E) $(S_CRASH) $(S_ATTACK) \
	    $(S_VECTORS) $(S_UNIT)
# On fresh machines of both Debian releases, as root.
check-deb: build/packages/deb
	@tests/deb/deb.sh
check-attack: build/packages/test $(PROGRAMS) $(T_ATTACK)
	$(MAKE) SAN=address,undefined build/san/bin/zegeld
	@tests/run 'attack-long:$(LIMIT_LONG):net bash tests/attack/attack.sh long'
memcheck-run: build/packages/test $(PROGRAMS) $(UNIT) $(VECTORS) $(T_CRASH) \
    $(T_LATER)
	@tests/run $(S_MEMCHECK)
check-long:
	$(MAKE) check
	$(MAKE) cover
	$(MAKE) check-crash
	$(MAKE) check-leaks
	$(MAKE) check-attack
	@tests/run 'branches:$(LIMIT_LONG):net node tests/browser/run.mjs --every --branches' \
	    'equal-long:$(LIMIT_LONG):net bash tests/equal/run.sh long'
	$(MAKE) MEMCHECK=1 memcheck-run
	$(MAKE) SAN=address,undefined check
	$(MAKE) SAN=thread check
	$(MAKE) fuzz FUZZ_SECONDS=300
fuzz: $(FUZZERS)
	@tests/run $(foreach t,$(FUZZERS),\
	    '$(t:build/%=%):7200:tests/fuzz.sh $(FUZZ_SECONDS) $t')
# tests/fuzz/summary.txt: the lines that the kept inputs, and those found since,
# reach.
fuzz-summary:
	$(MAKE) FUZZ_COVER=1 fuzz-summary-run
fuzz-summary-run: $(FUZZERS)
	@tests/fuzz/summary.sh $(FUZZERS)
lint: build/packages/lint build/packages/wasm $(LIBS)
	@tests/lint/lint.sh
lint-fast: build/packages/lint
	@tests/lint/lint.sh fast
bench: build/packages/test build/packages/browsers $(PROGRAMS) $(T_BENCH) $(NODE)
	@tests/net tests/bench/bench.sh $(CHECK)
	@tests/bench/seal.sh

# ---- lint: what passed and has not changed is not looked at again ----------
LINT_C := $(CRYPTO_C) $(BASE_C) $(SERVER_C) $(TIPSTER_C) $(DESK_C) \
	$(TESTS_C)
.PHONY: lint-order
lint-order:
	@node tests/lint/order.mjs $(SCRIPT_JS)
.PHONY: lint-gcc lint-clang lint-tidy lint-analyzer
lint-gcc: $(call obj,$(LINT_C))
lint-clang: $(LINT_C:%.c=build/lint/%.o) $(if $(WASM),$(WASM_O))
lint-tidy: $(patsubst %.c,build/lint/%.tidy,\
    $(filter-out tests/e2e/%,$(LINT_C))) $(if $(WASM),build/lint/web/entry.tidy \
    build/lint/web/entry_find.tidy build/lint/web/qr.tidy)
lint-analyzer: $(patsubst %.c,build/lint/%.analyzed,\
    $(filter-out tests/%,$(LINT_C)))
build/lint/crypto/%: ROOM := crypto
build/lint/base/%: ROOM := base
build/lint/server/%: ROOM := server
build/lint/tools/tipster/%: ROOM := tipster
build/lint/tools/desk/%: ROOM := desk
build/lint/tests/%: ROOM := tests
# getopt(3), strerror(3) and exit(3) are fine where there is one thread, and
# tests count and name more freely.
TIDY_OFF = $(if $(filter server/%,$(filter-out %/main.c,$*.c)),,\
	-concurrency-mt-unsafe)$(if $(filter tests/%,$*),$(TIDY_OFF_tests))
TIDY_OFF_tests := ,-bugprone-implicit-widening-of-multiplication-result,$\
	-bugprone-too-small-loop-variable,-readability-suspicious-call-argument,$\
	-readability-inconsistent-declaration-parameter-name,$\
	-clang-analyzer-core.NonNullParamChecker
build/lint/%.o: %.c | $(READY) build/packages/lint
	@mkdir -p $(@D)
	$(Q)$(CLANG) -std=c17 -fPIE $(WARN) $(WARN_FRAME) $(WARN_CLANG) -Werror \
	    -O2 $(INC_$(ROOM)) $(SODIUM_INC) -MMD -MP -c -o $@ $<
build/lint/web/%.tidy: build/wasm/obj/web/%.o .clang-tidy
	@mkdir -p $(@D)
	$(Q)clang-tidy --quiet web/$*.c -- --target=wasm32-wasi --sysroot=/usr \
	    -std=c17 $(WASM_INC)
	@touch $@
build/lint/%.analyzed: %.c build/lint/%.o
	$(Q)gcc -std=c17 -O2 -fanalyzer -Wno-analyzer-fd-leak -Werror $(INC_$(ROOM)) $(SODIUM_INC) \
	    -c -o /dev/null $<
	@touch $@
build/lint/%.tidy: build/lint/%.o .clang-tidy
	$(Q)clang-tidy --quiet --checks='$(TIDY_OFF)' $*.c -- -std=c17 $(INC_$(ROOM)) $(SODIUM_INC)
	@touch $@

# ---- people ----------------------------------------------------------------
run: all
	@tools/build/demo.sh
install: all
	$(foreach p,$(PROGRAMS),install -D $(STRIP) -m 755 $p \
	    $(DESTDIR)$(PREFIX)/bin/$(notdir $p)$(newline))
	$(foreach m,$(wildcard server/*.8 tools/*/*.1),install -D -m 644 $m \
	    $(DESTDIR)$(PREFIX)/share/man/man$(patsubst .%,%,$(suffix \
	    $m))/$(notdir $m)$(newline))
	install -D -m 644 web/landing.html $(DESTDIR)$(PREFIX)/share/doc/zegel/landing.html
clean:
	rm -rf build/sodium/native build/sodium/wasm build/qrencode/wasm \
	    build/obj build/san build/tsan build/cover build/memcheck build/fuzz \
	    build/fuzzcov build/wasm build/gen build/bin build/tests build/lint build/libtip.a build/libbase.a
define newline


endef

.SECONDARY:
-include $(shell find build -path build/deb -prune -o -type f -name '*.d' \
    -print 2>/dev/null)
