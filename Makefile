# Makefile - GNU make; sources are found by wildcard, everything built is in OUT.
#
# Honours CC CPPFLAGS CFLAGS LDFLAGS LDLIBS OUT OS V=1 WERROR=1 SAN=address,...
# OS is a folder of harness/port/: its files replace those of harness/port/ that
# have the same name. A system without a folder is built as plain POSIX.

OUT ?= out
OS ?= $(shell uname -s | tr A-Z a-z)
CFLAGS ?= -O2 -g

WARNINGS = -Wall -Wextra -Wpedantic -Wshadow -Wstrict-prototypes \
	-Wmissing-prototypes -Wwrite-strings -Wundef -Wvla -Wformat=2 \
	-Wconversion -Wcast-qual -Wpointer-arith -Wswitch-enum \
	$(if $(WERROR),-Werror)
SANITIZE = $(if $(SAN),-fsanitize=$(SAN) -fno-sanitize-recover=all \
	-fno-omit-frame-pointer)

# The widest that the system offers: a narrower one would hide constants, which
# would then be told as absent.
FEATURES = -D_GNU_SOURCE
INCLUDES = -Iharness -Iharness/port/$(OS) -Iharness/port -I$(OUT)/gen
C_FLAGS = -std=c11 -pthread $(FEATURES) $(INCLUDES) $(WARNINGS) $(SANITIZE)
COMPILE = $(CC) $(C_FLAGS) $(CPPFLAGS) $(CFLAGS)
LINK = $(CC) -pthread $(SANITIZE) $(CFLAGS) $(LDFLAGS)

# One line per step; the whole command with V=1.
Q = $(if $(V),,@)
say = $(if $(V),,@printf '  %-5s %s\n' '$(1)' '$(2)')

PORT_OS := $(wildcard harness/port/$(OS)/*.c)
PORT := $(PORT_OS) $(filter-out $(subst /port/$(OS)/,/port/,$(PORT_OS)), \
	$(wildcard harness/port/*.c))
LIBRARY := $(wildcard harness/*.c) $(PORT)
LIBRARY_OBJECTS := $(LIBRARY:%.c=$(OUT)/obj/%.o)
NAMES := $(wildcard harness/names/*.names)
TYPES := harness/names/types.list
PROBES := $(wildcard harness/probes/*.c)
GENERATED := $(addprefix $(OUT)/gen/,names_rows.inc names_sets.inc sizes.inc \
	probes.inc)

# The reference programs stand on the skeleton, and on nothing of the harness.
SKELETON_OBJECTS := $(patsubst %.c,$(OUT)/obj/%.o, \
	$(wildcard peers/skeleton.c peers/program.c))
REFERENCES := $(patsubst peers/%.c,$(OUT)/%, \
	$(filter-out peers/peer.c peers/skeleton.c peers/program.c, \
	$(wildcard peers/*.c)))
UNIT_TESTS := $(patsubst harness/test/%.c,$(OUT)/test/%, \
	$(wildcard harness/test/t_*.c))

.DEFAULT_GOAL := all
.PHONY: all unit check-asan fuzz clean force conformance valgrind check list explain \
	doctor update-expectations bench lint help format install uninstall \
	distclean
.DELETE_ON_ERROR:
.SECONDARY:

all: $(OUT)/peer $(REFERENCES)

# Renamed when it is whole: a run under way never finds half a peer, or none.
$(OUT)/peer: $(OUT)/obj/peers/peer.o $(OUT)/libharness.a
	$(call say,LINK,$@)
	$(Q)$(LINK) -o $@.new $^ $(LDLIBS)
	$(Q)mv -f $@.new $@

$(REFERENCES): $(OUT)/%: $(OUT)/obj/peers/%.o $(SKELETON_OBJECTS)
	$(call say,LINK,$@)
	$(Q)$(LINK) -o $@ $^ $(LDLIBS)

$(OUT)/test/%: $(OUT)/obj/harness/test/%.o $(OUT)/libharness.a
	$(call say,LINK,$@)
	$(Q)mkdir -p $(@D)
	$(Q)$(LINK) -o $@ $^ $(LDLIBS)

$(OUT)/floor: $(OUT)/obj/harness/test/floor.o
	$(call say,LINK,$@)
	$(Q)$(LINK) -o $@ $^ $(LDLIBS)

$(OUT)/libharness.a: $(LIBRARY_OBJECTS)
	$(call say,AR,$@)
	$(Q)rm -f $@
	$(Q)$(AR) rcs $@ $^

$(OUT)/obj/%.o: %.c $(OUT)/gen/flags | $(GENERATED)
	$(call say,CC,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(COMPILE) -MMD -MP -c -o $@ $<

-include $(wildcard $(OUT)/obj/*/*.d $(OUT)/obj/*/*/*.d $(OUT)/obj/*/*/*/*.d)

# Another compiler or other flags in the same OUT: everything anew.
$(OUT)/gen/flags: force
	@mkdir -p $(@D)
	@echo '$(COMPILE)' | cmp -s - $@ || echo '$(COMPILE)' > $@

$(OUT)/gen/names_rows.inc: harness/names.awk $(NAMES) | $(OUT)/gen/flags
	$(call say,AWK,$@)
	$(Q)awk -f $^ > $@

$(OUT)/gen/names_sets.inc: harness/names.awk $(NAMES) | $(OUT)/gen/flags
	$(call say,AWK,$@)
	$(Q)awk -v enum=1 -f $^ > $@

# Types cannot be asked after with #ifdef: the compiler is shown one per line,
# and the lines that it complains of are those that this system has not.
$(OUT)/gen/sizes.inc: harness/sizes.awk $(TYPES) $(OUT)/gen/flags
	$(call say,AWK,$@)
	$(Q)awk -v probe=1 -f harness/sizes.awk $(TYPES) > $(@D)/sizes.c
	$(Q)LC_ALL=C $(CC) $(C_FLAGS) $(CPPFLAGS) -w -fsyntax-only \
		$(@D)/sizes.c 2> $(@D)/absent || true
	$(Q)awk -v complaints=$(@D)/absent -f harness/sizes.awk $(@D)/absent \
		$(TYPES) > $@

$(OUT)/gen/probes.inc: $(PROBES) $(OUT)/gen/flags
	$(call say,PROBE,$@)
	$(Q)for probe in $(PROBES:harness/probes/%.c=%); do \
		$(COMPILE) -Werror -fsyntax-only harness/probes/$$probe.c \
			2> /dev/null && here=true || here=false; \
		echo "{ \"$$probe\", $$here },"; \
	done > $@

unit: ## the C unit tests
unit: $(UNIT_TESTS) $(OUT)/peer
	$(Q)PEER=$(OUT)/peer sh harness/test/run.sh $(UNIT_TESTS)

check-asan: ## the C unit tests and the peer, with ASan and UBSan
	$(Q)$(MAKE) --no-print-directory OUT=$(OUT)/asan \
		SAN=address,undefined CFLAGS='-O1 -g' unit

# The corpus is kept from run to run; what crashed it lies in OUT/fuzz too.
SECONDS ?= 60
FUZZERS := $(patsubst harness/test/%.c,%,$(wildcard harness/test/fuzz_*.c))
fuzz: ## libFuzzer on the parser and on the loading of arguments   SECONDS=60
	@.ci/install clang libfuzzer
	$(Q)$(MAKE) --no-print-directory OUT=$(OUT)/fuzz CC=clang \
		CFLAGS='-O1 -g' SAN=address,undefined,fuzzer-no-link \
		$(FUZZERS:%=$(OUT)/fuzz/%)
	$(Q)cd $(OUT)/fuzz && for fuzzer in $(FUZZERS); do \
		mkdir -p corpus.$$fuzzer && \
		./$$fuzzer -max_total_time=$(SECONDS) -max_len=4100 \
			-timeout=10 -print_final_stats=1 -verbosity=0 \
			-dict=$(CURDIR)/harness/test/fuzz.dict \
			corpus.$$fuzzer || exit 1; \
	done

$(OUT)/fuzz_%: $(OUT)/obj/harness/test/fuzz_%.o $(OUT)/libharness.a
	$(call say,LINK,$@)
	$(Q)$(LINK) -fsanitize=fuzzer -o $@ $^ $(LDLIBS)

clean: ## remove what was built and reported
	rm -rf $(OUT) reports/out

# ---- running: every target below installs what it needs, or says what is missing

PYTHON   ?= /usr/bin/python3
PLATFORM ?= linux-glibc
CASE     ?=
PEER_WRAP ?=
export CASE PEER_WRAP PYTHON

PYTEST   = $(PYTHON) -m pytest
BOTHENDS = PYTHONPATH=pytest $(PYTHON) -m bothends
CASES    = $(PYTEST) -q -rN pytest/test_cases.py --platform '$(PLATFORM)' --case "$$CASE" --peer-wrap "$$PEER_WRAP"
SAMPLE   = shut/* rst/* trunc/* acc.* recv.peek addr.ntoa-static dns.numeric

conformance: ## judge this machine's sockets   CASE='shut/*' PEER_WRAP='strace -f -o FILE' PLATFORM=NAME
	@.ci/install cc nft pytest.py
	@$(MAKE) --no-print-directory -s all
	$(Q)$(CASES) $(CHECKFLAGS)

valgrind: ## the same, both peers under memcheck
	@.ci/install cc nft pytest.py valgrind
	@$(MAKE) --no-print-directory -s all
	$(Q)$(CASES) --memcheck $(CHECKFLAGS)

check: ## all tests of bothends itself, and a conformance run
	@.ci/install cc clang valgrind nft pytest.py xdist.py tomlkit.py
	$(Q).ci/step "build with -Werror by gcc and clang, C unit tests"
	$(Q)$(MAKE) --no-print-directory OUT=out/gcc CC=gcc CFLAGS='-O2 -g -Werror' all unit
	$(Q)$(MAKE) --no-print-directory OUT=out/clang CC=clang CFLAGS='-O2 -g -Werror' all unit
	$(Q)$(MAKE) --no-print-directory all
	$(Q).ci/step "lint of cases"
	$(Q)$(BOTHENDS).lint
	$(Q).ci/step "tests of the driver and of the reference programs, tidy test"
	$(Q)$(PYTEST) -q pytest --ignore=pytest/test_cases.py -n $$(nproc)
	$(Q).ci/step "a sample under Valgrind"
	$(Q)$(PYTEST) -q -rN pytest/test_cases.py --memcheck --out reports/out/memcheck-sample --case '$(SAMPLE)'
	$(Q).ci/step "conformance"
	$(Q)$(PYTEST) -q -rN pytest/test_cases.py

list: ## the ids of all cases, one a line
	@$(BOTHENDS).explain --list

explain: ## what a case is about   CASE=shut.wr
	@$(BOTHENDS).explain "$$CASE" --platform '$(PLATFORM)'

doctor: ## what this machine can and cannot show, and how to enable it
	@.ci/install cc pytest.py
	@$(BOTHENDS).doctor

update-expectations: ## rewrite the platform's file from the last run; reasons stay yours
	@.ci/install tomlkit.py
	@$(BOTHENDS).update --platform '$(PLATFORM)'

bench: ## 1000 synthetic cases beside a floor measured in the same run
	@.ci/install cc pytest.py
	@$(MAKE) --no-print-directory -s all $(OUT)/floor
	@$(BOTHENDS).bench

C_FILES = $(wildcard harness/*.[ch] harness/port/*.[ch] harness/port/*/*.[ch] \
	harness/test/*.[ch] harness/probes/*.c peers/*.[ch] pytest/data/*.c \
	pytest/data/broken/*.[ch])
TIDY_FILES = $(LIBRARY) $(wildcard peers/*.c harness/test/*.c)

lint: ## cases, formatting, static analysis
	@.ci/install cc clang-format clang-tidy cppcheck shellcheck
	$(Q)$(BOTHENDS).lint
	$(Q)shellcheck .ci/* harness/test/run.sh
	$(Q)clang-format --dry-run -Werror $(C_FILES)
	$(Q)cppcheck -q --error-exitcode=1 --std=c11 --inline-suppr \
		--enable=warning,performance,portability \
		--suppress=missingIncludeSystem --suppress=toomanyconfigs \
		$(INCLUDES) $(LIBRARY) peers
	$(Q)$(MAKE) --no-print-directory $(GENERATED) > /dev/null
	$(Q)echo $(TIDY_FILES) | xargs -n 8 -P $$(nproc) sh -c \
		'clang-tidy --quiet "$$@" -- $(C_FLAGS) 2>/dev/null' sh

format: ## the C files, as .clang-format says
	@.ci/install clang-format
	$(Q)clang-format -i $(C_FILES)

# As the GNU standards have it: DESTDIR is put before, and nothing is built
# for, the place. The driver and the cases stay where they are.
prefix ?= /usr/local
bindir ?= $(prefix)/bin
mandir ?= $(prefix)/share/man
INSTALL ?= install

install: all ## the peer as bothends-peer, the reference programs, manual pages
	$(INSTALL) -d '$(DESTDIR)$(bindir)' '$(DESTDIR)$(mandir)/man1'
	$(INSTALL) $(OUT)/peer '$(DESTDIR)$(bindir)/bothends-peer'
	$(INSTALL) $(REFERENCES) '$(DESTDIR)$(bindir)'
	$(INSTALL) -m 644 $(wildcard peers/*.1) '$(DESTDIR)$(mandir)/man1'

uninstall: ## what install put there
	cd '$(DESTDIR)$(bindir)' && rm -f bothends-peer $(notdir $(REFERENCES))
	cd '$(DESTDIR)$(mandir)/man1' && rm -f $(notdir $(wildcard peers/*.1))

distclean: clean ## the same: nothing is made outside of out/ and reports/out/

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-20s %s\n", $$1, $$2}' $(MAKEFILE_LIST)
