"""The form of a rule as a browser sends it, and the buttons that add and remove rows of it. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from rules.editing.condition_reading import MOST_ROWS
from rules.editing.form import ConclusionForm, ConditionForm, RuleForm
from rules.editing.form_reading import MOST_CONCLUSIONS
from rules.editing.picks import Picks, conclusions, parts_of, pick_words
from rules.explanation import capital
from rules.rulebook import CONCLUSIONS, Rule, Scope
from rules.vocabulary import VOCABULARY

LONGEST = 2000
"""Characters of one field that are kept; a text of a rule is far shorter, and what is too long is told."""
SAVE = "bewaar"
NAMES: Mapping[str, str] = {
    "id": "id", "title": "titel", "models": "modellen", "about": "over", "because": "omdat", "source": "bron", "valid_from": "vanaf", "valid_until": "tot", "author": "auteur",
    "group": "groep", "before": "voor", "when": "als", "then": "dan", "field": "veld", "demand": "eis", "values": "waarde", "kind": "soort",
}
"""What the parts of a place are called in the form and in its addresses (`when[2].values` is `als-2-waarde`)."""
_TITLES: Mapping[str, str] = {
    "id": "De regel", "title": "De titel", "models": "Het model", "about": "Waar de regel over gaat", "because": "De reden", "source": "De bron",
    "valid_from": "De eerste dag", "valid_until": "De laatste dag", "author": "De schrijver", "group": "De groep", "before": "De plek", "when": "'Als'", "then": "'Dan'",
    "field": "het veld", "demand": "de eis", "values": "de waarde", "kind": "het gevolg",
}
_OF_ROW = frozenset({None, "field", "kind"})
"""Places that are the row itself: its field and its conclusion were chosen when it came."""
_VERBS = frozenset({"is", "heeft", "kan", "past", "ligt", "staat", "mag", "moet"})
"""Words with which a message goes on after the name of its field."""
_PLACE = re.compile(r"(when|then)\[([0-9]{1,3})\](?:\.([a-z_]+))?")
_ROW = re.compile(r"(als|dan)-([0-9]{1,2})-([a-z_]{1,20})")
_REMOVE = re.compile(r"(als|dan)-weg-([0-9]{1,2})")

Row = TypeVar("Row")
Sent = Mapping[str, Sequence[str]]
"""What came of a form: every value by name."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong at one place: `id` of its field on the page, its name, and the message that goes on after that name."""

    id: str
    title: str
    message: str

    @property
    def told(self) -> str:
        """The message as it stands in the list, after the name where there is one."""
        return f"{'' if goes_on(self.message) else ':'} {self.message}" if self.title else capital(self.message)

    @property
    def at_field(self) -> str:
        """The message as it stands at its field."""
        return at_field(self.message)


def new_form(author: str, today: date, about: str = Scope.CANDIDATE) -> RuleForm:
    """An empty form: from today on, by this writer."""
    return RuleForm(about=about, valid_from=today.isoformat(), author=author)


def form_from(sent: Sent, rule: Rule | None = None) -> RuleForm:
    """What was typed and picked, right or not; `rule` is the one that is changed, which keeps its id and the order of its models."""
    rows: dict[str, dict[int, dict[str, tuple[str, ...]]]] = {"als": {}, "dan": {}}
    for name, values in sent.items():
        found = _ROW.fullmatch(name)
        if found:
            rows[found[1]].setdefault(int(found[2]), {})[found[3]] = tuple(_kept(value) for value in values)
    when = tuple(
        ConditionForm(_first(row.get("veld")), _first(row.get("eis")), tuple(value for value in row.get("waarde", ()) if value.strip()))
        for _, row in sorted(rows["als"].items())
    )
    then = tuple(
        ConclusionForm(_first(row.get("soort")), {part: _first(values) for part, values in row.items() if part != "soort"}) for _, row in sorted(rows["dan"].items())
    )
    own = {place: one(sent, NAMES[place]) for place in ("title", "because", "source", "valid_from", "valid_until", "author", "about")}
    order = rule.models if rule else ()
    models = sorted((_kept(value) for value in sent.get("modellen", ())), key=lambda model: order.index(model) if model in order else len(order))
    return RuleForm(**own, id=rule.id if rule else "", models=tuple(models), when=when[: MOST_ROWS + 1], then=then[: MOST_CONCLUSIONS + 1])


def pressed(form: RuleForm, button: str, sent: Sent, picks: Picks) -> RuleForm:
    """The form after a button that adds or removes a row; any other one leaves it as it is. A new row begins with the demand that comes first."""
    removed = _REMOVE.fullmatch(button)
    if removed and removed[1] == "als":
        return replace(form, when=_without(form.when, int(removed[2])))
    if removed:
        return replace(form, then=_without(form.then, int(removed[2])))
    if button == "als-erbij" and len(form.when) < MOST_ROWS:
        subject, _, field = one(sent, "nieuw-veld").partition(".")
        if field not in VOCABULARY.get(subject, {}):
            return form
        first = next((pick.key for pick in picks.demands(subject, field)), "")
        return replace(form, when=(*form.when, ConditionForm(f"{subject}.{field}", first)))
    if button == "dan-erbij" and len(form.then) < MOST_CONCLUSIONS:
        kind = one(sent, "nieuw-gevolg")
        return replace(form, then=(*form.then, ConclusionForm(kind, {part.name: part.standard for part in parts_of(kind)}))) if kind in CONCLUSIONS else form
    return form


def focus_of(form: RuleForm, button: str) -> str:
    """The field to go on in after a button: that of the row that came, or the list to pick another from."""
    if button == "als-erbij" and form.when:
        return f"als-{len(form.when)}-eis"
    if button == "dan-erbij" and form.then:
        parts = parts_of(form.then[-1].kind) if form.then[-1].kind in CONCLUSIONS else ()
        return f"dan-{len(form.then)}-{parts[0].name}" if parts else "nieuw-gevolg"
    if button.startswith("als-meer-"):
        return f"als-{button.removeprefix('als-meer-')}-waarde"
    return {"als": "nieuw-veld", "dan": "nieuw-gevolg"}.get(button.partition("-")[0], "")


def goes_on(message: str) -> bool:
    """Whether a message can be read on after the name of a field."""
    return message.partition(" ")[0] in _VERBS


def at_field(message: str) -> str:
    """A message as a sentence of its own.

    >>> at_field("is nog leeg. Vul dit in."), at_field("'ooit' bestaat niet.")
    ('Dit is nog leeg. Vul dit in.', "'ooit' bestaat niet.")
    """
    return f"Dit {message}" if goes_on(message) else capital(message)


def faults(found: Iterable[tuple[str, str]], form: RuleForm) -> tuple[Fault, ...]:
    """Everything that is wrong, for the list above the form and at each field."""
    return tuple(Fault(field_id(place), title_of(place, form), message) for place, message in found)


def field_id(place: str) -> str:
    """The id on the page of a place in the form.

    >>> field_id("when[2].values"), field_id("then[1].text"), field_id("title"), field_id("")
    ('als-2-waarde', 'dan-1-text', 'titel', 'formulier')
    """
    row = _PLACE.fullmatch(place)
    if row is None:
        return NAMES.get(place, "formulier")
    start = f"{NAMES[row[1]]}-{row[2]}"
    return start if row[3] in _OF_ROW else f"{start}-{NAMES.get(row[3], row[3])}"


def title_of(place: str, form: RuleForm) -> str:
    """What a place is called, to be read before its message.

    >>> title_of("when[1].values", RuleForm(when=(ConditionForm("own.scales"),)))
    "'Als', rij 1, de lijst met schalen van de functie van nu: de waarde"
    """
    row = _PLACE.fullmatch(place)
    if row is None:
        return _TITLES.get(place, "")
    number, start = int(row[2]), f"{_TITLES[row[1]]}, rij {row[2]}"
    if row[1] == "when":
        subject, _, field = form.when[number - 1].field.partition(".") if number <= len(form.when) else ("", "", "")
        about = f", {pick_words(subject, field)}" if field in VOCABULARY.get(subject, {}) else ""
        return f"{start}{about}: {_TITLES[row[3]]}" if row[3] else f"{start}{about}"
    kind = form.then[number - 1].kind if number <= len(form.then) else ""
    parts = {part.name: part.words for part in parts_of(kind)} if kind in CONCLUSIONS else {}
    return f"{start}: {parts.get(row[3], _TITLES.get(row[3], ''))}" if row[3] else start


def kind_words(kind: str, about: str) -> str:
    """A conclusion as it stands in its list, also when it does not fit the scope."""
    scopes = [Scope(about)] if about in set(Scope) else []
    return next((pick.words for scope in (*scopes, *Scope) for pick in conclusions(scope) if pick.key == kind), "een gevolg dat niet bestaat")


def one(sent: Sent, name: str) -> str:
    """The first value under a name; empty when there is none."""
    return _first(tuple(_kept(value) for value in sent.get(name, ())))


def _first(values: Sequence[str] | None) -> str:
    return values[0] if values else ""


def _kept(text: str) -> str:
    return text[:LONGEST]


def _without(rows: tuple[Row, ...], number: int) -> tuple[Row, ...]:
    return (*rows[: number - 1], *rows[number:]) if 1 <= number <= len(rows) else rows
