# Two commands do everything: `make run` and `make test`. The rest is for who builds on it.
PYTHON ?= python3
PORT ?= 8000
WIJZER = .venv/bin/wijzer
# Compiled Python is kept, whatever the surroundings say: without it every start takes ten seconds of a core longer.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: run test test-all test-cluster train bench evaluate mutate screenshots lock clean vendor

run: ## Install what is missing, train when the talk changed, start portal and Rasa, print one address
	@$(PYTHON) deploy/environments.py
	@$(WIJZER) serve --demo --port $(PORT)

test: ## The whole suite, with the real Rasa server
	@$(PYTHON) deploy/environments.py --test --provider
	@$(WIJZER) train & training=$$!; .venv/bin/ruff check . && .venv/bin/mypy && \
	.venv/bin/python -m pytest -n 4 --dist loadfile --no-loadscope-reorder --durations=60 || { kill $$training; exit 1; }; wait $$training

test-all: ## The suite, and after it what is slow and says again what others say, in another way
	@$(MAKE) test
	@.venv/bin/python -m pytest -n 3 --dist loadfile -m 'slow and not cluster'

CLUSTER = tests/cluster tests/skills_passport tests/publishing tests/crash/test_passport_store.py
test-cluster: ## Several processes on servers of Debian's packages (apt install postgresql redis-server iproute2 e2fsprogs faketime), started by the tests on loopback
	@$(PYTHON) deploy/environments.py --test
	@$(WIJZER) train
	@.venv/bin/python -m pytest -m cluster $(CLUSTER)

train: ## Train the Rasa model if its sources changed
	@$(PYTHON) deploy/environments.py
	@$(WIJZER) train

bench: ## Speed and memory on this machine; writes bench/RESULTS.md
	@$(PYTHON) deploy/environments.py --test
	@.venv/bin/python -m bench

evaluate: ## Quality: titles, tasks, extraction, dialogue; writes docs/EVALUATION.md
	@$(PYTHON) deploy/environments.py --test
	@$(WIJZER) train
	@.venv/bin/python -m tests.evaluation

mutate: ## What the tests of rules/ would notice: mistakes put in on purpose (an hour or two; goes on where it was stopped)
	@$(PYTHON) deploy/environments.py --mutation
	@.venv/bin/python -m tests.mutation

screenshots: ## Pictures of every state of the pages anew, in docs/screenshots (needs chromium)
	@$(PYTHON) deploy/environments.py --test
	@$(WIJZER) train
	@.venv/bin/python -m tests.browser.screenshots

COMPILE = .venv/bin/uv pip compile -q --generate-hashes --no-emit-index-url --no-header
lock: ## Resolve the locks anew
	$(COMPILE) --universal --python-version 3.11 --overrides requirements/overrides.txt pyproject.toml -o requirements/app.txt
	$(COMPILE) --universal --python-version 3.11 --overrides requirements/overrides.txt --extra test pyproject.toml -o requirements/dev.txt
	$(COMPILE) --universal --python-version 3.11 --overrides requirements/overrides.txt --extra test --extra mutation -c requirements/dev.txt pyproject.toml -o requirements/mutation.txt
	$(COMPILE) --universal --python-version 3.11 requirements/bootstrap.in -o requirements/bootstrap.txt
	$(COMPILE) --python-version 3.10 --python-platform linux --overrides requirements/rasa-overrides.txt requirements/rasa.in -o requirements/rasa.txt

clean: ## Remove what was built; passports in var/ stay
	rm -rf .venv .venv-rasa models/*.tar.gz models/fingerprint.json models/fits var/mutation

vendor: ## Take styles and htmx anew from the npm packages of package.json (needs npm; the result is committed)
	npm install --no-fund --no-audit --no-save --ignore-scripts
	.venv/bin/python deploy/vendor_styles.py node_modules portal/static/vendor
