"""From a filled-in form to a rule; everything that is wrong is told at once, in words and at its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date

from rules.answer import Outlook, Phase, Route
from rules.catalogue import slug
from rules.editing.condition_reading import read_conditions
from rules.editing.form import ConclusionForm, Problems, RuleForm
from rules.editing.form_texts import SHORT, as_sent, read_line, read_sentence, read_tone
from rules.editing.picks import PartField, Picks, conclusions, parts_of
from rules.files.conclusion_parsing import Known
from rules.review.rulebook_diff import SCOPE_WORDS
from rules.review.rulebook_models import MODELS
from rules.rulebook import (
    ALLOWED,
    CONCLUSIONS,
    Arrangement,
    Ask,
    BarrierText,
    Conclusion,
    Exclude,
    Instrument,
    LongWay,
    Part,
    Points,
    Rule,
    RuleStep,
    Say,
    Scope,
    SetOutlook,
    SetPhase,
    SetRoute,
    Tool,
)

MOST_CONCLUSIONS = 12
LONGEST_ID = 60
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NUMBER = re.compile(r"[+-]?[0-9]{1,4}")
_WRITTEN = frozenset({"text", "softened_by", "offer", "skill", "time"})
"""Parts of conclusions that may fill in fields."""


def read_form(form: RuleForm, picks: Picks) -> Rule:
    """The rule that was filled in. Raises FormError with everything that is wrong."""
    problems = Problems()
    title = read_line(problems, "title", form.title, SHORT)
    read_tone(problems, "title", title)
    identity = form.id.strip() or slug(title)[:LONGEST_ID].strip("-")
    if title and not _ID.fullmatch(identity):
        problems.add("id" if form.id.strip() else "title", "kan geen naam voor de regel worden. Gebruik letters, cijfers en streepjes.")
    about = _about(form, problems)
    conditions = read_conditions(form.when, about, picks, problems)
    known = Known(about, conditions)
    first, last = _day(form.valid_from, "valid_from", problems), _day(form.valid_until, "valid_until", problems)
    if not form.valid_from.strip():
        problems.add("valid_from", "is nog leeg. Kies vanaf welke dag de regel geldt.")
    if first and last and last < first:
        problems.add("valid_until", "ligt voor de eerste dag. Kies een latere dag.")
    rule = Rule(
        id=identity,
        title=title,
        models=_models(form, problems),
        scope=about,
        conditions=conditions,
        conclusions=_conclusions(form.then, known, problems),
        because=read_sentence(problems, "because", form.because, known),
        source=_source(form, problems),
        valid_from=first or date.min,
        valid_until=last,
        author=read_line(problems, "author", form.author, SHORT),
    )
    problems.raise_any()
    return rule


def _about(form: RuleForm, problems: Problems) -> Scope:
    if form.about not in set(Scope):
        problems.add("about", f"is nog niet gekozen. Kies uit: {', '.join(SCOPE_WORDS.values())}.")
        return Scope.CANDIDATE
    return Scope(form.about)


def _models(form: RuleForm, problems: Problems) -> tuple[str, ...]:
    chosen = tuple(dict.fromkeys(model.strip() for model in form.models if model.strip()))
    if not chosen or any(model not in MODELS for model in chosen):
        problems.add("models", "is nog niet goed gekozen. Kies een of meer modellen uit de lijst.")
    return chosen


def _source(form: RuleForm, problems: Problems) -> str:
    source = read_line(problems, "source", form.source)
    if source and "§" not in source and "oordeel van dit project" not in source:
        problems.add("source", "is niet terug te vinden. Noem een stuk met paragraaf (§), of schrijf 'oordeel van dit project'.")
    return source


def _day(typed: str, place: str, problems: Problems) -> date | None:
    text = typed.strip()
    if not text:
        return None
    try:
        return date.fromisoformat(text if _DAY.fullmatch(text) else "")
    except ValueError:
        problems.add(place, f"{as_sent(text)} is geen datum. Schrijf jaar-maand-dag, zoals 2027-01-31.")
        return None


def _conclusions(rows: Sequence[ConclusionForm], known: Known, problems: Problems) -> tuple[Conclusion, ...]:
    filled = [(f"then[{number}]", row) for number, row in enumerate(rows, start=1) if row.kind.strip() or any(part.strip() for part in row.parts.values())]
    if not filled:
        problems.add("then", "heeft nog geen enkel gevolg. Kies er een.")
    if len(filled) > MOST_CONCLUSIONS:
        problems.add("then", f"heeft {len(filled)} gevolgen. Maak er hoogstens {MOST_CONCLUSIONS} van.")
        return ()
    found = [_conclusion(place, row, known, problems) for place, row in filled]
    return tuple(conclusion for conclusion in found if conclusion is not None)


def _conclusion(place: str, row: ConclusionForm, known: Known, problems: Problems) -> Conclusion | None:
    kind = row.kind.strip()
    if kind not in CONCLUSIONS or kind not in ALLOWED[known.scope][1]:
        options = ", ".join(pick.words for pick in conclusions(known.scope))
        problems.add(f"{place}.kind", f"past niet bij een regel over {SCOPE_WORDS[known.scope]}. Kies uit: {options}.")
        return None
    before = len(problems.found)
    parts = {part.name: _part(f"{place}.{part.name}", part, row.parts.get(part.name, ""), known, problems) for part in parts_of(kind)}
    for name in sorted(set(row.parts) - set(parts)):
        if row.parts[name].strip():
            problems.add(f"{place}.kind", f"heeft {as_sent(name)} niet als deel. Haal dat weg.")
    return _MADE[kind](parts) if len(problems.found) == before else None


def _part(place: str, part: PartField, typed: str, known: Known, problems: Problems) -> str:
    """One part of a conclusion, as it is kept."""
    if part.picks:
        chosen = typed.strip()
        if chosen not in {pick.key for pick in part.picks}:
            problems.add(place, f"is nog niet gekozen. Kies uit: {', '.join(pick.words for pick in part.picks)}.")
        return chosen
    if part.low is not None and part.high is not None:
        text = typed.strip() or part.standard
        if not _NUMBER.fullmatch(text) or not part.low <= int(text) <= part.high:
            problems.add(place, f"is nog geen heel getal van {part.low} tot en met {part.high}. Schrijf zo'n getal.")
        elif part.name == "by" and int(text) == 0:
            problems.add(place, "is nul. Geef punten, of haal dit gevolg weg.")
        return text
    return read_sentence(problems, place, typed, known) if part.name in _WRITTEN else read_line(problems, place, typed, SHORT)


_MADE: Mapping[str, Callable[[Mapping[str, str]], Conclusion]] = {
    "points": lambda part: Points(Part(part["part"]), int(part["by"]), int(part["floor"]), int(part["ceiling"])),
    "barrier": lambda part: BarrierText(part["text"], part["softened_by"]),
    "route": lambda part: SetRoute(Route(part["route"])),
    "exclude": lambda part: Exclude(part["text"]),
    "long_way": lambda part: LongWay(),
    "step": lambda part: RuleStep(int(part["share"]), part["skill"], part["text"], part["time"]),
    "say": lambda part: Say(part["text"]),
    "tool": lambda part: Tool(part["text"]),
    "arrangement": lambda part: Arrangement(part["text"]),
    "ask": lambda part: Ask(part["text"]),
    "instrument": lambda part: Instrument(part["name"], part["text"]),
    "phase": lambda part: SetPhase(Phase(part["is"]), part["offer"]),
    "outlook": lambda part: SetOutlook(Outlook(part["is"]), part["text"]),
}
