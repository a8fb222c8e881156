"""What somebody wishes and refuses steers the three: a liking is no function, a name names one, a sector that is refused is left out."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.advice import advise
from rules.catalogue import Sector
from rules.knowledge import Knowledge
from rules.matching.function_names import SHORTEST_PART, NamesByWord
from rules.person import Person
from rules.weighing.likings import Liking, likings
from rules.weighing.wishes import wished_for
from tests.rules.people import task

HALF_PERCENT = 50
"""From here on a card says that work is what somebody wants."""
TODAY = date(2026, 12, 1)
TAX = Person(
    function_id="medewerker-belastingen",
    function_words="medewerker heffing en invordering",
    mentions=(task("verwerk bezwaarschriften"), task("bel ze soms terug"), task("hou de postbus bij")),
)


def with_wishes(person: Person, *wishes: str, refused: tuple[str, ...] = ()) -> Person:
    return Person(
        function_id=person.function_id, function_words=person.function_words, mentions=person.mentions, wish_words=wishes, refused_sectors=refused
    )


@pytest.mark.parametrize(
    ("wish", "found"),
    [
        ("misschien iets met mensen helpen", {Liking.PEOPLE}),
        ("iets met techniek", {Sector.TECHNOLOGY}),
        ("iets met mensen en computers", {Liking.PEOPLE, Liking.COMPUTERS}),
        ("iets anders", set()),
        ("iets anders dan cijfers", set()),
        ("mensen met schulden helpen", None),
        ("buschauffeur", None),
    ],
)
def test_general_words_are_a_liking(wish: str, found: set[Liking | Sector] | None) -> None:
    assert likings(wish) == found


@pytest.mark.parametrize(
    ("wish", "named"),
    [
        ("security", set()),
        ("ik wil buschauffeur worden", {"buschauffeur"}),
        ("administratief medewerker rechtbank", {"medewerker-rechtbank"}),
        ("beveiliger", {"beveiliger"}),
        ("iets met mensen", set()),
    ],
)
def test_a_name_names_one_function_or_none(knowledge: Knowledge, wish: str, named: set[str]) -> None:
    assert knowledge.names.named(wish) == named


def test_a_liking_is_never_what_was_asked_for(knowledge: Knowledge) -> None:
    advice = advise(with_wishes(TAX, "misschien iets met mensen helpen"), knowledge, TODAY)
    assert advice.suggestions
    assert not any("wens" in suggestion.opening for suggestion in advice.suggestions)
    assert not any("Het past bij wat je graag wilt" in part.because for suggestion in advice.suggestions for part in suggestion.parts)
    first = {part.name: part.points for part in advice.suggestions[0].parts}
    assert first["tasks"] + first["skills"] > 4


def test_what_rests_on_a_wish_alone_comes_after_work_that_is_near(knowledge: Knowledge) -> None:
    person = Person(
        function_id="managementassistent", mentions=(task("agenda beheren"), task("notulen maken"), task("reizen boeken")), wish_words=("leerkracht worden",)
    )
    ids = [suggestion.function_id for suggestion in advise(person, knowledge, TODAY).suggestions]
    assert "leerkracht-basisonderwijs" in ids[1:]


def test_nothing_of_a_refused_sector_is_suggested_and_the_municipality_is_one(knowledge: Knowledge) -> None:
    functions = knowledge.catalogue.functions
    person = Person(
        function_id="managementassistent", mentions=(task("agenda beheren"), task("notulen maken"), task("reizen boeken")), refused_sectors=("overheid",)
    )
    advice = advise(person, knowledge, TODAY)
    assert advice.suggestions and not any(functions[each.function_id].municipal for each in advice.suggestions)
    assert "Je zei dat je niet bij gemeente of overheid wilt werken." in {each.because for each in advice.considered}
    assert "Ik liet weg wat je niet wilt: werken bij gemeente of overheid." in advice.note


def test_each_of_two_wishes_counts_by_itself(knowledge: Knowledge) -> None:
    one = advise(with_wishes(TAX, "mensen met schulden helpen"), knowledge, TODAY)
    two = advise(with_wishes(TAX, "mensen met schulden helpen", "paarden"), knowledge, TODAY)
    assert "schuldhulpverlener" in {each.function_id for each in one.suggestions} & {each.function_id for each in two.suggestions}


@pytest.mark.parametrize(
    ("wish", "most_like", "by_chance"),
    [("politie?", "politieagent", "beveiliger"), ("chauffeur ofzo", "buschauffeur", "logistiek-planner"), ("bibliotheek", "", "adviseur-digitale-dienstverlening")],
)
def test_a_word_that_only_stands_in_a_profile_is_no_wish_for_that_work(knowledge: Knowledge, wish: str, most_like: str, by_chance: str) -> None:
    found = wished_for((wish,), knowledge)
    assert by_chance in knowledge.catalogue.functions
    assert by_chance not in found or found[by_chance].percent < HALF_PERCENT
    assert not most_like or found[most_like].percent == 100


def test_a_word_for_a_skill_of_the_work_still_counts(knowledge: Knowledge) -> None:
    assert wished_for(("programmeren",), knowledge)["softwareontwikkelaar"].percent > HALF_PERCENT


@pytest.mark.parametrize("wish", ["cyber security", "it security", "IT-security", "cybersecurity", "cyberbeveiliging"])
def test_security_of_computers_is_the_specialist_and_no_guard(knowledge: Knowledge, wish: str) -> None:
    assert knowledge.names.named(wish) == {"it-security-specialist"}
    found = wished_for((wish,), knowledge)
    assert next(iter(found)) == "it-security-specialist"
    assert "beveiliger" not in found or found["beveiliger"].percent < HALF_PERCENT


def test_what_was_only_wished_for_does_not_say_that_it_is_near_what_was_told(knowledge: Knowledge) -> None:
    said = tuple(task(words) for words in ("schoonmaken", "inkopen", "rooster voor de hulpjes"))
    person = Person(function_id="schoonmaker", function_words="schoonmaker", mentions=said, wish_sectors=("onderwijs", "zorg"), wish_words=("onderwijs", "zorg"))
    bare = [each for each in advise(person, knowledge, TODAY).suggestions if not any(found.kind != "interest" for found in each.evidence)]
    assert bare
    for suggestion in bare:
        assert "Je wilde ook wel" in suggestion.opening and "zag ik dit werk nog niet terug" in suggestion.opening


@given(
    names=st.dictionaries(st.text("abcd", min_size=1, max_size=3), st.lists(st.text("abc ", max_size=9), max_size=4), max_size=5),
    word=st.text("abc", max_size=6),
)
def test_a_word_finds_the_names_that_it_is_or_begins_or_ends(names: dict[str, list[str]], word: str) -> None:
    def has(name: str) -> bool:
        return name == word or (len(word) >= SHORTEST_PART and (name.startswith(word) or name.endswith(word)))

    wanted = {identity for identity, texts in names.items() if any(has(name) for text in texts for name in text.split())}
    assert NamesByWord(names).having(word) == wanted
