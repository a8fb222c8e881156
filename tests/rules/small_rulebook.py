"""Small rulebooks for tests: one good rule, and what a test changes in it."""

from __future__ import annotations

from rules.files.rulebook_parsing import parse_rulebook
from rules.rulebook import Rulebook

RULE = """
- id: {id}
  title: Een regel
  models: [M14]
  when: {when}
  then: {then}
  because: "Zo is het."
  source: {source}
  valid_from: 2026-01-01{until}
  author: redactie
"""
WHEN, THEN = "{match: {task_percent: {at_least: 40}}}", "[{points: {part: tasks, by: 2}}]"


def rule(identity: str = "een-regel", when: str = WHEN, then: str = THEN, source: str = "oordeel van dit project", until: str = "") -> str:
    """One rule as text."""
    return RULE.format(id=identity, when=when, then=then, source=source, until=f"\n  valid_until: {until}" if until else "")


def rulebook(*rules: str) -> Rulebook:
    """A rulebook of one file with these rules."""
    return parse_rulebook({"regels.yml": "".join(rules)}, "test")
