.DEFAULT_GOAL := help
.PHONY: help build test test-editors demo bench fuzz lint corpus guide prove prove-snippets clean

help: ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

build: ## build bin/pyidiom
	@.ci/setup build
	go build -o bin/pyidiom ./cmd/pyidiom

test: ## run all tests; installs what they need (as root on Debian)
	@.ci/test

test-editors: ## run the tests in VS Code, Neovim, Helix and Emacs; installs them
	@.ci/test-editors $(EDITORS)

demo: build ## play an editing session in the terminal
	@go run ./editors/demo -server bin/pyidiom

bench: ## measure: keystroke to diagnostics, full check, memory
	go test -run='^$$' -bench=. -benchmem ./...

fuzz: ## fuzz every target for FUZZTIME (5m)
	@.ci/fuzz $(or $(FUZZTIME),5m)

lint: ## gofmt, go vet, staticcheck
	@.ci/lint

corpus: build ## check the Python standard library, Django, FastAPI and SQLAlchemy
	@.ci/corpus

prove: ## run the cases of all rules on the real libraries in Debian (as root)
	@.ci/prove

prove-snippets: ## run every snippet on the real libraries in Debian (as root)
	@.ci/prove-snippets

guide: ## write docs/guide.md from the pages in snippets/pages
	go generate ./snippets

clean: ## remove what was built, and all caches
	rm -rf --one-file-system bin .cache
