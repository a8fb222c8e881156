"""Suggestions side by side: a table of what the advice says of each, the rows in which they differ first. Nothing is worked out anew.

An advice from before a field existed leaves that row out.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rules.answer import ROUTE_WORDS, CriterionCheck, Route, SkillGap, Suggestion
from rules.explanation import capital, join, shorten
from rules.pay import PayVerdict

MOST_NAMED = 4
"""So many skills are named in one cell; the others are counted."""

_PAY_WORDS = {
    PayVerdict.LOWER: "Lager",
    PayVerdict.OVERLAPPING: "Gelijk of lager",
    PayVerdict.SAME: "Ongeveer gelijk",
    PayVerdict.HIGHER: "Hoger",
    PayVerdict.UNKNOWN: "Weet ik niet",
}
_SHARE_WORDS = {70: "Doen", 20: "Samen met anderen", 10: "Cursus"}


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one place of the table: the outcome in a few words (may be empty), and what it rests on."""

    head: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One thing to compare: a cell for each suggestion, or a single one when it is the same for all (`same`)."""

    name: str
    label: str
    cells: tuple[Cell, ...]
    same: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """`titles` and `function_ids` of the columns, in the order of the advice; rows that differ come first."""

    function_ids: tuple[str, ...]
    titles: tuple[str, ...]
    rows: tuple[Row, ...]

    def row(self, name: str) -> Row | None:
        """The row of that name; None when there is none."""
        return next((row for row in self.rows if row.name == name), None)


def side_by_side(suggestions: Sequence[Suggestion]) -> Comparison:
    """The table of two or three suggestions; with one there is nothing to compare (ValueError)."""
    if len(suggestions) < 2:
        raise ValueError("There is nothing to compare with fewer than two suggestions.")
    rows = [row for name, label, cell in _ROWS if (row := _row(name, label, [cell(each) for each in suggestions])) is not None]
    return Comparison(
        tuple(each.function_id for each in suggestions),
        tuple(each.title for each in suggestions),
        tuple(sorted(rows, key=lambda row: row.same)),
    )


def _row(name: str, label: str, cells: Sequence[Cell | None]) -> Row | None:
    """None when nothing is known of any."""
    if not any(cells):
        return None
    known = tuple(cell or Cell("Niet bekend") for cell in cells)
    same = len(set(known)) == 1
    return Row(name, label, known[:1] if same else known, same)


def _fit(suggestion: Suggestion) -> Cell:
    return Cell(f"{suggestion.fit} van 100", suggestion.fit_words)


def _what(suggestion: Suggestion) -> Cell:
    return Cell("", suggestion.what)


def _has(suggestion: Suggestion) -> Cell | None:
    count = len(suggestion.has) + len(suggestion.missing)
    return Cell(f"{len(suggestion.has)} van {count} vaardigheden", capital(_named(suggestion.has))) if count else None


def _learn(suggestion: Suggestion) -> Cell | None:
    if not suggestion.missing:
        return Cell("Niets nieuws") if suggestion.has else None
    missing = sorted(suggestion.missing, key=lambda gap: not gap.essential)
    return Cell(f"{len(missing)} {'vaardigheid' if len(missing) == 1 else 'vaardigheden'}", capital(_named(missing)))


def _time(suggestion: Suggestion) -> Cell | None:
    timed = [step for step in suggestion.steps if step.time]
    if not timed:
        return None
    head = suggestion.learning_route or f"Eerste stap {timed[0].time}"
    rest = timed if suggestion.learning_route else timed[1:]
    return Cell(head, " ".join(f"{_SHARE_WORDS[step.share]}: {step.time}." for step in rest))


def _pay(suggestion: Suggestion) -> Cell | None:
    if suggestion.route is Route.GROW_ALONG:
        return Cell("Zoals nu", "Je blijft in je functie.")
    return Cell(_PAY_WORDS[PayVerdict(suggestion.pay.verdict)], suggestion.pay.text) if suggestion.pay else None


def _way(suggestion: Suggestion) -> Cell:
    return Cell(ROUTE_WORDS[suggestion.route], suggestion.learning_route or suggestion.route_text)


def _region(suggestion: Suggestion) -> Cell:
    return Cell(capital(suggestion.labour_market.tightness), suggestion.labour_market.text)


def _criteria(suggestion: Suggestion) -> Cell | None:
    checks = suggestion.criteria
    if not checks:
        return None
    outcomes = {how: [each for each in checks if each.met is met] for how, met in (("Klopt", True), ("Klopt niet", False), ("Nog navragen", None))}
    count = len(outcomes["Klopt"])
    mixed = f"{count} van {len(checks)} {'klopt' if count == 1 else 'kloppen'}"
    head = next((how for how, many in outcomes.items() if len(many) == len(checks)), mixed)
    return Cell(head, " ".join(f"{how}: {_quoted(many)}." for how, many in outcomes.items() if many and how != "Klopt"))


def _barriers(suggestion: Suggestion) -> Cell:
    count = len(suggestion.barriers)
    head = f"{count} {'ding' if count == 1 else 'dingen'}" if count else "Niets bekend"
    return Cell(head, " ".join(barrier.text for barrier in suggestion.barriers))


_ROWS: tuple[tuple[str, str, Callable[[Suggestion], Cell | None]], ...] = (
    ("fit", "Hoe goed het past", _fit),
    ("what", "Wat je doet", _what),
    ("has", "Wat je al kunt", _has),
    ("learn", "Wat je nog leert", _learn),
    ("time", "Hoe lang leren duurt", _time),
    ("way", "De weg ernaartoe", _way),
    ("pay", "Loon vergeleken met nu", _pay),
    ("criteria", "Wat jij belangrijk vindt", _criteria),
    ("barriers", "Wat in de weg kan staan", _barriers),
    ("region", "Werk in jouw regio", _region),
)


def _named(gaps: Sequence[SkillGap]) -> str:
    labels = [gap.label for gap in gaps[:MOST_NAMED]]
    return join([*labels, f"nog {len(gaps) - MOST_NAMED}"] if len(gaps) > MOST_NAMED else labels)


def _quoted(checks: Sequence[CriterionCheck]) -> str:
    return join([f"“{shorten(check.words)}”" for check in checks])
