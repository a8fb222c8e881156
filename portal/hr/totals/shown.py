"""The totals as HR reads them: a picture and a table per subject. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from portal import wording
from portal.documents.pictures.drawing import Picture, Table
from portal.hr.amounts import number
from portal.hr.charts import Bar, bars_picture
from portal.hr.totals.contribution import ADVISED, BEFORE
from portal.hr.totals.counting import Totals, largest
from rules.answer import Outlook, Phase, Quadrant
from rules.catalogue import Catalogue, Sector
from rules.explanation import capital
from rules.knowledge import Knowledge
from rules.labour_market import LabourMarket
from skills_passport.casework.verdicts import SIGNAL_WORDS

HIDDEN = "minder dan 10"
MOST = 15
PHASES: Mapping[str, str] = {Phase.AWARENESS: "Bewust worden", Phase.PROFESSIONALISATION: "Leren en groeien", Phase.MOBILITY: "Een stap zetten"}
WAITED: Mapping[str, str] = {
    "week": "Binnen een week", "two-weeks": "In de tweede week", "longer": "Na meer dan twee weken", "open": "Wacht nog, korter dan twee weken", "open-long": "Wacht nog, langer dan twee weken",
}
KINDS: Mapping[str, str] = {str(share): words for share, words in wording.SHARES.items()}
_SPELLED: Mapping[str, str] = {"ict": "ICT", "financien": "Financiën"}
_GROUPS = (("accept", "Akkoord"), ("adjust", "Aangepast"), ("reject", "Niet passend"), ("add", "Toegevoegd"))


@dataclass(frozen=True, slots=True)
class Section:
    """One subject: what it tells, and what it shows."""

    name: str
    title: str
    about: str
    picture: Picture

    @property
    def table(self) -> Table:
        return self.picture.tables[0]


def sections(totals: Totals | None, knowledge: Knowledge, questions: Sequence[tuple[str, str]], today: date) -> tuple[Section, ...]:
    """All subjects; `questions`: ids and what they are about, in the order of the talk. Without totals only what the catalogue tells by itself."""
    found = [_from_profiles(knowledge.catalogue)]
    if totals is None or not totals.people:
        return tuple(found)
    catalogue = knowledge.catalogue
    skills = {skill.id: capital(skill.label) for skill in catalogue.skills.values()}
    return (
        *found,
        _areas(totals),
        _plain(totals, "quadrant", "Soort werk", "In welk kwadrant het werk van mensen valt (M1).", {each: wording.QUADRANTS[each] for each in Quadrant}),
        _plain(totals, "trend", "Wat mensen zelf merken", "Wie zegt dat een eigen taak meer of minder wordt.", {"grows": "Een taak wordt meer", "shrinks": "Een taak wordt minder"}),
        _sectors(totals, knowledge.labour_market, today),
        _plain(totals, "gap", "Wat mensen nog te leren hebben", "Vaardigheden die ontbreken voor de gekozen functie, of anders voor de eerste suggestie.", dict(
            (skill, skills.get(skill, skill)) for skill, _ in largest(totals, "gap", MOST)
        )),
        _plain(totals, "step", "Hoe mensen willen leren", "Stappen in het plan met de coach: 70, 20 en 10.", KINDS),
        _plain(totals, "phase", "Fase", "Waar mensen staan op hun weg (M21).", PHASES),
        _talk(totals, questions),
        _verdicts(totals, "rule", "Oordelen van coaches per regel", "Waar het vaak 'niet passend' is, zet een regel misschien op het verkeerde been.", {rule.id: rule.title for rule in knowledge.rulebook.rules}),
        _verdicts(totals, "function", "Oordelen van coaches per functie", "Het laatste oordeel over een functie telt.", {each.id: each.title for each in catalogue.functions.values()}),
        _plain(totals, "signal", "Wat coaches melden", "Wat er volgens coaches niet klopt of ontbreekt in profielen, regels, cijfers en teksten. Bij hoeveel mensen zij dat meldden.", {
            str(signal): capital(words) for signal, words in SIGNAL_WORDS.items()
        }),
        _plain(totals, "waited", "Hoe lang mensen wachten op een coach", "Van delen tot de eerste keer dat een coach kijkt.", WAITED),
    )


def area_words(area: str) -> str:
    """
    >>> area_words("sociaal-domein"), area_words("ict")
    ('Sociaal domein', 'ICT')
    """
    return _SPELLED.get(area) or capital(area.replace("-", " "))


def said(count: int | None) -> str:
    return HIDDEN if count is None else f"ongeveer {number(count)}"


def _from_profiles(catalogue: Catalogue) -> Section:
    counts: dict[str, dict[Outlook, int]] = {}
    for function in catalogue.functions.values():
        if function.municipal:
            of = counts.setdefault(function.area, dict.fromkeys(Outlook, 0))
            for task in function.tasks:
                of[task.outlook] += 1
    areas = sorted(counts, key=lambda area: (-counts[area][Outlook.DISAPPEARS], area))
    rows = tuple((area_words(area), *(str(counts[area][outlook]) for outlook in (Outlook.DISAPPEARS, Outlook.CHANGES, Outlook.APPEARS, Outlook.STAYS))) for area in areas)
    table = Table("Taken in de functieprofielen", ("Gebied", "Verdwijnt", "Verandert", "Komt erbij", "Blijft"), rows)
    bars = [Bar(area_words(area), counts[area][Outlook.DISAPPEARS], f"{counts[area][Outlook.DISAPPEARS]} verdwijnen, {counts[area][Outlook.APPEARS]} komen erbij", "bad") for area in areas]
    return Section("profielen", table.title, "Uit de functieprofielen zelf, niet uit paspoorten. Hoeveel taken er per gebied verdwijnen en bij komen (M2).", bars_picture("profielen", table.title, bars, table))


def _areas(totals: Totals) -> Section:
    areas = [area for area, _ in largest(totals, "area", 100)]
    rows = tuple(
        (area_words(area), said(totals.shown("area", area)), *(said(totals.shown(f"area-{outlook}", area)) for outlook in ("verdwijnt", "verandert", "verschijnt"))) for area in areas
    )
    table = Table("Mensen per gebied", ("Gebied", "Mensen", "Met een taak die verdwijnt", "Met een taak die verandert", "Met een taak die erbij komt"), rows)
    return Section("gebieden", table.title, "Naar de functie die mensen in het gesprek noemden. Een gebied met minder dan tien mensen staat er niet bij.", bars_picture("gebieden", table.title, _bars(totals, "area", [(area, area_words(area)) for area in areas]), table))


def _plain(totals: Totals, name: str, title: str, about: str, words: Mapping[str, str]) -> Section:
    table = Table(title, ("", "Mensen"), tuple((text, said(totals.shown(name, cell))) for cell, text in words.items()))
    return Section(name, title, about, bars_picture(name, title, _bars(totals, name, words.items()), table))


def _sectors(totals: Totals, market: LabourMarket, today: date) -> Section:
    title = "Waar mensen ook wel willen werken"
    rows = []
    for sector in Sector:
        figure = market.figure(None, sector, today)
        known = figure is not None and figure.sector == sector
        rows.append((
            wording.SECTORS[sector], said(totals.shown("sector", sector)), said(totals.shown("sector-short", sector)),
            f"{figure.statement} ({figure.period})" if known and figure else "geen cijfer", figure.source if known and figure else "–",
        ))
    table = Table(title, ("Sector", "Mensen die dit willen", "Van wie in een regio met tekort", "Heel Nederland", "Bron"), tuple(rows))
    return Section("sector", title, "De vraag uit het gesprek (M12), naast het tekort in de regio van wie dit wil.", bars_picture("sector", title, _bars(totals, "sector", wording.SECTORS.items()), table))


def _talk(totals: Totals, questions: Sequence[tuple[str, str]]) -> Section:
    words = {BEFORE: "Nog niet begonnen", **{question: f"Gestopt bij: {about}" for question, about in questions}, ADVISED: "Kreeg een advies"}
    return _plain(totals, "talk", "Hoe ver mensen komen in het gesprek", "Waar het gesprek nu staat. Wie nog geen ja zei tegen meetellen, telt hier niet mee.", words)


def _verdicts(totals: Totals, kind: str, title: str, about: str, words: Mapping[str, str]) -> Section:
    outcomes = [(code, text) for code, text in _GROUPS if kind == "function" or code != "add"]
    judged = largest(totals, f"judged-{kind}", MOST, words)
    rows = tuple((words[name], said(count), *(said(totals.shown(f"{code}-{kind}", name)) for code, _ in outcomes)) for name, count in judged)
    table = Table(title, ("", "Mensen", *(text for _, text in outcomes)), rows)
    return Section(f"oordeel-{kind}", title, about, bars_picture(f"oordeel-{kind}", title, _bars(totals, f"judged-{kind}", [(name, words[name]) for name, _ in judged]), table))


def _bars(totals: Totals, table: str, words: Iterable[tuple[str, str]]) -> list[Bar]:
    """Only what is shown: the table beside it says of the rest that it is hidden."""
    shown = ((text, totals.shown(table, cell)) for cell, text in words)
    return [Bar(text, count, said(count), "plain") for text, count in shown if count is not None]
