# tests.mk - builds and runs tests and lint; tests/suites says which suites run.
#
# SAN=address,undefined or SAN=thread builds with sanitizers. Where
# vm.mmap_rnd_bits is over 28, an older SAN=thread does not start: setarch -R
# make SAN=thread check. COVER=1 counts what runs. MEMCHECK=1 confines nothing
# and runs the programs in valgrind.

FUZZ_SECONDS := 60
FUZZ_COVER :=
export SAN
# Fuzz targets: build/fuzz, or build/fuzzcov to see which lines they reach.
F := $(if $(FUZZ_COVER),build/fuzzcov,build/fuzz)

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
# every program that counts has it
COVER_O := $(B)/obj/tests/cover/cover.o
endif
ifneq ($(MEMCHECK),)
HARDEN := -O1 -DZEGEL_UNCONFINED
WARN_FRAME := -Wno-unused-function -Wno-unused-const-variable
$(LINKED): $(B)/obj/tests/memcheck/stretch.o
$(LINKED): HARDEN_LD += -Wl,--wrap=crypto_pwhash
$(B)/bin/%: tests/memcheck/program.sh $(BIN)/%
	@mkdir -p $(@D)
	@install $< $@
endif

# ---- sources ---------------------------------------------------------------
TESTS_C := $(wildcard tests/*/*.c tests/unit/*/*.c)
# In a folder of tests a file that has a main is a program; the others are
# parts of every program there, and those of tests/unit of all below it.
mains = $(shell grep -lwE '^(main|LLVMFuzzerTestOneInput)' $(1))
UNIT_C := $(filter tests/unit/%,$(TESTS_C))
UNIT_MAIN := $(call mains,$(UNIT_C))
UNIT := $(UNIT_MAIN:%.c=$(B)/%)
VECTOR_C := $(wildcard tests/vectors/*.c)
VECTORS := $(B)/tests/vectors
FUZZ_C := $(wildcard tests/fuzz/*.c)
FUZZ_MAIN := $(call mains,$(FUZZ_C))
FUZZERS := $(FUZZ_MAIN:tests/fuzz/%.c=$(F)/%)
LINT_C := $(CRYPTO_C) $(OS_C) $(TERMINAL_C) $(SERVER_C) $(TIPSTER_C) \
	$(DESK_C) $(TESTS_C)
NODE := tests/node_modules/.package-lock.json

# What a test is of follows from its path: a folder, or the start of its name.
program = $(patsubst desk,zegel-desk,$(patsubst tipster,zegel,$(patsubst \
	server,zegeld,$(firstword $(filter server desk tipster,$(subst _, \
	,$(subst /, ,$(1))))))))
INC_tests = $(if $(findstring desk,$(call program,$<)),-Itools/desk) \
	-Itests/unit $(INC_server) -Itools/desk -Itests/bench
# Everything of a program but its main.o.
PART_OF = $(filter-out %/main.o,$(PART_$(call program,$(1))))

$(call obj,$(TESTS_C)) $(TESTS_C:%.c=build/lint/%.o): | build/packages/test
$(foreach c,$(SERVER_C) $(TESTS_C),$(F)/obj/$(c:.c=.o) build/lint/$(c:.c=.o)) \
    $(call obj,$(TESTS_C)): | $(GEN_H)
$(LIBS) $(LINKED) $(UNIT) $(VECTORS): | $(COVER_O)

# ---- programs of tests -----------------------------------------------------
# Make a program of its prerequisites, and of EXTRA.
define link
@mkdir -p $(@D)
$(call SAY,LD)
$(Q)$(LINK) $(EXTRA)
endef
# NAME.ldflags, beside a test, holds what its link needs more: --wrap of a call
# to fail.
unit_parts = $(call obj,$(filter-out $(UNIT_MAIN),$(filter tests/unit/$(dir \
	$(1))%,$(UNIT_C)) $(wildcard tests/unit/*.c)))
$(UNIT): EXTRA = -lcmocka $(LIB_$(call program,$*)) \
	$(shell cat tests/unit/$*.ldflags 2>/dev/null)
$(UNIT): $(B)/tests/unit/%: $(B)/obj/tests/unit/%.o $$(call unit_parts,$$*) \
    $$(call PART_OF,$$*) $(LIBS) build/sodium/native/stamp
	$(link)
$(VECTORS): $(call obj,$(VECTOR_C)) $(LIBS) build/sodium/native/stamp
	$(link)

# The recorder goes into a zegeld; the replay opens what a power cut leaves.
T_CRASH := $(B)/tests/crash/record.so $(B)/tests/crash/no_sleep.so \
	$(B)/tests/crash/replay $(B)/tests/bench/load
$(B)/tests/crash/record.so: tests/crash/record_mark.c tests/crash/record.h
$(B)/tests/crash/%.so: tests/crash/%.c
	@mkdir -p $(@D)
	$(call SAY,LD)
	$(Q)$(CC) -std=c17 -D_GNU_SOURCE -O2 -fPIC -shared -o $@ \
	    $(filter %.c,$^)
$(B)/tests/crash/replay: EXTRA = $(LIB_zegeld) -Wl,--wrap=confine
$(B)/tests/crash/replay: $(call obj,$(patsubst %,tests/crash/%.c,replay look \
    disk disk_image)) $$(call PART_OF,server) $(LIBS)
	$(link)
# These functions wrap the library's, to mark which results are public.
T_SECRET := $(B)/tests/secret/secret
$(T_SECRET): EXTRA = -Wl,--wrap=crypto_verify_16,--wrap=sodium_memcmp \
	-Wl,--wrap=randombytes_uniform,--wrap=crypto_kem_xwing_keypair \
	-Wl,--wrap=crypto_scalarmult_curve25519
$(T_SECRET): $(call obj,tests/secret/secret.c) $(LIBS)
	$(link)
# What is measured, and what it is measured with. This zegeld takes in more than
# one that is for people: no product build has the flag.
T_BENCH := $(addprefix $(B)/tests/bench/,load bare bound zegeld desk)
$(B)/tests/bench/limit.o: server/quota/limit.c | $(READY)
	@mkdir -p $(@D)
	$(call SAY,CC,$<)
	$(Q)$(CC) $(BASE) -DZEGEL_UNLIMITED $(INC) -c -o $@ $<
$(B)/tests/bench/zegeld: EXTRA = $(LIB_zegeld)
$(B)/tests/bench/zegeld: $(filter-out %/limit.o,$(PART_zegeld)) \
    $(B)/tests/bench/limit.o $(LIBS)
	$(link)
$(B)/tests/bench/bare: EXTRA = $(shell $(PKG) --libs libmicrohttpd)
$(B)/tests/bench/bare: $(call obj,tests/bench/bare.c)
	$(link)
$(B)/tests/bench/bound: EXTRA = $(LIB_zegeld)
$(B)/tests/bench/bound: $(call obj,tests/bench/bound.c) \
    $$(call PART_OF,server) $(LIBS)
	$(link)
$(B)/tests/bench/load: $(call obj,tests/bench/load.c tests/bench/client.c) \
    $(LIBS)
	$(link)
$(B)/tests/bench/desk: EXTRA = $(LIB_zegel-desk) \
	-Wl,--wrap=crypto_kem_xwing_dec
$(B)/tests/bench/desk: $(call obj,$(patsubst %,tests/bench/%.c,desk desk_made \
    desk_alone)) $$(call PART_OF,desk) $(LIBS)
	$(link)
# This one is full with 44 envelopes.
T_ATTACK := $(B)/tests/attack/zegeld
$(T_ATTACK): EXTRA = $(LIB_zegeld) -Wl,--wrap=store_weeks
$(T_ATTACK): $(PART_zegeld) $(call obj,tests/attack/full.c) $(LIBS)
	$(link)
# This desk's answers are those of a later version.
T_LATER := $(B)/tests/e2e/zegel-desk
$(T_LATER): EXTRA = $(LIB_zegel-desk) -Wl,--wrap=cell_body_encode
$(T_LATER): $(PART_zegel-desk) $(call obj,tests/e2e/later.c) $(LIBS)
	$(link)
# Prints a casebook.
T_DUMP := $(B)/tests/desk/dump
$(T_DUMP): EXTRA = $(LIB_zegel-desk)
$(T_DUMP): $(call obj,tests/desk/dump.c) $$(call PART_OF,desk) $(LIBS)
	$(link)

# ---- fuzz targets ----------------------------------------------------------
FUZZ_SAN := fuzzer-no-link,address,undefined
FUZZ_CC = $(CLANG) -std=c17 -g -O1 $(if $(FUZZ_COVER),\
	-fprofile-instr-generate -fcoverage-mapping -fsanitize=fuzzer-no-link,\
	-fsanitize=$(FUZZ_SAN) -fno-sanitize-recover=all)
$(F)/obj/%.o: %.c | $(READY) build/packages/test
	@mkdir -p $(@D)
	$(call SAY,FUZZ,$<)
	$(Q)$(FUZZ_CC) $(INC) -MMD -MP -c -o $@ $<
fuzz_part = $(patsubst $(B)/obj/%,$(F)/obj/%,$(filter-out $(WEB_OBJ),$(call \
	PART_OF,$(1)))) $(if $(filter zegeld,$(call program,$(1))),$(WEB_OBJ))
$(FUZZERS): $(F)/%: $(F)/obj/tests/fuzz/%.o $(patsubst %.c,$(F)/obj/%.o,\
    $(filter-out $(FUZZ_MAIN),$(FUZZ_C)) tests/unit/signed.c $(TERMINAL_C) \
    $(OS_C) $(CRYPTO_C)) $$(call fuzz_part,$$*)
	$(call SAY,LD)
	$(Q)$(FUZZ_CC) -fsanitize=fuzzer -o $@ $^ $(SODIUM_LIB) \
	    $(LIB_$(call program,$*))

$(NODE): tests/package-lock.json | build/packages/test
	npm ci --prefix tests --ignore-scripts --no-audit --no-fund
	@touch $@

# ---- what people call ------------------------------------------------------
.PHONY: check check-unit check-long check-crash check-leaks check-attack \
	check-deb cover cover-run memcheck-run fuzz fuzz-summary \
	fuzz-summary-run bench pictures lint lint-fast
ALL_TESTS := $(LIBS) $(PROGRAMS) $(DESK_MO) $(UNIT) $(VECTORS) $(WASM) $(T_CRASH) \
	$(T_ATTACK) $(T_LATER) $(T_DUMP) $(if $(SAN),,$(T_SECRET) $(T_BENCH))
check: build/packages/test build/packages/wasm build/packages/lint \
    build/packages/browsers $(ALL_TESTS) $(if $(SAN),,$(FUZZERS)) $(NODE)
	@tests/run check
check-unit: $(LIBS) $(UNIT) $(VECTORS)
	@tests/run check 'unit/*' vectors malformed
check-crash: $(LIBS) $(PROGRAMS) $(T_CRASH) $(filter %_fail,$(UNIT))
	@tests/run crash-long
check-leaks: build/packages/test $(PROGRAMS)
	@tests/run leaks-long
check-attack: build/packages/test $(PROGRAMS) $(T_ATTACK)
	$(MAKE) SAN=address,undefined build/san/bin/zegeld
	@tests/run attack-long
# On fresh machines of both Debian releases, as root.
check-deb: build/packages/deb
	@tests/deb/deb.sh
# What the suites never run of crypto/, server/, tools/terminal/ and tools/desk/.
cover:
	$(MAKE) COVER=1 cover-run
cover-run: build/packages/test $(ALL_TESTS) $(NODE)
	@tests/cover/cover.sh
memcheck-run: build/packages/test $(PROGRAMS) $(UNIT) $(VECTORS) $(T_CRASH) \
    $(T_LATER)
	@tests/run memcheck
check-long:
	$(MAKE) check
	$(MAKE) cover
	$(MAKE) check-crash
	$(MAKE) check-leaks
	$(MAKE) check-attack
	@tests/run long
	$(MAKE) MEMCHECK=1 memcheck-run
	$(MAKE) SAN=address,undefined check
	$(MAKE) SAN=thread check
	$(MAKE) fuzz FUZZ_SECONDS=300
fuzz: $(FUZZERS)
	@FUZZ_SECONDS=$(FUZZ_SECONDS) tests/run fuzz
# tests/fuzz/summary.txt: the lines that the kept inputs, and those found since,
# reach.
fuzz-summary:
	$(MAKE) FUZZ_COVER=1 fuzz-summary-run
fuzz-summary-run: $(FUZZERS)
	@tests/fuzz/summary.sh $(FUZZERS)
bench: build/packages/test build/packages/browsers $(PROGRAMS) $(T_BENCH) $(NODE)
	@tests/net tests/bench/bench.sh $(CHECK)
	@tests/bench/seal.sh

# The README's pictures, from the real programs.
pictures: build/packages/test build/packages/browsers $(PROGRAMS) $(NODE)
	@tests/net node tests/browser/pictures.mjs web/pictures

# ---- lint: what passed and has not changed is not looked at again ----------
.PHONY: lint-order lint-gcc lint-clang lint-tidy lint-analyzer
lint: build/packages/lint build/packages/wasm $(LIBS)
	@tests/lint/lint.sh
lint-fast: build/packages/lint
	@tests/lint/lint.sh fast
lint-order:
	@node tests/lint/order.mjs $(SCRIPT_JS)
lint-gcc: $(call obj,$(LINT_C))
lint-clang: $(LINT_C:%.c=build/lint/%.o) $(WASM_O)
lint-tidy: $(patsubst %.c,build/lint/%.tidy,$(filter-out tests/e2e/%,$(LINT_C)) \
    $(wildcard web/entry*.c) web/qr.c)
lint-analyzer: $(patsubst %.c,build/lint/%.analyzed,\
    $(filter-out tests/%,$(LINT_C)))
# getopt(3), strerror(3) and exit(3) are fine where there is one thread, and
# tests count and name more freely.
TIDY_OFF = $(if $(filter server/%,$(filter-out server/main.c,$<)),,\
	-concurrency-mt-unsafe)$(if $(filter tests/%,$<),$(TIDY_OFF_tests))
TIDY_OFF_tests := ,-bugprone-implicit-widening-of-multiplication-result,$\
	-bugprone-too-small-loop-variable,-readability-suspicious-call-argument,$\
	-readability-inconsistent-declaration-parameter-name,$\
	-clang-analyzer-core.NonNullParamChecker
build/lint/%.o: %.c | $(READY) build/packages/lint
	@mkdir -p $(@D)
	$(Q)$(CLANG) -std=c17 -fPIE $(WARN) $(WARN_FRAME) $(WARN_CLANG) -Werror \
	    -O2 $(INC) -MMD -MP -c -o $@ $<
build/lint/web/%.tidy: web/%.c build/wasm/obj/web/%.o .clang-tidy
	@mkdir -p $(@D)
	$(Q)clang-tidy --quiet $< -- --target=wasm32-wasi --sysroot=/usr \
	    -std=c17 $(WASM_INC)
	@touch $@
build/lint/%.analyzed: %.c build/lint/%.o
	$(Q)gcc -std=c17 -O2 -fanalyzer -Wno-analyzer-fd-leak -Werror $(INC) \
	    -c -o /dev/null $<
	@touch $@
build/lint/%.tidy: %.c build/lint/%.o .clang-tidy
	$(Q)clang-tidy --quiet --checks='$(TIDY_OFF)' $< -- -std=c17 $(INC)
	@touch $@
