"""`wijzer advise`, `what-if` and `why-not`: the advice for a passport, what would change it, and what keeps a function out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from pydantic import TypeAdapter

from portal.commands.shared import day, knowledge, read, store, tell
from portal.errors import BadInput
from portal.settings import Settings
from rules.answer import Advice, CoachNote, Phase
from skills_passport.model import SkillsPassport, StoredAdvice

if TYPE_CHECKING:  # these load the language tools, which takes seconds
    from rules.contrast.what_if import Difference, Shift
    from rules.contrast.why_not import WhyNot
    from rules.knowledge import Knowledge

FILE = "Een paspoort als JSON, zoals gedownload; - leest de invoer."
File = Annotated[Path, typer.Argument(help=FILE)]
Today = Annotated[str, typer.Option("--today", help="De datum van het advies, JJJJ-MM-DD.")]


def advise(
    file: Annotated[Path | None, typer.Argument(help=FILE)] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Het hele advies als JSON.")] = False,
    for_coach: Annotated[bool, typer.Option("--coach", help="Ook wat voor de coach is: fase en instrumenten van HR.")] = False,
    today: Today = "",
    replay: Annotated[str, typer.Option("--replay", metavar="ID", help="Reken een eerder advies na, met de kennis van toen. Zonder bestand: uit de bewaarde paspoorten.")] = "",
) -> None:
    """Geef het advies bij een paspoort. Dezelfde invoer geeft altijd dezelfde uitvoer.

    Voorbeeld: wijzer advise paspoort.json --json --today 2026-11-23 (of --replay 3f9a0c51d2e4b877)
    """
    if replay:
        _replay(_stored(replay, file), as_json, for_coach)
        return
    if file is None:
        raise BadInput("Geef een paspoort, zoals paspoort.json, of reken een eerder advies na met --replay ID.")
    from rules.advice import advise as give
    from rules.serialise import advice_to_json

    told = _passport(file)
    advice = give(told.person(), knowledge(), _day(told, today))
    print(advice_to_json(advice) if as_json else _as_text(advice, for_coach))


def _replay(stored: StoredAdvice, as_json: bool, for_coach: bool) -> None:
    """The advice as it comes out now on the output, whether it is the same on the error stream; code 1 when it is not."""
    from rules.files.version_files import load_versions
    from rules.serialise import advice_to_json
    from skills_passport.guidance import replay

    settings = Settings()
    known = load_versions(stored.versions, settings.kept_versions, settings.data)
    found = replay(stored, known)
    print(advice_to_json(found.advice) if as_json else _as_text(found.advice, for_coach))
    program = f" Het programma is nu {found.other_program} en was {stored.versions.product}." if found.other_program else ""
    if found.same:
        tell(f"Hetzelfde advies als op {stored.made_at.date().isoformat()}, byte voor byte.{program}")
        return
    tell(f"Dit is een ander advies dan op {stored.made_at.date().isoformat()}.{program or ' Kijk of er aan het bewaarde advies is veranderd.'}")
    raise typer.Exit(1)


def _stored(advice_id: str, file: Path | None) -> StoredAdvice:
    """The advice with this id in a downloaded passport, else in the store. Raises BadInput."""
    if file is not None:
        advices = _passport(file).advices
    else:
        with store() as passports:
            owner = passports.owner_of_advice(advice_id)
            advices = passports.load(owner, actor="auditor", action="replay-advice").advices if owner else ()
    for advice in advices:
        if advice.id == advice_id:
            return advice
    known = f" Er staan: {', '.join(advice.id for advice in advices)}." if advices else ""
    raise BadInput(f"Advies {advice_id} is hier niet.{known} De id staat bij het advies in een gedownload paspoort.")


def what_if(
    file: File,
    change: Annotated[str, typer.Argument(help="Wat er anders zou zijn, in gewone woorden.")],
    as_json: Annotated[bool, typer.Option("--json", help="Alles wat verschilt als JSON.")] = False,
    today: Today = "",
) -> None:
    """Zeg welke suggesties erbij komen of wegvallen als één ding anders was, en waarom. Het paspoort verandert niet.

    Voorbeeld: wijzer what-if paspoort.json "excel leren" (of "in Utrecht zoeken", "wel avonden werken", "een diploma verpleegkunde")
    """
    from bot.advised.supposed_change import SupposedChange
    from bot.front_door import read_interview
    from bot.record import talk_in
    from bot.words.supposing import supposed
    from rules.contrast.what_if import what_if as reckon

    told, known = _passport(file), knowledge()
    interview = read_interview(known, Settings().data)
    meant = SupposedChange(interview.script, interview.ears).find(talk_in(told), supposed(change) or change)
    if meant is None:
        raise BadInput(f"“{change}” kan ik niet narekenen. Schrijf bijvoorbeeld: excel leren, in Utrecht zoeken, wel avonden werken, een diploma verpleegkunde.")
    found = reckon(told.person(), meant, known, _day(told, today))
    print(_json(found) if as_json else "\n".join(_difference(found)))


def why_not(
    file: File,
    function: Annotated[str, typer.Argument(help="De naam of de id van een functie.")],
    as_json: Annotated[bool, typer.Option("--json", help="Alles wat meetelt als JSON.")] = False,
    today: Today = "",
) -> None:
    """Zeg wat een functie buiten de drie houdt, het zwaarste eerst, en wat zou helpen.

    Voorbeeld: wijzer why-not paspoort.json kok
    """
    from rules.contrast.why_not import why_not as ask

    told, known = _passport(file), knowledge()
    found = ask(told.person(), _function(function, known), known, _day(told, today))
    print(_json(found) if as_json else "\n".join(_why_not(found)))


def _passport(file: Path) -> SkillsPassport:
    from skills_passport.export import passport_from_export

    return passport_from_export(read(file))


def _day(told: SkillsPassport, today: str) -> date:
    return day(today) if today else told.updated_at.date()


def _function(name: str, known: Knowledge) -> str:
    """The id of a function that is given by id or by a name that is sure. Raises BadInput."""
    from rules.matching.title_matching import SURE, TitleMatcher

    if name in known.catalogue.functions:
        return name
    matches = TitleMatcher(known.catalogue, known.language).rank(name, 3)
    if matches and matches[0].confidence >= SURE:
        return matches[0].function_id
    near = ", ".join(match.function_id for match in matches)
    raise BadInput(f"De functie “{name}” ken ik niet zeker. {f'Bedoel je een van deze: {near}?' if near else 'Kijk in de catalogus hoe die daar heet.'}")


def _json(value: Difference | WhyNot) -> str:
    return TypeAdapter(type(value)).dump_json(value, indent=2).decode()


def _as_text(advice: Advice, for_coach: bool) -> str:
    lines = [advice.own_work.text, *(_coach_lines(advice.own_work.for_coach, advice.own_work.phase) if for_coach else ()), ""]
    for number, suggestion in enumerate(advice.suggestions, start=1):
        lines += [
            f"{number}. {suggestion.title} — {suggestion.fit_words} ({suggestion.fit} van 100)",
            f"   {suggestion.opening}",
            *(f"   {step.share}: {step.text} ({step.time})" for step in suggestion.steps),
            f"   {suggestion.labour_market.text}",
            *(f"   {arrangement.text}" for arrangement in suggestion.arrangements),
            *(f"   Nog niet bekend: {question}" for question in suggestion.questions),
            *(f"   {line}" for line in _coach_lines(suggestion.for_coach) if for_coach),
            "",
        ]
    return "\n".join([*lines, advice.note, advice.own_work.offer if advice.suggestions else ""]).strip()


def _coach_lines(notes: Sequence[CoachNote], phase: Phase | None = None) -> list[str]:
    lines = [f"Fase: {phase}"] if phase else []
    return lines + [f"Voor de coach – {note.instrument}: {note.text} ({note.because})" for note in notes]


def _difference(found: Difference) -> list[str]:
    from rules.contrast.telling import in_sentences

    lines = in_sentences(found)
    for name, shifts in (("Erbij", found.appears), ("Weg", found.goes), ("Blijft, met een andere score", found.moved)):
        lines += ["", f"{name}:"] if shifts else []
        for shift in shifts:
            lines += _shift(shift)
    return lines


def _shift(shift: Shift) -> list[str]:
    lines = [f"- {shift.title}: van {shift.fit_before} naar {shift.fit_after} van de 100"]
    for before, after in zip(shift.parts_before, shift.parts_after, strict=True):
        lines += [f"    {after.label}: van {before.points} naar {after.points} van de {after.maximum}"] if before.points != after.points else []
    for why in shift.whys:
        points = f"{why.points:+d}: " if why.points else ""
        rule = f" [{why.rule_id}: {why.source}]" if why.rule_id else f" [{why.source}]" if why.source else ""
        lines.append(f"    {points}{why.text}{rule}")
    return lines


def _why_not(found: WhyNot) -> list[str]:
    from rules.contrast.why_not import in_sentences

    lines = [*in_sentences(found), ""]
    lines += [f"{number}. {each.text}{f' [{each.rule_id}: {each.source}]' if each.rule_id else ''}" for number, each in enumerate(found.obstacles, start=1)]
    lines += [f"- {lag.part.label}: {lag.part.points} van de {lag.part.maximum}, {lag.points} minder dan bij {found.beside}. {lag.part.because}" for lag in found.lags]
    lines += [f"- {rule.effect}: {rule.because} [{rule.rule_id}: {rule.source}]" for rule in found.against]
    return "\n".join(lines).strip().split("\n")
