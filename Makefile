# A thin front to CMake's presets (CMakePresets.json). The list of packages is in tests/setup/packages.sh.

PREFIX ?= /usr/local
# Size of the benchmark's file: 1GB, 100MB ...
BENCH_SIZE ?= 1GB

cbds := build/release/cbds
packages := sh tests/setup/packages.sh

.NOTPARALLEL:
.DEFAULT_GOAL := build
.PHONY: build demo test test-all sanitizers clang-build heavy bench install format clean packages-demo packages-test packages-all

build: build/release/build.ninja
	cmake --build --preset release

build/%/build.ninja:
	cmake --preset $*

# Exit code 1 of validate means that it found faults: that is what the second half of the demonstration shows.
demo: packages-demo build/release/build.ninja
	cmake --build --preset release --target cbds-program
	@for sample in samples/*.* samples/faults/*; do \
	    case $$sample in *README*) continue;; esac; \
	    echo; echo "\$$ cbds validate $$sample"; \
	    $(cbds) validate $$sample; code=$$?; \
	    echo "(exit code $$code)"; \
	    if [ $$code -gt 1 ]; then exit $$code; fi; \
	done

test: packages-test build
	ctest --preset release

test-all: packages-all test heavy sanitizers clang-build

heavy: build
	ctest --preset heavy

sanitizers: build/asan/build.ninja build/tsan/build.ninja
	cmake --build --preset asan
	ctest --preset asan
	cmake --build --preset tsan
	ctest --preset tsan

# Warnings are errors in this preset.
clang-build: build/clang/build.ninja
	cmake --build --preset clang

bench: packages-test build
	/usr/bin/python3 -B tests/bench/run.py --program $(cbds) --folder build/bench --size $(BENCH_SIZE)

install: build
	cmake --install build/release --prefix $(PREFIX)

format:
	git ls-files '*.cpp' '*.hpp' | xargs clang-format -i

clean:
	rm -rf build

packages-demo packages-test packages-all:
	@$(packages) $(subst packages-,,$@)
