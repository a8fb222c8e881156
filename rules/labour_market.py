"""How short of people a region is, by sector (M16): always with period and source, never older than it says.

Figures live in `data/labour_market/tightness.csv`. A region without a figure that is still fit for use falls
back to the national picture, and the text says so.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from itertools import groupby

from rules.answer import LabourMarketNote
from rules.catalogue import Sector
from rules.errors import LabourMarketError, Problem
from rules.files.csv_rows import read_rows
from rules.files.yaml_entries import read_entries
from rules.language.dutch import stem
from rules.language.text import WORD, fold
from rules.periods import age_in_words, is_precise, period_in_words

NATIONAL = "nederland"
ALL_SECTORS = "alle"
STALE_AFTER_MONTHS = 12
_REMARKS_KEPT = 1024
SHELF_LIFE_MONTHS = 48
"""Past this age a regional figure gives way to a younger national one (judgement of this project)."""

SECTOR_WORDS: Mapping[Sector, str] = {
    Sector.GOVERNMENT: "bij de overheid",
    Sector.CARE: "in de zorg",
    Sector.EDUCATION: "in het onderwijs",
    Sector.CHILDCARE: "in de kinderopvang",
    Sector.TECHNOLOGY: "in de techniek",
    Sector.CONSTRUCTION: "in de bouw",
    Sector.ENERGY_TRANSITION: "in de energietransitie",
    Sector.ICT: "in de ict",
    Sector.TRANSPORT: "in transport en logistiek",
    Sector.SAFETY: "in de veiligheid",
    Sector.BUSINESS_SERVICES: "in de zakelijke dienstverlening",
    Sector.ADMINISTRATION: "in administratief werk",
    Sector.GREEN: "in het groen",
    Sector.HOSPITALITY: "in de horeca",
    Sector.SELF_EMPLOYED: "voor zelfstandigen",
}
WORKING_WORDS: Mapping[Sector, str] = {**SECTOR_WORDS, Sector.GOVERNMENT: "bij gemeente of overheid", Sector.SELF_EMPLOYED: "voor jezelf"}
"""Where somebody works or will not work, after 'je wilt niet …'."""


class Tightness(StrEnum):
    """UWV's five classes, and the statements of sources that name no class."""

    VERY_TIGHT = "zeer krap"
    TIGHT = "krap"
    SHORTAGE = "tekort"
    AVERAGE = "gemiddeld"
    LOOSE = "ruim"
    VERY_LOOSE = "zeer ruim"
    FEW_CHANCES = "weinig kansen"
    UNKNOWN = "onbekend"

    @property
    def short(self) -> bool:
        """Whether employers have a hard time finding people."""
        return self in {Tightness.VERY_TIGHT, Tightness.TIGHT, Tightness.SHORTAGE}


@dataclass(frozen=True, slots=True)
class Figure:
    """One statement about one region and sector; `year` and `month` say until when it speaks."""

    region: str
    sector: str
    statement: Tightness
    period: str
    year: int
    month: int
    about: str
    source: str
    address: str

    def age(self, today: date) -> int:
        """Age in whole months, never below 0."""
        return max(0, (today.year - self.year) * 12 + today.month - self.month)

    @property
    def whole_sector(self) -> bool:
        """Whether it is about a whole sector, and not about some occupations in it or all sectors together."""
        return self.sector != ALL_SECTORS and not _occupations(self.about)

    def speaks_of(self, labels: Sequence[str]) -> bool:
        """Whether it counts for an occupation that is called so: it is about the whole sector, or about that occupation."""
        occupations = _occupations(self.about)
        if not occupations:
            return True
        called = [[stem(word) for word in WORD.findall(fold(label))] for label in labels]
        return any(_is_called(occupation, words) for occupation in occupations for words in called)


@dataclass(frozen=True, slots=True)
class LabourMarket:
    """All figures, best first per (region, sector), and the names of the regions."""

    figures: Mapping[tuple[str, str], Sequence[Figure]]
    regions: Mapping[str, str]
    version: str

    def figure(self, region_id: str | None, sector: Sector, today: date, labels: Sequence[str] = ()) -> Figure | None:
        """The figure to show: of the region while it is fit for use, else of the country; else of all sectors together.

        With `labels` (what an occupation is called) figures that are about other occupations only do not count.
        """
        return self._choose(region_id, sector, today, labels) or self._choose(region_id, ALL_SECTORS, today, ())

    def _choose(self, region_id: str | None, sector: str, today: date, labels: Sequence[str]) -> Figure | None:
        regional = self._best(region_id, sector, today, labels) if region_id else None
        national = self._best(NATIONAL, sector, today, labels)
        if regional is None or national is None:
            return regional or national
        fit_for_use = regional.age(today) <= SHELF_LIFE_MONTHS or regional.age(today) <= national.age(today)
        return regional if fit_for_use else national

    def note(self, region_id: str | None, sector: Sector, today: date, labels: Sequence[str] = ()) -> LabourMarketNote:
        """What to tell about the sector in the region, with age and source; `labels` as in `figure`."""
        figure = self.figure(region_id, sector, today, labels)
        name = self.regions.get(region_id or "", "")
        if figure is None:
            where = f"{name} en van heel Nederland" if name else "heel Nederland"
            text = f"Van {where} heb ik geen cijfer over werk {SECTOR_WORDS[sector]}. Je coach kan dat met je uitzoeken."
            return LabourMarketNote(text, Tightness.UNKNOWN, NATIONAL, sector, "", "", "", national=True)
        national = figure.region == NATIONAL
        return LabourMarketNote(
            text=_text(figure, sector, name, self._instead(figure, region_id, sector, today, labels), today),
            tightness=figure.statement,
            region=figure.region,
            sector=sector,
            period=figure.period,
            source=figure.source,
            address=figure.address,
            national=national,
        )

    def _instead(self, figure: Figure, region_id: str | None, sector: Sector, today: date, labels: Sequence[str]) -> _Instead:
        """Why this figure stands in for a nearer one."""
        own = self._best(region_id, figure.sector, today, labels) if region_id else None
        passed = [self._best(place, sector, today) for place in (region_id, NATIONAL) if place] if figure.sector == ALL_SECTORS else []
        if figure.sector != ALL_SECTORS and figure.region == NATIONAL and region_id and own is None:
            passed = [self._best(region_id, sector, today)]
        return _Instead(
            outdated=figure.region == NATIONAL and own is not None,
            other_occupations=next((other.about for other in passed if other is not None), ""),
            region_has_all=bool(region_id) and figure.sector != ALL_SECTORS and self._best(region_id or "", ALL_SECTORS, today) is not None,
        )

    def _best(self, region_id: str, sector: str, today: date, labels: Sequence[str] = ()) -> Figure | None:
        known = (figure for figure in self.figures.get((region_id, sector), ()) if (figure.year, figure.month) <= (today.year, today.month))
        return next((figure for figure in known if not labels or figure.speaks_of(labels)), None)


@dataclass(frozen=True, slots=True)
class _Instead:
    """`outdated`: a figure of the region gave way; `other_occupations`: what a passed-over figure was about;
    `region_has_all`: the region has a figure over all sectors together."""

    outdated: bool
    other_occupations: str
    region_has_all: bool


_WHOLE = re.compile(r"^(?:prognose|een deel|in de |neemt |over |vooral |vijf )|\bsamen$|\bgenoemd$")
"""What a remark says that does not leave out any occupation; 'vooral' stresses one and keeps the others."""


def occupations_in(about: str) -> list[str]:
    """The occupations that a figure is limited to; none when it is about the whole sector.

    >>> occupations_in("alleen accountants en boekhouders"), occupations_in("prognose tot 2028")
    (['accountants', 'boekhouders'], [])
    """
    limits = [part.strip().removeprefix("alleen ") for part in about.split(";") if part.strip() and not _WHOLE.search(part.strip())]
    named = (name.partition(" in ")[0].strip() for limit in limits for name in re.split(r",| en | of ", limit))
    return [name for name in named if name]


@lru_cache(_REMARKS_KEPT)
def _occupations(about: str) -> Sequence[Sequence[str]]:
    """The stems of the words of each occupation that a figure is limited to."""
    return [[stem(word) for word in WORD.findall(fold(occupation))] for occupation in occupations_in(about)]


def _is_called(asked: Sequence[str], label: Sequence[str]) -> bool:
    """Whether every word of an occupation comes back in a label, as a word or as the begin or end of one ('politie', 'politieagent')."""
    return bool(asked) and all(any(word == own or own.startswith(word) or own.endswith(word) for own in label) for word in asked)


def parse_labour_market(files: Mapping[str, str], version: str) -> LabourMarket:
    """Figures and region names from `tightness.csv` and `regions.yml`; raises `LabourMarketError`."""
    problems: list[Problem] = []
    regions = {NATIONAL: "Nederland"}
    for entry in read_entries([("regions.yml", files.get("regions.yml", ""))], problems):
        regions[entry.text("id")] = entry.text("name")
    figures = _figures("tightness.csv", files.get("tightness.csv", ""), regions, problems)
    if problems:
        raise LabourMarketError(problems)
    figures.sort(key=_preference)
    grouped = {key: tuple(group) for key, group in groupby(figures, key=lambda item: (item.region, item.sector))}
    return LabourMarket(grouped, regions, version)


def _figures(file: str, text: str, regions: Mapping[str, str], problems: list[Problem]) -> list[Figure]:
    needed = ("region", "sector", "statement", "period", "as_of", "about", "source", "address")
    sectors = {ALL_SECTORS, *map(str, Sector)}
    found: list[Figure] = []
    for line, cells in read_rows(file, text, needed, problems):
        moment = re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])", cells["as_of"], re.ASCII)
        before = len(problems)
        if cells["region"] not in regions:
            problems.append(Problem(file, line, "region", f"'{cells['region']}' staat niet in regions.yml."))
        if cells["sector"] not in sectors:
            problems.append(Problem(file, line, "sector", f"'{cells['sector']}' is geen sector. Kies uit: {', '.join(sorted(sectors))}."))
        if cells["statement"] not in list(Tightness):
            problems.append(Problem(file, line, "statement", f"'{cells['statement']}' kan niet. Kies uit: {', '.join(Tightness)}."))
        if moment is None:
            problems.append(Problem(file, line, "as_of", f"'{cells['as_of']}' is geen maand. Schrijf jaar-maand, zoals 2026-03."))
        for name in ("period", "source", "address"):
            if not cells[name]:
                problems.append(Problem(file, line, name, "ontbreekt. Een cijfer zonder periode en bron kan niet."))
        if moment is not None and len(problems) == before:
            found.append(
                Figure(
                    region=cells["region"],
                    sector=cells["sector"],
                    statement=Tightness(cells["statement"]),
                    period=cells["period"],
                    year=int(moment[1]),
                    month=int(moment[2]),
                    about=cells["about"],
                    source=cells["source"],
                    address=cells["address"],
                )
            )
    return found


def _preference(figure: Figure) -> tuple[str, str, int, int, bool, str, str]:
    """Youngest first; among equally young ones the general statement before the partial one."""
    return (figure.region, figure.sector, -figure.year, -figure.month, bool(figure.about), figure.source, figure.statement)


_STATEMENTS: Mapping[Tightness, str] = {
    Tightness.VERY_TIGHT: "er is een groot tekort aan mensen",
    Tightness.TIGHT: "er zijn te weinig mensen",
    Tightness.SHORTAGE: "er is een tekort aan mensen",
    Tightness.AVERAGE: "er zijn ongeveer evenveel mensen als banen",
    Tightness.LOOSE: "er zijn meer mensen dan banen",
    Tightness.VERY_LOOSE: "er zijn veel meer mensen dan banen",
    Tightness.FEW_CHANCES: "de kansen verschillen per beroep en zijn vaak klein",
    Tightness.UNKNOWN: "er is geen cijfer",
}


def _text(figure: Figure, sector: Sector, region_name: str, instead: _Instead, today: date) -> str:
    """`region_name` is the region of the person."""
    national = figure.region == NATIONAL
    region_name = region_name.removeprefix("Regio ")  # one of them is called so: 'Regio Zwolle'
    where = "in Nederland" if national else f"in de regio {region_name}"
    statement = _STATEMENTS[figure.statement]
    if figure.sector == ALL_SECTORS:
        known = f"alleen een cijfer dat niet over dit werk gaat ({instead.other_occupations})" if instead.other_occupations else "geen apart cijfer"
        parts = [f"Over werk {SECTOR_WORDS[sector]} heb ik {known}. Voor alle sectoren samen, {where}: {statement}."]
    else:
        parts = [f"{statement[0].upper()}{statement[1:]} {SECTOR_WORDS[sector]}, {where}."]
    if sector is Sector.GOVERNMENT and figure.whole_sector:
        parts.append("Dat gaat over de hele sector. Over dit werk zelf zegt het weinig.")
    if sector is Sector.ADMINISTRATION and figure.statement is not Tightness.FEW_CHANCES:
        parts.append("Het verschilt wel per beroep.")
    if national and region_name and region_name != "Nederland":
        here = " over deze sector" if instead.region_has_all else ""
        reason = f"Het cijfer{here} van de regio {region_name} is te oud" if instead.outdated else f"Van de regio {region_name} heb ik{here} geen cijfer"
        if instead.other_occupations and figure.sector != ALL_SECTORS:
            reason = f"Van de regio {region_name} heb ik alleen een cijfer dat niet over dit werk gaat ({instead.other_occupations})"
        parts.append(f"{reason}, daarom kijk ik naar het hele land.")
    if figure.about:
        parts.append(f"Het gaat om: {figure.about}.")
    parts.append(_age(figure, today))
    return " ".join(parts)


def _age(figure: Figure, today: date) -> str:
    period, months = period_in_words(figure.period), figure.age(today)
    if months <= STALE_AFTER_MONTHS:
        return f"Het cijfer is van {period}. Bron: {figure.source}."
    about = "" if is_precise(figure.period) else "ongeveer "
    return f"Let op: dit cijfer is van {period}, al {about}{age_in_words(months)} oud. Het kan nu anders zijn. Bron: {figure.source}."
