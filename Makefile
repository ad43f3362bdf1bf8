# `make site` and `make test` set up everything they need and can be run at any time.
PYTHON ?= python3
BIN := .venv/bin
LINTED := generator tests benchmarks tools/faults tools/release tools/screenshots tools/words

# Where Python is told to keep nothing that it has compiled, each process of the tests would compile them all anew.
test quick: export PYTHONDONTWRITEBYTECODE =

.DEFAULT_GOAL := help
.PHONY: help site editions test quick serve check screenshots lighthouse bench lint words release constraints clean

help: ## Say what can be made
	@sed -n 's/^\([a-z]*\):.*## /\1: /p' $(MAKEFILE_LIST)

site: .venv/ready ## Build the site into site/
	$(BIN)/practices build

editions: .venv/ready-to-lint ## Build the site with files to take along in it: folders, EPUB, ZIM, PDF, data
	$(BIN)/practices editions --into-site

test: .venv/ready-to-test ## Run every test, in a real browser too; of several parts one with PART=1/4
	@failed=0; export TESTS_PART='$(PART)'; SHARED_LIBRARIES=$$(mktemp -d); export SHARED_LIBRARIES; \
	$(BIN)/python -m pytest -n auto --dist worksteal -m "not alone and not release" || failed=1; \
	$(BIN)/python -m pytest -m alone || failed=1; \
	rm -rf "$$SHARED_LIBRARIES"; exit $$failed

quick: .venv/ready-to-lint ## Run the tests that need no browser, no clock and little time
	tools/readers
	$(BIN)/python -m pytest -n auto --dist worksteal -m "not alone and not release and not thorough" --ignore tests/site --ignore tests/records

serve: .venv/ready ## Show the site while you edit
	$(BIN)/practices serve

check: .venv/ready ## Say everything that is wrong with the records, and which derived files are stale
	$(BIN)/practices check
	$(BIN)/practices derive --check

screenshots: .venv/ready-to-test ## Take pictures of the built site into build/screenshots/
	$(BIN)/python tools/screenshots

lighthouse: .venv/ready ## Measure the built site with Lighthouse (needs Node)
	benchmarks/lighthouse

bench: .venv/ready-to-lint ## Race builds of three sizes against an earlier commit and others; BENCH='--cases 0 --rounds 1' for less
	$(BIN)/python -m benchmarks.racing $(BENCH)

lint: .venv/ready-to-lint ## Check the program's own form
	$(BIN)/ruff check $(LINTED)
	$(BIN)/ruff format --check $(LINTED)
	$(BIN)/mypy
	tools/types/check
	@$(BIN)/python tools/words --missing || echo "Translations that are missing stop nothing but a release."

words: .venv/ready ## Bring the translations up to the templates, and say what is missing
	$(BIN)/python tools/words

release: export ANEW = yes
release: lint check test ## Say what stops a release, or how to make it
	$(BIN)/python -m pytest -m release
	$(BIN)/python tools/release

constraints: ## Pin what is newly needed; all anew with NEWEST=yes
	PYTHON='$(PYTHON)' tools/constraints

clean: ## Remove everything that was made
	rm -rf .venv site build/constraints build/kept build/preview build/published.json build/shard-* build/site
	find build/docs -mindepth 1 ! -name .gitignore -delete

.venv/ready: pyproject.toml constraints-site.txt tools/venv tools/install
	PYTHON='$(PYTHON)' tools/venv
	tools/install site
	touch $@

.venv/ready-to-lint: .venv/ready constraints.txt
	tools/install test
	touch $@

.venv/ready-to-test: .venv/ready-to-lint tools/browser tools/readers tools/npm tools/axe/package-lock.json
	tools/browser
	tools/readers
	tools/npm tools/axe || echo "The tests of accessibility ask the older axe-core of a wheel."
	touch $@
