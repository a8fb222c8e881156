"""Rasa's own checks of the talk, in one process, as each start of TensorFlow takes seconds. Runs in Rasa's environment, from the checkout.

    .venv-rasa/bin/python tests/dialogue/rasa_checks.py models/wijzer.tar.gz FOLDER

What `rasa data validate` finds wrong, and every warning it gives, are printed a line each; then the test stories of
tests/dialogue/stories are predicted with the model (as `rasa test` does, what is typed is read by the real classifier), with the
report in FOLDER. Ends with 1 when anything is wrong.
"""

from __future__ import annotations

import asyncio
import logging
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path

import structlog
from rasa.core.test import FAILED_STORIES_FILE
from rasa.model_testing import test_core
from rasa.shared.importers.importer import TrainingDataImporter
from rasa.validator import Validator

STORIES = "tests/dialogue/stories"
EXPECTED = (
    # Nobody types it: the portal sends it for a pressed button, so there are no examples to learn it from.
    "The intent 'button' is listed in the domain file, but is not found in the NLU training data.",
    "Slot auto-fill has been removed in 3.0",  # said of every domain with slots
)
"""Warnings that say nothing is wrong."""


def invalid() -> Iterator[str]:
    """What is wrong in the domain, the examples, the rules and the form; a warning counts as wrong."""
    importer = TrainingDataImporter.load_from_config("config.yml", "bot/domain", ["data/dialogue"])
    with warnings.catch_warnings(record=True) as given:
        warnings.simplefilter("always", UserWarning)
        validator = Validator.from_importer(importer)
        parts = (
            validator.verify_domain_validity, validator.verify_actions_in_stories_rules, validator.verify_forms_in_stories_rules,
            validator.verify_form_slots, validator.verify_slot_mappings, lambda: validator.verify_nlu(ignore_warnings=False),
            lambda: validator.verify_story_structure(ignore_warnings=False),
        )
        if not all([part() for part in parts]):
            yield "rasa data validate fails"
    told = dict.fromkeys(str(each.message) for each in given if issubclass(each.category, UserWarning))
    yield from (message for message in told if not any(expected in message for expected in EXPECTED))


def failed(model: str, report: Path) -> Iterator[str]:
    """The test stories in which something else was predicted."""
    asyncio.run(test_core(model, STORIES, str(report), {"disable_plotting": True}, use_conversation_test_files=True))
    found = report / FAILED_STORIES_FILE
    text = found.read_text(encoding="utf-8") if found.is_file() else "no report was made"
    if "stories:" in text or not found.is_file():
        yield f"rasa test fails:\n{text}"


def main(model: str, report: str) -> int:
    """Run both; the number of the process's end."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    problems = [*invalid(), *failed(model, Path(report))]
    print("\n".join(problems))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
