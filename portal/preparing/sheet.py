"""The sheet with which a coach prepares the talk, for page and PDF alike. Pure; the talk itself and the messages are not on it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from portal import wording
from portal.passport_view import PassportView, view_of
from portal.preparing.facts import facts_of, facts_of_choice, own
from portal.preparing.questions import THEMES, Asked, CoachQuestions, Theme
from rules.answer import Advice, Barrier, Phase, Versions
from rules.explanation import capital, join
from rules.knowledge import Knowledge
from rules.person import CriterionKind
from skills_passport.casework.case import Case
from skills_passport.casework.plan import STATE_WORDS, StepState
from skills_passport.casework.record import Casework
from skills_passport.casework.verdicts import OUTCOME_WORDS, REASON_WORDS, Outcome, Verdict

MOST_CRITERIA = 12
_NO_VERDICT = "", ""
MUST, WISH, FOR_THE_TALK = "moet", "wens", "voor in het gesprek"
PHASES = {Phase.AWARENESS: "bewust worden", Phase.PROFESSIONALISATION: "leren en groeien", Phase.MOBILITY: "een stap zetten"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A suggestion in a few lines: what it is, what a coach made of it, what to ask, what is not known, what stands in the way.

    `judged_by` says in words whose verdict it is; both are empty when there is none.
    """

    title: str
    route: str
    fit_words: str
    line: str
    is_chosen: bool
    verdict: str
    judged_by: str
    asks: tuple[Asked, ...]
    unknown: tuple[str, ...]
    barriers: tuple[Barrier, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ToArrange:
    """Something to arrange: an instrument of HR (M20) or an arrangement about terms (M18), for which suggestions, and where it comes from."""

    name: str
    text: str
    about: str
    because: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """All that stands on the sheet. `name` is as the employee wants to be known; `questions` are by theme, in the order of a talk."""

    made_on: date
    name: str
    function: str
    region: str
    phase: str
    questions: tuple[tuple[str, tuple[Asked, ...]], ...]
    criteria: tuple[tuple[str, str], ...]
    more_criteria: int
    choices: tuple[Choice, ...]
    barriers: tuple[tuple[Barrier, str], ...]  # those of more than one choice, with which
    added: tuple[str, ...]
    note: str
    advised_on: date | None
    advice_is_old: bool
    arrange: tuple[ToArrange, ...]
    agreed: tuple[tuple[str, str, date | None], ...]  # a step of the plan, how it stands, by when
    versions: Versions | None
    questions_version: str


def sheet_of(case: Case, questions: CoachQuestions, knowledge: Knowledge, today: date, *, coach: str, names: Mapping[str, str]) -> Sheet:
    """The sheet for a case as the coach with this id may see it, with the last advice as it was given. `names`: the coaches by id."""
    passport, work = case.passport, case.passport.casework
    view = view_of(passport, (), knowledge, today)
    given = view.advices[0] if view.advices else None
    advice = given.advice if given else None
    verdicts = {function: verdict for (advice_id, function), verdict in work.verdicts_now.items() if given and advice_id == given.id}
    by_theme = questions.by_theme(facts_of(view, advice, work))
    return Sheet(
        made_on=today,
        name=case.share.name,
        function=view.function_title or own(view.function_words),
        region=view.region_title,
        phase=PHASES[advice.own_work.phase] if advice and advice.own_work.phase else "",
        questions=tuple((THEMES[theme], asked) for theme, asked in by_theme if theme is not Theme.CHOICE),
        criteria=tuple((own(each.words), _hardness(each.kind, each.hard)) for each in view.criteria[:MOST_CRITERIA]),
        more_criteria=max(0, len(view.criteria) - MOST_CRITERIA),
        choices=_choices(advice, view, {function: (_verdict(each), _judged_by(each, coach, names)) for function, each in verdicts.items()}, questions, knowledge) if advice else (),
        barriers=tuple((barrier, join(titles)) for barrier, titles in _shared(advice).items()) if advice else (),
        added=tuple(_added(verdicts, knowledge)),
        note=advice.note if advice else "Er is nog geen advies.",
        advised_on=given.made_at.date() if given else None,
        advice_is_old=view.advice_is_old,
        arrange=_arrange(advice) if advice else (),
        agreed=tuple(_agreed(work)),
        versions=advice.versions if advice else None,
        questions_version=questions.version,
    )


def _choices(
    advice: Advice, view: PassportView, verdicts: dict[str, tuple[str, str]], questions: CoachQuestions, knowledge: Knowledge
) -> tuple[Choice, ...]:
    person = facts_of(view, advice, Casework())
    asked = questions.about_choices([{**person, **facts_of_choice(each, view, knowledge)} for each in advice.suggestions])
    shared, unknown = _shared(advice), list(dict.fromkeys(question for each in advice.suggestions for question in each.questions))
    return tuple(
        Choice(
            title=suggestion.title,
            route=wording.ROUTES[suggestion.route],
            fit_words=suggestion.fit_words,
            line=suggestion.what,
            is_chosen=suggestion.function_id == view.choice_id,
            verdict=verdicts.get(suggestion.function_id, _NO_VERDICT)[0],
            judged_by=verdicts.get(suggestion.function_id, _NO_VERDICT)[1],
            asks=asks,
            unknown=tuple(unknown.pop(unknown.index(question)) for question in suggestion.questions if question in unknown),
            barriers=tuple(barrier for barrier in suggestion.barriers if barrier not in shared),
        )
        for suggestion, asks in zip(advice.suggestions, asked, strict=True)
    )


def _shared(advice: Advice) -> dict[Barrier, list[str]]:
    """Barriers of more than one suggestion, with the titles: nobody wants to read them three times."""
    found: dict[Barrier, list[str]] = {}
    for suggestion in advice.suggestions:
        for barrier in dict.fromkeys(suggestion.barriers):
            found.setdefault(barrier, []).append(suggestion.title)
    return {barrier: titles for barrier, titles in found.items() if len(titles) > 1}


def _verdict(verdict: Verdict) -> str:
    return f"{capital(OUTCOME_WORDS[verdict.outcome])}: {REASON_WORDS[verdict.reason]}"


def _judged_by(verdict: Verdict, coach: str, names: Mapping[str, str]) -> str:
    return "Jouw oordeel" if verdict.coach == coach else f"Oordeel van {names.get(verdict.coach, 'een coach')}"


def _added(verdicts: dict[str, Verdict], knowledge: Knowledge) -> Iterator[str]:
    for function_id, verdict in verdicts.items():
        known = knowledge.catalogue.functions.get(function_id)
        if verdict.outcome is Outcome.ADD:
            yield known.title if known else function_id


def _arrange(advice: Advice) -> tuple[ToArrange, ...]:
    """Each thing once, with what it goes for and why."""
    found: dict[tuple[str, str, str], list[tuple[str, str]]] = {}
    for note in advice.own_work.for_coach:
        found.setdefault((capital(note.instrument), note.text, note.source), []).append(("het werk van nu", note.because))
    for suggestion in advice.suggestions:
        for arrangement in suggestion.arrangements:
            found.setdefault(("Voorwaarden", arrangement.text, arrangement.source), []).append((suggestion.title, ""))
        for note in suggestion.for_coach:
            found.setdefault((capital(note.instrument), note.text, note.source), []).append((suggestion.title, note.because))
    return tuple(
        ToArrange(
            name=name, text=text, source=source,
            about=join(dict.fromkeys(about for about, _ in goes_for)), because=" ".join(dict.fromkeys(because for _, because in goes_for if because)),
        )
        for (name, text, source), goes_for in found.items()
    )


def _agreed(work: Casework) -> list[tuple[str, str, date | None]]:
    return [(each.now.text, STATE_WORDS[each.now.state], each.now.due) for each in work.steps if each.now.state is not StepState.DROPPED]


def _hardness(kind: CriterionKind, hard: bool) -> str:
    return FOR_THE_TALK if kind is CriterionKind.FACT else MUST if hard else WISH
