# What people do with this checkout. "make run" shows what it is for.

GO ?= go
LINT_VERSION := v2.15.0
LINT := bin/golangci-lint-$(LINT_VERSION)

.NOTPARALLEL:
.PHONY: build run serve test check bench fmt vet lint race clean

# bin/annals, the program.
build:
	$(GO) build -trimpath -o bin/annals ./cmd/annals

# Who signed the Protocol of 1936, for whom, when and where, and who says so.
run: build
	@bin/annals ask who-signed --agreement agreement/1936-protocol --format table
	@echo
	@echo 'Try next:'
	@echo '  bin/annals ask                                                 every question, by topic'
	@echo '  bin/annals ask who-signed agreement/1936-protocol --without tertiary'
	@echo '  bin/annals ask disagreements                                   where sources contradict each other'
	@echo '  bin/annals show "Хорлоогийн Чойбалсан"                         all that is claimed about somebody'
	@echo '  bin/annals timeline --about agreement/1936-protocol            before and after, in order'
	@echo '  bin/annals serve                                               all of it in the browser'
	@echo '  bin/annals help                                                every command'

# The dataset on the web, at http://127.0.0.1:64210/ until Ctrl-C: pages, queries, linked
# data. SERVE passes on flags, as in SERVE='--addr :8080': see annals serve --help.
serve: build
	bin/annals serve $(SERVE)

# Every test, run anew: what lies in ../shared may have changed, and the test
# cache does not see that. Skipped tests are named, and counted on the last line;
# with ANNALS_TEST_ALL=1 a skip fails, except for want of the suites of ../shared.
test:
	@$(GO) run ./internal/testsum -count=1 ./...

# All that a change must pass. The documentation is held against the program by
# the script tests, which are part of test.
check: fmt vet lint race test

# This store beside Cayley's own and beside whichever peers can be installed, on
# SIZE generated quads. With the default it takes some twenty minutes, 3 GB of memory
# and 3 GB of disk; half of that time is Cayley's stores on disk, which
# BENCH='-kv-size 100000' asks about less. BENCH passes on flags, as in BENCH='-peers none': see
# go run ./internal/bench -h.
SIZE ?= 1000000
bench: build
	$(GO) run ./internal/bench -size $(SIZE) $(BENCH)

fmt:
	@unformatted=$$(gofmt -l .); if [ -n "$$unformatted" ]; then \
		echo "not as gofmt writes it (run: gofmt -w .):"; echo "$$unformatted"; exit 1; fi

vet:
	$(GO) vet ./...

# Not of the benchmarks, which run other people's engines: bolt's pointers are none that
# the detector accepts, and figures taken under it say nothing.
race:
	CGO_ENABLED=1 $(GO) test -race $$($(GO) list ./... | grep -v '/internal/bench')

# The linter takes minutes to build, and stays in bin. Where it cannot be had,
# that is said, and is a failure only with ANNALS_TEST_ALL=1.
lint:
	@if [ ! -x $(LINT) ]; then \
		echo "building golangci-lint $(LINT_VERSION), once: this takes minutes"; \
		GOBIN="$(CURDIR)/bin" $(GO) install github.com/golangci/golangci-lint/v2/cmd/golangci-lint@$(LINT_VERSION) && \
		mv bin/golangci-lint $(LINT); \
	fi; \
	if [ -x $(LINT) ]; then $(LINT) run; \
	elif [ "$$ANNALS_TEST_ALL" = 1 ]; then echo "golangci-lint could not be installed" >&2; exit 1; \
	else echo "SKIPPED: golangci-lint could not be installed, so the linters of .golangci.yml were not run" >&2; fi

clean:
	rm -rf bin annals
