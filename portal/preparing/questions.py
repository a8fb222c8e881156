"""Questions that a coach may ask, and which of them fit what a passport tells. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

Facts = Mapping[str, str]
"""What holds of somebody, or of one suggestion: names of PERSON_FACTS and CHOICE_FACTS, each with the words for its blank ("" where it has none)."""


class Theme(StrEnum):
    """The order of a talk; CHOICE is looked at once for each suggestion."""

    OPENING = "opening"
    ENERGY = "energie"
    STRENGTH = "kracht"
    CHANGE = "verandering"
    GOOD = "goed"
    LEARNING = "leren"
    OPEN = "nog-open"
    CLOSING = "afronding"
    CHOICE = "keuze"


THEMES: Mapping[Theme, str] = {
    Theme.OPENING: "Om te beginnen",
    Theme.ENERGY: "Wat geeft energie?",
    Theme.STRENGTH: "Wat kun je al?",
    Theme.CHANGE: "Wat verandert er?",
    Theme.GOOD: "Wanneer is het goed?",
    Theme.LEARNING: "Leren",
    Theme.OPEN: "Nog niet verteld",
    Theme.CLOSING: "Afronden",
}
MOST = 3
"""So many questions of one theme, and so many of one suggestion: a sheet is to be chosen from, not to be gone through."""

PERSON_FACTS: dict[str, str] = {
    "advised": "", "chosen": "choice",
    "task-told": "task", "few-tasks": "", "many-tasks": "", "before-told": "before",
    "outside-told": "outside", "outside-skill": "outside_skill",
    "wanted-told": "wanted", "wish-sector": "sectors", "unwanted-told": "unwanted", "refused-sector": "refused",
    "task-grows": "grows", "task-shrinks": "shrinks", "profile-grows": "profile_grows", "profile-shrinks": "profile_shrinks",
    "routine-work": "", "contact-work": "", "creative-work": "",
    "digital-low": "", "digital-high": "",
    "must": "must", "many-musts": "", "wish": "wish", "own-criterion": "own_criterion", "fact-told": "fact", "no-criteria": "",
    "direction-grow": "", "direction-add": "", "direction-change": "",
    "phase-awareness": "", "phase-learning": "", "phase-mobility": "",
    "step-agreed": "step_agreed", "step-done": "step_done",
    "skipped-function": "", "skipped-region": "", "skipped-tasks": "", "skipped-trends": "", "skipped-outside": "", "skipped-wishes": "",
    "skipped-digital": "", "skipped-direction": "", "skipped-criteria": "",
}
"""What may hold of somebody, with the blank that it fills in a question."""

CHOICE_FACTS: dict[str, str] = {
    "the-chosen": "", "criterion-unmet": "criterion_unmet", "criterion-open": "criterion_open",
    "pay-lower": "", "pay-unknown": "", "qualification": "", "learning-route": "", "other-employer": "",
    "digital-gap": "digital_gap", "big-gap": "", "own-words": "quote", "short-of-people": "",
    "grows-along": "", "adds-a-role": "", "changes-occupation": "",
}
"""What may hold of a suggestion."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CoachQuestion:
    """A question as data: asked when all of `when` and none of `unless` hold. `ask` may have blanks, `aim` tells the coach what it is for."""

    id: str
    theme: Theme
    when: tuple[str, ...]
    unless: tuple[str, ...]
    ask: str
    aim: str
    models: tuple[str, ...]

    def fits(self, facts: Facts) -> bool:
        return all(name in facts for name in self.when) and not any(name in facts for name in self.unless)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with its blanks filled."""

    id: str
    text: str
    aim: str


@dataclass(frozen=True, slots=True)
class CoachQuestions:
    """All of the file, in its order; `version` is the hash of the file."""

    questions: tuple[CoachQuestion, ...]
    version: str

    def by_theme(self, facts: Facts) -> tuple[tuple[Theme, tuple[Asked, ...]], ...]:
        """What to ask this person, at most MOST per theme; of what was skipped everything, as nobody asks it twice."""
        themes = ((theme, tuple(self._asked(theme, facts))) for theme in THEMES)
        kept = ((theme, asked if theme is Theme.OPEN else asked[:MOST]) for theme, asked in themes)
        return tuple((theme, asked) for theme, asked in kept if asked)

    def about_choices(self, choices: Iterable[Facts]) -> list[tuple[Asked, ...]]:
        """What to ask about each suggestion, in their order; the same sentence is asked once, at the first that it fits."""
        found: list[tuple[Asked, ...]] = []
        before: set[str] = set()
        for facts in choices:
            asked = [each for each in self._asked(Theme.CHOICE, facts) if each.text not in before][:MOST]
            before |= {each.text for each in asked}
            found.append(tuple(asked))
        return found

    def _asked(self, theme: Theme, facts: Facts) -> Iterable[Asked]:
        blanks = PERSON_FACTS | CHOICE_FACTS if theme is Theme.CHOICE else PERSON_FACTS
        for question in self.questions:
            if question.theme is theme and question.fits(facts):
                filled = {blanks[name]: facts[name] for name in question.when if blanks[name]}
                yield Asked(question.id, question.ask.format_map(filled), question.aim)
