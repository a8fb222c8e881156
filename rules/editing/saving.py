"""From a form to the files of the rulebook, or to everything that is wrong; nothing in between is ever kept."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from rules.catalogue import Catalogue
from rules.editing.form import Problems, RuleForm
from rules.editing.form_reading import read_form
from rules.editing.picks import Picks, pick_words
from rules.editing.rulebook_editing import Change, End, Move, PutIn, Replace, edit_rulebook
from rules.files.rulebook_parsing import parse_rulebook
from rules.review.catalogue_check import Severity
from rules.review.rulebook_check import RuleFinding, check_rulebook
from rules.vocabulary import VOCABULARY

_FIELD = re.compile(r"\b([a-z]+)\.([a-z_]+)\b")
_PLACE = re.compile(r" \([^()]*, regel \d+\)")


@dataclass(frozen=True, slots=True)
class Ground:
    """What a form is held against: the catalogue with its pick-lists (`picks_of`), and the day."""

    catalogue: Catalogue = field(repr=False)
    picks: Picks = field(repr=False)
    today: date


def save_new(files: Mapping[str, str], form: RuleForm, group: str, ground: Ground, *, before: str | None = None) -> dict[str, str]:
    """The files with a new rule. Raises FormError with everything that is wrong, each at its place in the form."""
    rule = read_form(form, ground.picks)
    return _saved(files, PutIn(rule, group, before), form, ground)


def save_changed(files: Mapping[str, str], identity: str, form: RuleForm, ground: Ground) -> dict[str, str]:
    """The files with a rule as the form has it; its id stays. Raises FormError as `save_new`."""
    rule = read_form(replace(form, id=identity), ground.picks)
    return _saved(files, Replace(rule), form, ground)


def change_place_or_end(files: Mapping[str, str], change: Move | End, ground: Ground) -> dict[str, str]:
    """The files with a rule elsewhere, or with another last day. Raises FormError when that makes something else wrong."""
    return _saved(files, change, RuleForm(), ground)


def new_errors(before: Mapping[str, str], after: Mapping[str, str], ground: Ground) -> tuple[RuleFinding, ...]:
    """The errors of the check that were not there before."""
    errors = list(_errors(after, ground))
    known = Counter(_known_by(finding) for finding in _errors(before, ground)) if errors else Counter()
    found = []
    for finding in errors:
        if known[_known_by(finding)]:
            known[_known_by(finding)] -= 1
        else:
            found.append(finding)
    return tuple(found)


def _saved(files: Mapping[str, str], change: Change, form: RuleForm, ground: Ground) -> dict[str, str]:
    edited = edit_rulebook(files, change)
    problems = Problems()
    identity = change.rule.id if isinstance(change, PutIn | Replace) else change.id
    titles = {rule.id: rule.title for rule in parse_rulebook(edited, "").rules}
    for finding in new_errors(files, edited, ground):
        rule_id, _, where = finding.problem.field.partition(".")
        message = in_form_words(finding.problem.message)
        if rule_id == identity:
            problems.add(place_in_form(form, where), message)
        else:
            problems.add("", f"bij de regel '{titles.get(rule_id, rule_id)}' gaat het dan mis: {message}")
    problems.raise_any()
    return edited


def _errors(files: Mapping[str, str], ground: Ground) -> Iterator[RuleFinding]:
    return (finding for finding in check_rulebook(parse_rulebook(files, ""), ground.catalogue, ground.today) if finding.severity is Severity.ERROR)


def _known_by(finding: RuleFinding) -> tuple[str, str, str]:
    """What makes an error the same one, also when lines move."""
    return finding.subject, finding.problem.field, _PLACE.sub("", finding.problem.message)


def in_form_words(message: str) -> str:
    """A message of the check without places in files and names of fields."""

    def words(found: re.Match[str]) -> str:
        known = found[2] in VOCABULARY.get(found[1], {})
        return f"'{pick_words(found[1], found[2])}'" if known else found[0]

    return _FIELD.sub(words, _PLACE.sub("", message))


def place_in_form(form: RuleForm, field: str) -> str:
    """Where in the form a field of the rule stands: `when.match.task_percent` is the row that asks it, `then.points.by` the row that says it."""
    group, _, rest = field.partition(".")
    if group == "when":
        rows = [number for number, row in enumerate(form.when, start=1) if rest and (row.field.strip() == rest or row.field.strip().startswith(f"{rest}."))]
        return f"when[{rows[0]}].values" if rows else "when"
    if group == "then":
        kind, _, part = rest.partition(".")
        rows = [number for number, row in enumerate(form.then, start=1) if kind and row.kind.strip() == kind]
        return f"then[{rows[0]}]{f'.{part}' if part else ''}" if rows else "then"
    return field
