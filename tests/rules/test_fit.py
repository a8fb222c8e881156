"""What a card says of its points: which demands were met, and what the rules put in and took off."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from rules.advice import advise
from rules.knowledge import Knowledge
from rules.matching.extraction import Extractor
from rules.person import Criterion, CriterionKind
from rules.review.scenarios import person_of
from tests.rules.people import RIA
from tests.rules.person_reader import read_persons

TODAY = date(2026, 12, 1)
QUIET, NICE = Criterion("rust", CriterionKind.OTHER, hard=False), Criterion("fijne collega's", CriterionKind.OTHER, hard=False)
DAYTIME, OUTDOORS = Criterion("geen avonden", CriterionKind.NO_IRREGULAR_HOURS, hard=False), Criterion("buiten", CriterionKind.OUTDOORS, hard=False)
BY_RULES = re.compile(r"Er (?P<verb>\w+) (?P<points>\d+) (?P<noun>\w+) (?P<way>bij|af) door: (?P<reasons>[^.]+)\.")


@pytest.mark.parametrize(
    ("criteria", "told"),
    [
        ((), "Je noemde nog geen eisen. Dit deel staat daarom in het midden."),
        ((QUIET,), "Wat jij belangrijk vindt, kan ik hier niet nagaan."),
        ((QUIET, NICE), "De 2 dingen die jij belangrijk vindt, kan ik hier niet nagaan."),
        ((DAYTIME,), "Wat jij belangrijk vindt, klopt hier."),
        ((OUTDOORS,), "Wat jij belangrijk vindt, klopt hier niet."),
        ((DAYTIME, QUIET), "Van de 2 dingen die jij belangrijk vindt, klopt er 1, en 1 kan ik niet nagaan."),
        ((DAYTIME, OUTDOORS), "Van de 2 dingen die jij belangrijk vindt, klopt er 1."),
        ((OUTDOORS, QUIET), "Van de 2 dingen die jij belangrijk vindt, kloppen er 0, en 1 kan ik niet nagaan."),
    ],
)
def test_only_what_was_checked_is_said_to_be_met_or_not(knowledge: Knowledge, criteria: tuple[Criterion, ...], told: str) -> None:
    first = advise(replace(RIA, criteria=criteria), knowledge, TODAY).suggestions[0]
    (part,) = (part for part in first.parts if part.name == "criteria")
    assert first.function_id == "inkoopmedewerker" and part.because.startswith(told)


def test_the_points_of_rules_are_counted_in_good_dutch(knowledge: Knowledge) -> None:
    extractor = Extractor(knowledge.catalogue, knowledge.examples, knowledge.language)
    advices = [advise(person_of(told, extractor), knowledge, TODAY) for told in read_persons()[::3]]
    said = [part.because for advice in advices for card in advice.suggestions for part in card.parts]
    found = [match for text in said for match in BY_RULES.finditer(text)]
    assert len(found) == sum(text.count(" door: ") for text in said) > 40
    for match in found:
        one = match["points"] == "1"
        assert match["noun"] == ("punt" if one else "punten")
        assert match["verb"] == {"bij": ("kwamen", "kwam"), "af": ("gingen", "ging")}[match["way"]][one]
    assert {match["way"] for match in found} == {"bij", "af"}
