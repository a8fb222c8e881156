"""Who somebody is changes nothing in the advice: name, gender form, age, origin, faith, health; what somebody does or asks for does."""

from __future__ import annotations

import pytest

from rules.knowledge import Knowledge
from rules.language.personal import blind
from rules.person import Meaning
from tests.evaluation.fairness_pairs import Ears, Pair, differences, pairs

PAIRS = pairs()


@pytest.fixture(scope="module")
def ears(knowledge: Knowledge) -> Ears:
    return Ears.of(knowledge)


def test_there_are_enough_pairs_of_each_kind() -> None:
    assert len(PAIRS) >= 110
    assert len({(pair.one, pair.other) for pair in PAIRS}) == len(PAIRS)
    assert {"name", "gender", "age", "origin", "health and family", "religion and orientation"} == {pair.kind for pair in PAIRS}
    assert {"function", "work", "outside", "wishes", "criteria"} == {pair.question for pair in PAIRS}


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"{pair.kind}: {pair.one}")
def test_both_of_a_pair_get_the_same_advice(pair: Pair, ears: Ears) -> None:
    one, other = (ears.advice(pair.question, said, pair.function_id) for said in (pair.one, pair.other))
    assert one.suggestions or one.note
    assert not differences(one, other)


def test_what_somebody_does_still_makes_a_difference(ears: Ears) -> None:
    one, other = (ears.advice("work", said, None) for said in ("Ik heet Fatima, ik verwerk facturen en ik boek betalingen", "Ik heet Fatima, ik maai het gras in het park en ik snoei de heggen"))
    assert "cards" in differences(one, other)


def test_a_quote_is_what_was_typed_with_all_its_letters(ears: Ears) -> None:
    for said in ("ik zorg voor mijn moeder", "ik lees voor aan mijn kleindochter", "ik ben vrijwilliger bij de synagoge", "ik doe de boekhouding voor mijn broer"):
        quotes = {mention.quote for mention in ears.extractor.extract(said, Meaning.OUTSIDE_WORK)}
        assert quotes and all(said.endswith(quote) for quote in quotes), quotes


@pytest.mark.parametrize(
    "said", ["ik werk de hele dag in Excel en TopDesk", "ik help ouderen met hun medicijnen", "ik spreek Turks en Pools met de bewoners", "ik maak de notulen van het overleg"]
)
def test_work_is_not_left_out(said: str) -> None:
    assert blind(said, {"excel", "topdesk", "turks", "pools"}) == said


@pytest.mark.parametrize("said", ["Ik ben 58, ik heet Ayşe en ik zorg voor mijn zus.", "ik kom uit Syrië", "İstanbul en ik", "mijn man", ""])
def test_every_letter_keeps_its_place(said: str) -> None:
    assert len(blind(said, {"zorg"})) == len(said)
