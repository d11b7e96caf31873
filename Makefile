# Zegel. GNU make 4.3. `make run` starts a demo, `make check` proves a change;
# README.md says the rest. All output goes to build/. tests/tests.mk has the
# targets of tests and lint, and what SAN=, COVER= and MEMCHECK= do.

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
STRIP := -s# STRIP= keeps what a debugger reads
export PORT := 8080
# Where native objects and programs go.
B := $(if $(COVER),build/cover,$(if $(MEMCHECK),build/memcheck,$(if \
	$(SAN),build/$(if $(filter thread,$(SAN)),tsan,san),build)))
# In build/memcheck, bin/NAME runs real/NAME.
BIN := $(B)/$(if $(MEMCHECK),real,bin)

CC := gcc
CLANG := clang
PKG := pkg-config
export BUILD := $(B)
# V=1 shows the commands whole.
Q := $(if $(V),,@)
SAY = $(if $(V),@:,@echo '  $(1)' $(or $(2),$@))

# ---- flags -----------------------------------------------------------------
WARN := $(addprefix -W,all extra pedantic shadow conversion sign-conversion \
	cast-qual cast-align write-strings strict-prototypes missing-prototypes \
	old-style-definition undef vla switch-enum implicit-fallthrough \
	format=2 null-dereference double-promotion pointer-arith)
WARN_FRAME := -Wframe-larger-than=2048
WARN_GCC := -Wlogical-op -Wduplicated-cond -Wduplicated-branches
WARN_CLANG := -Wcomma -Wunreachable-code
HARDEN := -O2 -D_FORTIFY_SOURCE=2 -fstack-protector-strong \
	-fstack-clash-protection $(if $(filter x86_64 i%86,$(shell \
	uname -m)),-fcf-protection)
HARDEN_LD := -pie -Wl,-z,relro,-z,now,-z,noexecstack
# By its name too: it may not be installed yet.
IS_CLANG := $(findstring clang,$(CC) $(shell $(CC) --version 2>/dev/null))
CFLAGS := -g
BASE = -std=c17 -fPIE $(WARN) $(WARN_FRAME) -Werror \
	$(if $(IS_CLANG),$(WARN_CLANG),$(WARN_GCC)) $(HARDEN) $(CFLAGS)

# The library that sodium.sh built, or else the system's.
SODIUM_INC := -isystem build/sodium/native/include
SODIUM_LIB := -Lbuild/sodium/native/lib -lsodium
# Where each wing finds headers; tests/lint/includes.awk says what it may use.
INC_crypto := -Icrypto
INC_os := -Icrypto -D_GNU_SOURCE
INC_tools := -Icrypto -Itools -D_GNU_SOURCE
INC_desk := -Itools/desk $(INC_tools)
INC_server := -Icrypto -Iserver -Itools -Iweb -Ibuild/gen -D_GNU_SOURCE
LIB_zegeld = $(shell $(PKG) --libs libmicrohttpd gnutls lmdb libseccomp zlib) -lm
LIB_zegel = $(shell $(PKG) --libs libcurl)
LIB_zegel-desk = $(shell $(PKG) --libs sqlite3 jansson libseccomp) -lunistring

# ---- sources, by wildcard --------------------------------------------------
obj = $(patsubst %.c,$(B)/obj/%.o,$(1))
CRYPTO_C := $(wildcard crypto/*.c)
OS_C := $(wildcard crypto/os/*.c)
TERMINAL_C := $(wildcard tools/terminal/*.c)
SERVER_C := $(wildcard server/*.c server/*/*.c server/*/*/*.c)
TIPSTER_C := $(wildcard tools/tipster/*.c)
DESK_C := $(wildcard tools/desk/*.c tools/desk/*/*.c)
DESK_MO := $(B)/locale/nl/LC_MESSAGES/zegel-desk.mo
LIBS := $(patsubst %,$(B)/lib%.a,terminal os tip)
include web/script.mk
WEB_FILES := $(wildcard web/*.css web/*.js) build/gen/script.js build/gen/coach.js
# The first is for visitors whose languages are not there. Every service offers
# these two; the others if an operator switches them on.
PAGE_LANGS := nl en
PO_FILES := $(PAGE_LANGS:%=web/lang/%.po)
PO_FILES += $(filter-out $(PO_FILES),$(sort $(wildcard web/lang/*.po)))
WASM := build/wasm/tip.wasm build/wasm/tip.js
WEB_OBJ := $(patsubst %,$(B)/obj/build/gen/%.o,web lang template)
PROGRAMS := $(patsubst %,$(B)/bin/%,zegeld zegel zegel-desk)
LINKED := $(PROGRAMS:$(B)/bin/%=$(BIN)/%)
READY := build/packages/build $(if $(IS_CLANG),build/packages/wasm) \
	build/sodium/native/stamp

.PHONY: all run wasm install clean
all: $(LIBS) $(PROGRAMS) $(DESK_MO)
wasm: $(WASM)

# ---- what a fresh machine needs --------------------------------------------
build/packages/%: tools/build/packages.sh
	@$< $* && mkdir -p $(@D) && touch $@
# Each script looks by itself whether what is there is still right.
SOURCE := tools/build/source.sh tools/build/sources.sha256
build/sodium/%/stamp: tools/build/sodium.sh $(SOURCE)
	@$< $*
build/qrencode/wasm/stamp: tools/build/qrencode.sh $(SOURCE)
	@$<
build/sodium/native/stamp: | build/packages/build
build/sodium/wasm/stamp build/qrencode/wasm/stamp: | build/packages/wasm

# ---- programs --------------------------------------------------------------
# The last of these that fits a file is its wing.
wing = $(lastword server $(foreach w,crypto/ crypto/os/ tools/ tools/desk/ \
	tests/,$(if $(filter $w%,$1),$(notdir $(w:/=)))))
INC = $(INC_$(call wing,$<)) $(SODIUM_INC)
LINK = $(CC) $(CFLAGS) $(HARDEN_LD) -o $@ $(filter %.o,$^) $(filter %.a,$^) \
	$(COVER_O) $(SODIUM_LIB)

$(B)/obj/%.o: %.c | $(READY)
	@mkdir -p $(@D)
	$(call SAY,CC,$<)
	$(Q)$(CC) $(BASE) $(INC) -MMD -MP -c -o $@ $<
$(B)/obj/%.o: %.S | $(READY)
	@mkdir -p $(@D)
	$(Q)$(CC) -c -o $@ $<
$(B)/libtip.a: $(call obj,$(CRYPTO_C))
$(B)/libos.a: $(call obj,$(OS_C))
$(B)/libterminal.a: $(call obj,$(TERMINAL_C))
$(LIBS):
	@rm -f $@
	$(call SAY,AR)
	$(Q)ar rcs $@ $^
PART_zegeld := $(call obj,$(SERVER_C)) $(WEB_OBJ)
PART_zegel := $(call obj,$(TIPSTER_C))
PART_zegel-desk := $(call obj,$(DESK_C))
$(DESK_MO): tools/build/texts.sh tools/desk/lang/nl.po $(DESK_C) $(TERMINAL_C) \
    tools/desk/cli/tell.def
	$(Q)$< $@ $(filter-out $<,$^)
.SECONDEXPANSION:
$(LINKED): $$(PART_$$(@F)) $(LIBS) build/sodium/native/stamp
	@mkdir -p $(@D)
	$(call SAY,LD)
	$(Q)$(LINK) $(LIB_$(@F))

# ---- the page --------------------------------------------------------------
build/gen/web.S: tools/build/embed.sh $(WEB_FILES) $(WASM) tools/build/gzip.sh
	$(Q)$< $(WEB_FILES) $(WASM) > $@
build/gen/script.js: $(SCRIPT_JS)
build/gen/coach.js: $(COACH_JS)
build/gen/script.js build/gen/coach.js: Makefile
	@mkdir -p $(@D)
	@sed 's/^[ \t]*//' $(filter %.js,$^) > $@
build/gen/hashes.h: tools/build/hashes.sh web/boot.js build/gen/script.js \
    build/gen/coach.js $(WASM)
	$(Q)$^ > $@
# The texts, and the page's template.
build/gen/lang.c build/gen/lang.h &: tools/build/c.awk tools/build/po.awk \
    $(PO_FILES)
	@mkdir -p $(@D)
	$(Q)awk -v header=build/gen/lang.h $(addprefix -f ,$(filter %.awk,$^)) \
	    $(PO_FILES) > build/gen/lang.c
build/gen/template.c build/gen/template.h &: tools/build/c.awk \
    tools/build/template.awk build/gen/lang.h web/page.html
	$(Q)awk -v header=build/gen/template.h $(addprefix -f ,$(filter \
	    %.awk,$^)) build/gen/lang.h web/page.html > build/gen/template.c
GEN_H := $(patsubst %,build/gen/%.h,lang template hashes)
$(call obj,$(SERVER_C)) $(WEB_OBJ): | $(GEN_H)

WASM_O := $(patsubst %.c,build/wasm/obj/%.o,$(CRYPTO_C) $(wildcard web/*.c))
WASM_CC := $(CLANG) --target=wasm32-wasi --sysroot=/usr -mcpu=mvp
WASM_INC := -Icrypto -isystem build/sodium/wasm/include \
	-isystem build/qrencode/wasm/include
WASM_READY := build/sodium/wasm/stamp build/qrencode/wasm/stamp
build/wasm/obj/%.o: %.c | $(WASM_READY)
	@mkdir -p $(@D)
	$(call SAY,WASM,$<)
	$(Q)$(WASM_CC) -std=c17 $(WARN) $(WARN_CLANG) -Werror -O2 $(WASM_INC) \
	    -MMD -MP -c -o $@ $<
build/wasm/link.wasm: $(WASM_O) $(WASM_READY)
	$(call SAY,LD)
	$(Q)$(WASM_CC) -mexec-model=reactor -o $@ $(WASM_O) \
	    build/sodium/wasm/lib/libsodium.a build/qrencode/wasm/lib/libqrencode.a \
	    -Wl,--gc-sections,--strip-all,--stack-first,-z,stack-size=262144
build/wasm/tip.wasm: build/wasm/link.wasm
	$(Q)wasm-opt --mvp-features -O3 -o $@ $<
build/wasm/tip.js: build/wasm/tip.wasm tools/build/wasm2js.sh
	$(Q)tools/build/wasm2js.sh $< > $@

# ---- people ----------------------------------------------------------------
run: all
	@tools/build/demo.sh
install: all
	install -D $(STRIP) -m 755 -t $(DESTDIR)$(PREFIX)/bin $(PROGRAMS)
	install -D -m 644 -t $(DESTDIR)$(PREFIX)/share/locale/nl/LC_MESSAGES $(DESK_MO)
	install -D -m 644 -t $(DESTDIR)$(PREFIX)/share/man/man8 server/zegeld.8
	install -D -m 644 -t $(DESTDIR)$(PREFIX)/share/man/man1 tools/*/*.1
	install -D -m 644 -t $(DESTDIR)$(PREFIX)/share/doc/zegel web/landing.html
clean:
	rm -rf build/sodium/native build/sodium/wasm build/qrencode/wasm $(patsubst \
	    %,build/%,obj san tsan cover memcheck fuzz fuzzcov wasm gen bin tests \
	    lint locale lib*.a)

# an image is built without tests
-include tests/tests.mk
.SECONDARY:
-include $(shell find build -path build/deb -prune -o -name '*.d' -print 2>/dev/null)
