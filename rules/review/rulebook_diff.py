"""What differs between two rulebooks, per rule and per field, in the words that HR reads a rule in."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rules.review.catalogue_columns import Value
from rules.review.catalogue_diff import EntryChange, FieldChange, Happened
from rules.review.rulebook_words import conclusion_words, conditions_words, text_words
from rules.rulebook import Rule, Rulebook, Scope

TABLE = "Regels"
SCOPE_WORDS = {Scope.CANDIDATE: "een functie ernaast", Scope.OWN_WORK: "het eigen werk", Scope.OWN_TASK: "een eigen taak"}
_FIELDS: Sequence[tuple[str, Callable[[Rule], Value]]] = (
    ("titel", lambda rule: rule.title),
    ("modellen", lambda rule: rule.models),
    ("gaat over", lambda rule: SCOPE_WORDS[rule.scope]),
    ("als", lambda rule: tuple(conditions_words(rule))),
    ("dan", lambda rule: tuple(conclusion_words(conclusion) for conclusion in rule.conclusions)),
    ("omdat", lambda rule: text_words(rule.because)),
    ("bron", lambda rule: rule.source),
    ("geldig vanaf", lambda rule: rule.valid_from),
    ("geldig tot en met", lambda rule: rule.valid_until),
    ("auteur", lambda rule: rule.author),
)


def rulebook_changes(old: Rulebook, new: Rulebook) -> tuple[EntryChange, ...]:
    """Everything that differs: rules in the order of the new rulebook, then those that are gone, then the order itself."""
    before = {rule.id: rule for rule in old.rules}
    after = {rule.id: rule for rule in new.rules}
    found = []
    for rule in new.rules:
        if rule.id not in before:
            found.append(EntryChange(TABLE, rule.id, rule.title, Happened.ADDED))
        elif rule != before[rule.id]:
            found.append(EntryChange(TABLE, rule.id, rule.title, Happened.CHANGED, _fields(before[rule.id], rule)))
    found += [EntryChange(TABLE, rule.id, rule.title, Happened.REMOVED) for rule in old.rules if rule.id not in after]
    return (*found, *_order([name for name in before if name in after], [name for name in after if name in before]))


def _fields(old: Rule, new: Rule) -> tuple[FieldChange, ...]:
    pairs = ((name, value(old), value(new)) for name, value in _FIELDS)
    return tuple(FieldChange("", name, before, after) for name, before, after in pairs if before != after)


def _order(old: Sequence[str], new: Sequence[str]) -> list[EntryChange]:
    """Rules that fire in another order, each with what stands before it: the order decides which route counts."""
    if old == new:
        return []
    before, after = dict(zip(old[1:], old, strict=False)), dict(zip(new[1:], new, strict=False))
    moved = [name for name in new if before.get(name) != after.get(name)]
    fields = tuple(FieldChange(name, "staat na", before.get(name, "(vooraan)"), after.get(name, "(vooraan)")) for name in moved)
    return [EntryChange(TABLE, "volgorde", "Volgorde van de regels", Happened.CHANGED, fields)]
