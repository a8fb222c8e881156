"""A rule as HR reads it: in sentences, as YAML, and where it can fire. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from portal.hr.rulebook.book import Book
from rules.asking.needs import rests_on
from rules.catalogue import Catalogue
from rules.editing.picks import groups
from rules.files.rule_text import rule_text
from rules.review.rulebook_diff import SCOPE_WORDS
from rules.review.rulebook_models import MODELS
from rules.review.rulebook_profiles import asked, reached
from rules.review.rulebook_words import rule_sentences, validity_words
from rules.rulebook import Rule

NAMED = 10
"""Functions that are named at once; the others can be unfolded."""
_WHERE: Mapping[str, str] = {"function": "Kan afgaan bij deze functies ernaast", "own": "Kan afgaan voor wie nu dit werk doet"}


@dataclass(frozen=True, slots=True)
class Reach:
    """The functions that meet what a rule asks of them; `of` is how many there are at all."""

    words: str
    titles: tuple[str, ...]
    of: int


@dataclass(frozen=True, slots=True)
class RuleView:
    """`sentences` are Als, dan and omdat; `yaml` says the same; `questions` are the ids of the questions it rests on."""

    rule: Rule
    sentences: tuple[str, ...]
    yaml: str
    about: str
    models: tuple[str, ...]
    validity: str
    reach: tuple[Reach, ...]
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GroupView:
    """A group of the rulebook with those of its rules that were looked for, each with its sentences."""

    key: str
    words: str
    rules: tuple[tuple[Rule, tuple[str, ...]], ...]


def rule_view(rule: Rule, book: Book, yaml: str = "") -> RuleView:
    """All that a page shows of a rule; `yaml` is how it stands in its file, else it is written anew."""
    return RuleView(
        rule, tuple(rule_sentences(rule, book.picks.names)), yaml or rule_text(rule), SCOPE_WORDS[rule.scope],
        tuple(f"{model} {MODELS[model]}" for model in rule.models), validity_words(rule), tuple(_reach(rule, book.ground.catalogue)), rests_on(rule),
    )


def groups_of(book: Book, sought: str = "", group: str = "") -> tuple[GroupView, ...]:
    """The groups in their order, with the rules in which every sought word stands; groups without one are left out when something is sought."""
    words = sought.casefold().split()
    found = []
    for pick in groups(book.files):
        if group and pick.key != group:
            continue
        read = ((rule, tuple(rule_sentences(rule, book.picks.names))) for rule in book.rulebook.rules if rule.file == pick.key)
        rules = tuple((rule, said) for rule, said in read if _has(words, (rule.id, rule.title, *rule.models, rule.source, *said)))
        if rules or not words:
            found.append(GroupView(pick.key, pick.words, rules))
    return tuple(found)


def _has(words: list[str], texts: tuple[str, ...]) -> bool:
    text = " ".join(texts).casefold()
    return all(word in text for word in words)


def _reach(rule: Rule, catalogue: Catalogue) -> Iterator[Reach]:
    for subject, words in _WHERE.items():
        if asked(rule, subject):
            yield Reach(words, tuple(profile.title for profile in reached(rule, subject, catalogue)), len(catalogue.functions))
