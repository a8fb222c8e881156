"""The queue as a coach reads it, filtered by what they chose."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from portal.coaching.words import ago, known_as
from skills_passport.casework.phase import PHASE_WORDS, CasePhase
from skills_passport.casework.queue import QueuedCase


class Whose(StrEnum):
    ALL = ""
    MINE = "mijn"
    TEAM = "team"


WHOSE_WORDS: Mapping[Whose, str] = {Whose.ALL: "Alle", Whose.MINE: "Mijn dossiers", Whose.TEAM: "Nog van niemand"}


@dataclass(frozen=True, slots=True)
class Filter:
    """What a coach chose to see; nothing chosen shows all that is not closed."""

    whose: Whose = Whose.ALL
    phase: CasePhase | None = None
    region_id: str = ""

    @property
    def is_set(self) -> bool:
        return self != Filter()

    def lets_through(self, case: QueuedCase) -> bool:
        return (
            self.whose in (Whose.ALL, Whose.MINE if case.mine else Whose.TEAM)
            and self.phase in (None, case.phase)
            and self.region_id in ("", case.region_id)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A case in the list; `waiting`: how long ago it was shared. `name` says that nobody has it yet as long as it is the team's: a name is for who takes it."""

    case: str
    name: str
    waiting: str
    since: datetime
    phase: CasePhase
    phase_words: str
    region: str
    mine: bool
    whose: str
    may_take: bool
    may_give_back: bool
    unread: int


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueView:
    """`in_all`: how many cases there are without a filter; `regions`: ids and names of those that occur."""

    rows: tuple[Row, ...]
    in_all: int
    mine: int
    free: int
    regions: tuple[tuple[str, str], ...]
    chosen: Filter


def queue_view(cases: Iterable[QueuedCase], chosen: Filter, regions: Mapping[str, str], now: datetime) -> QueueView:
    """The rows that the filter lets through, the longest waiting first."""
    every = tuple(cases)
    here = {case.region_id: regions[case.region_id] for case in every if case.region_id and case.region_id in regions}
    shown = [case for case in every if chosen.lets_through(case) and (case.phase is not CasePhase.CLOSED or chosen.phase is CasePhase.CLOSED)]
    still = [case for case in every if case.phase is not CasePhase.CLOSED]
    return QueueView(
        rows=tuple(_row(case, regions, now) for case in shown),
        in_all=len(still),
        mine=sum(case.mine for case in still),
        free=sum(not case.mine for case in still),
        regions=tuple(sorted(here.items(), key=lambda pair: pair[1])),
        chosen=chosen,
    )


def _row(case: QueuedCase, regions: Mapping[str, str], now: datetime) -> Row:
    return Row(
        case=case.case,
        name=known_as(case.name) if case.mine else "Nog van niemand",
        waiting=ago(case.since, now),
        since=case.since,
        phase=case.phase,
        phase_words=PHASE_WORDS[case.phase],
        region=regions.get(case.region_id or "", "Regio niet verteld"),
        mine=case.mine,
        whose="Met jou gedeeld" if case.mine and not case.from_team else "Door jou opgepakt" if case.mine else "Voor het team",
        may_take=not case.mine,
        may_give_back=case.mine and case.from_team,
        unread=case.unread,
    )
