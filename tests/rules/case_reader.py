"""The cases of rules that stand in this folder, and the texts of a rule."""

from __future__ import annotations

from pathlib import Path

from rules.files.knowledge_files import load_rule_cases
from rules.review.rule_cases import RuleCase
from rules.review.rulebook_texts import shown_texts
from rules.rulebook import NAMES, Conclusion, Rule

CASES = Path(__file__).parent / "cases"


def read_cases() -> tuple[RuleCase, ...]:
    """Two cases a rule: one in which it fires and one, close to it, in which it stays silent."""
    return load_rule_cases(CASES)


def names_of(conclusions: tuple[Conclusion, ...]) -> tuple[str, ...]:
    """The conclusions as a rule file calls them."""
    return tuple(NAMES[type(conclusion)] for conclusion in conclusions)


def texts_of(rule: Rule) -> list[str]:
    """Every text of a rule that people can come to read."""
    return [text for _, text in shown_texts(rule)]
