"""The classifier that loads fast answers after loading as it was taught, and a long message counts for no more than a short one."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.evaluation.dialogue import PLACE, REPORTED, ROOT, read_talk

pytestmark = pytest.mark.rasa
TAUGHT = 6  # examples per intent: enough to tell the intents apart


def examples() -> list[tuple[str, str]]:
    """(words, intent): some of what Rasa is trained on."""
    entries = [
        entry for file in sorted((ROOT / "data" / "dialogue" / "nlu").glob("*.yml"))
        for entry in yaml.safe_load(file.read_text("utf-8"))["nlu"] if "intent" in entry
    ]
    return [
        (line.removeprefix("- ").strip(), entry["intent"]) for entry in entries for line in entry["examples"].splitlines()[:TAUGHT]
    ]


@pytest.fixture(scope="module")
def answered() -> dict[str, Any]:
    given = {"examples": examples(), "said": [said.words for said in read_talk(REPORTED)]}
    ran = subprocess.run(
        [str(PLACE.python), "-W", "ignore", "-m", "tests.bot.two_classifiers"],
        input=json.dumps(given), capture_output=True, text=True, check=True, cwd=ROOT,
    )
    answer: dict[str, Any] = json.loads(ran.stdout)
    return answer


def test_it_gives_the_same_intents_with_the_same_confidence_after_loading(answered: dict[str, Any]) -> None:
    assert len({ranking[0]["name"] for ranking in answered["ours"]["loaded"]}) > 5
    assert answered["ours"]["loaded"] == answered["ours"]["taught"]


def test_every_message_counts_for_the_same(answered: dict[str, Any]) -> None:
    assert [round(length, 6) for length in answered["ours"]["lengths"] if length] == [10.0 for length in answered["ours"]["lengths"] if length]
    assert len({round(length) for length in answered["rasa"]["lengths"]}) > 5


def test_whoever_leans_wholly_towards_naive_bayes_is_naive_bayes(answered: dict[str, Any]) -> None:
    assert len(set(answered["leaning"]["bayes"])) > 5
    assert answered["leaning"]["leans"] == answered["leaning"]["bayes"]


def test_ours_loads_without_skops(answered: dict[str, Any]) -> None:
    assert not answered["ours needs skops"]
    assert answered["rasa needs skops"]


def test_of_which_nothing_was_kept_is_untaught(answered: dict[str, Any]) -> None:
    assert answered["untaught"]


def test_the_talk_is_understood_with_it() -> None:
    names = [part["name"] for part in yaml.safe_load(Path(ROOT / "config.yml").read_text("utf-8"))["pipeline"]]
    assert "bot.rasa_components.light_classifier.LightClassifier" in names
    assert "LogisticRegressionClassifier" not in names
