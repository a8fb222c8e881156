"""People for tests: what they told, in a line each."""

from __future__ import annotations

from hypothesis import strategies as st

from rules.catalogue import Sector
from rules.knowledge import Knowledge
from rules.person import (
    Criterion,
    CriterionKind,
    DigitalLevel,
    Direction,
    Meaning,
    Mention,
    MentionKind,
    Person,
    TaskTrend,
    Trend,
)


def task(quote: str, meaning: Meaning = Meaning.NOW) -> Mention:
    """A task in somebody's words that was not tied to a profile."""
    return Mention(MentionKind.TASK, quote, None, quote, meaning, 0.8)


def skill(skill_id: str, meaning: Meaning = Meaning.NOW) -> Mention:
    """A skill somebody named."""
    return Mention(MentionKind.SKILL, skill_id, skill_id, skill_id, meaning, 0.9)


RIA = Person(
    function_id="administratief-medewerker",
    function_words="administratief medewerker",
    region_id="west-brabant",
    mentions=(
        task("ik plan afspraken en vergaderingen"),
        task("ik bestel spullen"),
        task("ik hou lijsten bij"),
        task("ik bel leveranciers"),
    ),
)
"""The known outcome of the source (M6)."""

ALFRED = Person(
    function_id="administratief-medewerker",
    function_words="administratie",
    region_id="twente",
    direction=Direction.CHANGE_OCCUPATION,
    mentions=(
        task("ik verwerk formulieren"),
        task("ik houd lijsten bij"),
        task("ik was in het weekend ramen bij mensen, als zelfstandige", Meaning.OUTSIDE_WORK),
    ),
)
"""Clerk on weekdays, window cleaner at weekends (report §5.4)."""


def persons(knowledge: Knowledge) -> st.SearchStrategy[Person]:
    """Any person: real and unknown ids, real and nonsense words, anything left out."""
    functions = knowledge.catalogue.functions
    spoken = [said for function in functions.values() for item in function.tasks for said in item.also]
    tasks = [item.id for function in functions.values() for item in function.tasks]
    words = st.one_of(st.sampled_from(spoken), st.text(max_size=40))
    ids = st.one_of(st.none(), st.sampled_from([*knowledge.catalogue.skills, *tasks]), st.just("bestaat/niet"))
    mentions = st.builds(
        Mention,
        kind=st.sampled_from(MentionKind),
        quote=words,
        concept_id=ids,
        label=words,
        meaning=st.sampled_from(Meaning),
        confidence=st.floats(0, 1),
    )
    levels = st.builds(DigitalLevel, insight=st.integers(0, 4), create=st.integers(0, 4))
    return st.builds(
        Person,
        function_id=st.one_of(st.none(), st.sampled_from(sorted(functions)), st.just("onbekend")),
        function_words=words,
        region_id=st.one_of(st.none(), st.sampled_from(sorted(knowledge.labour_market.regions)), st.just("nergens")),
        mentions=st.lists(mentions, max_size=6).map(tuple),
        task_trends=st.lists(st.builds(TaskTrend, quote=words, trend=st.sampled_from(Trend)), max_size=3).map(tuple),
        wish_words=st.lists(words, max_size=2).map(tuple),
        wish_sectors=st.lists(st.sampled_from([str(sector) for sector in Sector]), max_size=2, unique=True).map(tuple),
        refused_sectors=st.lists(st.sampled_from([str(sector) for sector in Sector]), max_size=2, unique=True).map(tuple),
        digital_level=st.one_of(st.none(), levels),
        direction=st.one_of(st.none(), st.sampled_from(Direction)),
        criteria=st.lists(st.builds(Criterion, words=words, kind=st.sampled_from(CriterionKind), hard=st.booleans()), max_size=3).map(tuple),
        qualifications=st.lists(st.sampled_from(sorted(knowledge.catalogue.qualifications)), max_size=2, unique=True).map(tuple),
    )
