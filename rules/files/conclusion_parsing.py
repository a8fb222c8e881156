"""From the `then` of a rule to its conclusions, and from a text with {subject.field} to one that can always be filled."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from rules.answer import Outlook, Phase, Route
from rules.files.yaml_entries import Entry, hint
from rules.rulebook import (
    ALLOWED,
    CONCLUSIONS,
    Arrangement,
    Ask,
    BarrierText,
    Conclusion,
    Condition,
    Exclude,
    Instrument,
    LongWay,
    Operator,
    Part,
    Points,
    RuleStep,
    Say,
    Scope,
    SetOutlook,
    SetPhase,
    SetRoute,
    Tool,
)
from rules.vocabulary import VOCABULARY, FieldKind

PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
MAX_POINTS = 12


@dataclass(frozen=True, slots=True)
class Known:
    """What a rule is about and what must hold when it fires: that decides what a text of it can fill in."""

    scope: Scope
    conditions: Mapping[str, Mapping[str, tuple[Condition, ...]]]

    def certain(self, subject: str, field: str) -> bool:
        """Whether a condition sees to it that the field has a value."""
        conditions = self.conditions.get(subject, {}).get(field, ())
        return any(condition.operator is not Operator.KNOWN or condition.expected is True for condition in conditions)


def read_conclusions(entry: Entry, known: Known) -> tuple[Conclusion, ...]:
    """What follows under `then`, each conclusion one that a rule of this scope can have."""
    found: list[Conclusion] = []
    for part in entry.entries("then", at_least=1):
        names = part.fields
        if len(names) != 1 or names[0] not in _READERS:
            part.problem("", f"noem per streepje precies één gevolg. Kies uit: {', '.join(_READERS)}.")
            continue
        if names[0] not in ALLOWED[known.scope][1]:
            allowed = [name for name in CONCLUSIONS if name in ALLOWED[known.scope][1]]
            part.problem(names[0], f"kan niet bij een regel over '{known.scope}'. Kies uit: {', '.join(allowed)}.")
        found.append(_READERS[names[0]](part, names[0], known))
    return tuple(found)


def _route(part: Entry, name: str, known: Known) -> Conclusion:
    return SetRoute(part.choice(name, Route))


def _long_way(part: Entry, name: str, known: Known) -> Conclusion:
    if not part.flag(name):
        part.problem(name, "kan alleen true zijn.")
    return LongWay()


def _of_text(kind: Callable[[str], Conclusion]) -> Callable[[Entry, str, Known], Conclusion]:
    """A conclusion that is one text."""
    return lambda part, name, known: kind(filled_text(part, name, known))


def _inside(empty: Conclusion, read: Callable[[Entry, Known], Conclusion]) -> Callable[[Entry, str, Known], Conclusion]:
    """A conclusion with fields of its own; `empty` stands in where they are no fields at all, which the entry then says."""

    def reader(part: Entry, name: str, known: Known) -> Conclusion:
        inner = part.entry(name)
        if inner is None:
            return empty
        found = read(inner, known)
        inner.finish()
        return found

    return reader


def _points(inner: Entry, known: Known) -> Conclusion:
    by = inner.integer("by", -MAX_POINTS, MAX_POINTS)
    if by == 0:
        inner.problem("by", "is nul. Geef punten, of haal dit gevolg weg.")
    floor, ceiling = (inner.integer(name, 0, 100, default=default) for name, default in (("floor", 0), ("ceiling", 100)))
    return Points(inner.choice("part", Part), by, floor, ceiling)


def _step(inner: Entry, known: Known) -> Conclusion:
    share = inner.integer("share", 10, 70)
    if share not in {70, 20, 10}:
        inner.problem("share", "moet 70, 20 of 10 zijn.")
    return RuleStep(share, *(filled_text(inner, name, known) for name in ("skill", "text", "time")))


def _barrier(inner: Entry, known: Known) -> Conclusion:
    return BarrierText(filled_text(inner, "text", known), filled_text(inner, "softened_by", known))


def _instrument(inner: Entry, known: Known) -> Conclusion:
    return Instrument(inner.text("name"), filled_text(inner, "text", known))


def _phase(inner: Entry, known: Known) -> Conclusion:
    return SetPhase(inner.choice("is", Phase), filled_text(inner, "offer", known))


def _outlook(inner: Entry, known: Known) -> Conclusion:
    return SetOutlook(inner.choice("is", Outlook), filled_text(inner, "text", known))


_READERS: Mapping[str, Callable[[Entry, str, Known], Conclusion]] = {
    "points": _inside(Points(Part.TASKS, 0, 0, 100), _points),
    "barrier": _inside(BarrierText("", ""), _barrier),
    "route": _route,
    "exclude": _of_text(Exclude),
    "long_way": _long_way,
    "step": _inside(RuleStep(70, "", "", ""), _step),
    "say": _of_text(Say),
    "tool": _of_text(Tool),
    "arrangement": _of_text(Arrangement),
    "ask": _of_text(Ask),
    "instrument": _inside(Instrument("", ""), _instrument),
    "phase": _inside(SetPhase(Phase.AWARENESS, ""), _phase),
    "outlook": _inside(SetOutlook(Outlook.STAYS, ""), _outlook),
}


class Hole(StrEnum):
    """Why a {subject.field} in a text cannot be filled in."""

    UNKNOWN = "unknown"
    ELSEWHERE = "elsewhere"
    FLAG = "flag"
    MAY_MISS = "may-miss"


def holes(text: str, known: Known) -> Iterator[tuple[str, Hole]]:
    """Every placeholder of a text that cannot be filled in whenever the rule fires, and why."""
    for name in PLACEHOLDER.findall(text):
        subject, _, wanted = name.partition(".")
        spec = VOCABULARY.get(subject, {}).get(wanted)
        if spec is None:
            yield name, Hole.UNKNOWN
        elif subject not in subjects(known.scope):
            yield name, Hole.ELSEWHERE
        elif spec.kind is FieldKind.FLAG:
            yield name, Hole.FLAG
        elif spec.optional and not known.certain(subject, wanted):
            yield name, Hole.MAY_MISS


def loose_brace(text: str) -> bool:
    """Whether there is a brace that belongs to no placeholder."""
    return bool({"{", "}"} & set(PLACEHOLDER.sub("", text)))


def filled_text(entry: Entry, field: str, known: Known) -> str:
    """A text whose placeholders all exist, and are certain to have a value when the rule fires."""
    text = entry.text(field)
    for name, hole in holes(text, known):
        match hole:
            case Hole.UNKNOWN:
                names = {f"{group}.{key}": spec for group in subjects(known.scope) for key, spec in VOCABULARY[group].items()}
                entry.problem(field, f"{{{name}}} bestaat niet.{or_options(name, names)}")
            case Hole.ELSEWHERE:
                entry.problem(field, f"{{{name}}} kan niet bij een regel over '{known.scope}'. Kies uit: {', '.join(subjects(known.scope))}.")
            case Hole.FLAG:
                entry.problem(field, f"{{{name}}} is ja of nee; dat kan niet in een zin.")
            case Hole.MAY_MISS:
                entry.problem(field, f"{{{name}}} kan leeg zijn. Zet bij 'when' ook een voorwaarde op {name}, zoals {{known: true}}.")
    if loose_brace(text):
        entry.problem(field, "heeft een losse accolade. Schrijf velden als {function.title}.")
    return text


def subjects(scope: Scope) -> list[str]:
    """What a rule of this scope can look at and fill in, in the order of the vocabulary."""
    return [name for name in VOCABULARY if name in ALLOWED[scope][0]]


def or_options(name: str, options: Mapping[str, object]) -> str:
    """The nearest name, else all there are."""
    return hint(name, options) or f" Kies uit: {', '.join(options)}."
