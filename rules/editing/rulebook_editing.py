"""Changing the files of the rulebook rule by rule: every other rule, its comments and the files around it stay to the byte.

The files are the groups; they and their order are fixed. Within a group the rules have an order, which is the order in which they fire.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeAlias

import yaml

from rules.editing.form import FORM
from rules.errors import FormError, Problem, RulebookError
from rules.files.entry_editing import EntryList, edited_entry
from rules.files.rule_text import field_values, rule_fields, rule_text
from rules.files.rulebook_parsing import parse_rulebook
from rules.review.rulebook_markdown import file_title
from rules.rulebook import Rule


@dataclass(frozen=True, slots=True)
class PutIn:
    """A new rule in a group, before another rule of that group or at its end."""

    rule: Rule
    group: str
    before: str | None = None


@dataclass(frozen=True, slots=True)
class Replace:
    """A rule as it must become; its id says which one."""

    rule: Rule


@dataclass(frozen=True, slots=True)
class Move:
    """A rule to another place: a group, before another rule of it or at its end."""

    id: str
    group: str
    before: str | None = None


@dataclass(frozen=True, slots=True)
class End:
    """The last day on which a rule counts; None lets it count on."""

    id: str
    last_day: date | None


@dataclass(frozen=True, slots=True)
class Delete:
    """A rule taken out."""

    id: str


Change: TypeAlias = PutIn | Replace | Move | End | Delete


def edit_rulebook(files: Mapping[str, str], change: Change) -> dict[str, str]:
    """The files with this one change.

    Raises FormError when the change cannot be made (`field` is `id`, `group`, `before` or `valid_until`), and RulebookError when the files
    do not read, before or after.
    """
    rules = {rule.id: rule for rule in parse_rulebook(files, "").rules}
    wanted = _wanted(rules, change)
    edited = dict(files)
    match change:
        case PutIn():
            _check_place(files, rules, change.rule.id, change.group, change.before)
            edited[change.group] = _put(files[change.group], change.group, change.rule.id, rule_text(change.rule), change.before)
        case Replace() | End():
            rule = wanted[change.rule.id if isinstance(change, Replace) else change.id]
            edited[rule.file] = _replaced(files[rule.file], rules[rule.id], rule)
        case Move():
            _check_place(files, rules, change.id, change.group, change.before)
            source = rules[change.id].file
            entries = _entries(source, files[source])
            taken = entries.take_out(change.id)
            edited[source] = entries.text
            edited[change.group] = _put(edited[change.group], change.group, change.id, taken, change.before)
        case Delete():
            source = rules[change.id].file
            entries = _entries(source, files[source])
            entries.take_out(change.id)
            edited[source] = entries.text
    _verify(edited, wanted, change)
    return edited


def entry_of(files: Mapping[str, str], rule: Rule) -> str:
    """The rule as it stands in its file, to the byte. Raises KeyError when it is not there."""
    return _entries(rule.file, files[rule.file]).of(rule.id)


def _wanted(rules: Mapping[str, Rule], change: Change) -> dict[str, Rule]:
    """The rules by id as they must be; raises FormError when there is no such rule, or already one."""
    match change:
        case PutIn():
            if change.rule.id in rules:
                raise _refused("id", f"'{change.rule.id}' is al de naam van een andere regel ('{rules[change.rule.id].title}'). Kies een andere titel of naam.")
            return {**rules, change.rule.id: replace(change.rule, file=change.group)}
        case Replace():
            known = _known(rules, change.rule.id)
            return {**rules, known.id: replace(change.rule, file=known.file)}
        case End():
            known = _known(rules, change.id)
            if change.last_day is not None and change.last_day < known.valid_from:
                raise _refused("valid_until", f"ligt voor de eerste dag ({known.valid_from.isoformat()}). Kies een latere dag.")
            return {**rules, known.id: replace(known, valid_until=change.last_day)}
        case Move():
            return {**rules, change.id: replace(_known(rules, change.id), file=change.group)}
        case Delete():
            _known(rules, change.id)
            if len(rules) == 1:
                raise _refused("id", "is de laatste regel van het regelboek. Laat er minstens één staan.")
            return {identity: rule for identity, rule in rules.items() if identity != change.id}


def _known(rules: Mapping[str, Rule], identity: str) -> Rule:
    if identity not in rules:
        raise _refused("id", f"'{identity}' is geen regel (meer). Iemand anders heeft die misschien weggehaald.")
    return rules[identity]


def _check_place(files: Mapping[str, str], rules: Mapping[str, Rule], identity: str, group: str, before: str | None) -> None:
    if group not in files:
        raise _refused("group", f"'{group}' is geen groep. Kies uit: {', '.join(file_title(file) for file in sorted(files))}.")
    if before is not None and (before == identity or before not in rules or rules[before].file != group):
        raise _refused("before", f"'{before}' is geen andere regel van deze groep. Kies een plek uit de lijst.")


def _refused(place: str, message: str) -> FormError:
    return FormError([Problem(FORM, 1, place, message)])


def _entries(file: str, text: str) -> EntryList:
    return EntryList(file, text, _identity, RulebookError)


def _put(text: str, file: str, identity: str, entry: str, before: str | None) -> str:
    entries = _entries(file, text)
    entries.put(identity, entry, before)
    return entries.text


def _replaced(text: str, before: Rule, after: Rule) -> str:
    was, becomes = field_values(before), field_values(after)
    changed = [name for name in becomes if was[name] != becomes[name]]
    if not changed:
        return text
    entries = _entries(before.file, text)
    entries.replace(before.id, edited_entry(entries.of(before.id), rule_fields(after), changed))
    return entries.text


def _identity(item: yaml.MappingNode) -> str:
    return next((str(value.value).strip() for key, value in item.value if key.value == "id"), "")


def _verify(edited: Mapping[str, str], wanted: Mapping[str, Rule], change: Change) -> None:
    """Raise RulebookError unless the files say exactly what is wanted, rule by rule and in the right place."""
    found = {rule.id: rule for rule in parse_rulebook(edited, "").rules}
    wrong = [identity for identity in found.keys() | wanted.keys() if found.get(identity) != wanted.get(identity) or found[identity].file != wanted[identity].file]
    if wrong:
        raise RulebookError(
            Problem(wanted[identity].file if identity in wanted else "rulebook", 1, identity, "kan niet bewaard worden zonder iets anders te veranderen. Zet deze regel zelf in het bestand.")
            for identity in wrong
        )
    if isinstance(change, PutIn | Move) and change.before is not None:
        order = list(found)
        identity = change.rule.id if isinstance(change, PutIn) else change.id
        assert order[order.index(identity) + 1] == change.before
