"""What if: one change, the suggestions that appear or go, and nothing said that does not really differ."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rules.advice import advise
from rules.contrast.changes import (
    Change,
    Digital,
    Elsewhere,
    Holds,
    Learned,
    NoLonger,
    Required,
    Towards,
    Weighed,
    changed,
)
from rules.contrast.telling import MOST_SENTENCES, in_sentences
from rules.contrast.what_if import Difference, what_if
from rules.contrast.whys import Kind
from rules.errors import UnknownName
from rules.knowledge import Knowledge
from rules.person import Criterion, CriterionKind, DigitalLevel, Direction, Person
from rules.weighing.told import LEARNED
from tests.rules.people import ALFRED, RIA, persons, skill, task
from tests.rules.sentences import unreadable

TODAY = date(2026, 12, 1)
NO_EVENINGS = Criterion("geen avonden", CriterionKind.NO_IRREGULAR_HOURS, hard=True)
EARLY_RIA = replace(RIA, criteria=(NO_EVENINGS,))
CARER = Person(
    function_id="verzorgende-ig",
    function_words="verzorgende",
    region_id="twente",
    mentions=(task("ik was mensen"), task("ik deel medicijnen uit"), task("ik praat met familie")),
    criteria=(NO_EVENINGS,),
)
ANYBODY = settings(max_examples=12, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
WITHOUT_EVENINGS = NoLonger(CriterionKind.NO_IRREGULAR_HOURS)


def changes(known: Knowledge) -> st.SearchStrategy[Change]:
    levels = st.builds(DigitalLevel, insight=st.integers(0, 4), create=st.integers(0, 4))
    criteria = st.builds(Criterion, words=st.just("zo"), kind=st.sampled_from(CriterionKind), hard=st.booleans())
    return st.one_of(
        st.sampled_from(sorted(known.catalogue.skills)).map(Learned),
        st.sampled_from(CriterionKind).map(NoLonger),
        st.builds(Weighed, st.sampled_from(CriterionKind), st.booleans()),
        criteria.map(Required),
        st.sampled_from(sorted(known.labour_market.regions)).map(Elsewhere),
        levels.map(Digital),
        st.sampled_from(Direction).map(Towards),
        st.sampled_from(sorted(known.catalogue.qualifications)).map(Holds),
    )


def ids(found: Difference, which: str) -> list[str]:
    return [shift.function_id for shift in getattr(found, which)]


@ANYBODY
@given(data=st.data())
def test_it_is_the_same_as_advising_the_changed_person_and_twice_is_once(knowledge: Knowledge, data: st.DataObject) -> None:
    person, change = data.draw(persons(knowledge)), data.draw(changes(knowledge))
    other = changed(person, change, knowledge)
    found = what_if(person, change, knowledge, TODAY)
    assert found.before == advise(person, knowledge, TODAY)
    assert found.after == advise(other, knowledge, TODAY)
    again = what_if(other, change, knowledge, TODAY)
    assert again.already and again.before == again.after == found.after
    assert not again.appears and not again.goes and not again.moved


@ANYBODY
@given(data=st.data())
def test_what_appears_or_goes_has_a_reason_and_is_told_in_three_sentences(knowledge: Knowledge, data: st.DataObject) -> None:
    person, change = data.draw(persons(knowledge)), data.draw(changes(knowledge))
    found = what_if(person, change, knowledge, TODAY)
    before, after = ({each.function_id for each in advice.suggestions} for advice in (found.before, found.after))
    assert (set(ids(found, "appears")), set(ids(found, "goes")), set(ids(found, "stays"))) == (after - before, before - after, before & after)
    for shift in (*found.appears, *found.goes, *found.moved):
        assert shift.whys and not unreadable(why.text for why in shift.whys)
        assert sum(part.points for part in shift.parts_after) == shift.fit_after
    told = in_sentences(found)
    assert 1 <= len(told) <= MOST_SENTENCES and all(line.endswith((".", "…")) for line in told)


def test_a_criterion_that_goes_lets_in_what_it_barred(knowledge: Knowledge) -> None:
    found = what_if(EARLY_RIA, WITHOUT_EVENINGS, knowledge, TODAY)
    assert "projectondersteuner" in ids(found, "appears")
    first = next(shift for shift in found.appears if shift.function_id == "projectondersteuner").whys[0]
    assert (first.kind, first.text) == (Kind.CRITERION, "“geen avonden” houdt dit dan niet meer tegen.")
    assert in_sentences(found)[0].startswith("Als “geen avonden” geen eis of wens meer is, zou projectondersteuner erbij komen")


def test_a_must_that_becomes_a_wish_bars_nothing_any_more(knowledge: Knowledge) -> None:
    found = what_if(CARER, Weighed(CriterionKind.NO_IRREGULAR_HOURS, hard=False), knowledge, TODAY)
    assert ids(found, "appears") == ["verpleegkundige"]
    assert "is dan een wens, en houdt dit niet meer tegen" in in_sentences(found)[1]


def test_a_must_that_is_met_weighs_less_as_a_wish_and_more_the_other_way(knowledge: Knowledge) -> None:
    wish = replace(RIA, criteria=(replace(NO_EVENINGS, hard=False),))
    for person, hard, told in ((EARLY_RIA, False, "telt dan minder zwaar"), (wish, True, "telt dan zwaarder")):
        stays = what_if(person, Weighed(CriterionKind.NO_IRREGULAR_HOURS, hard=hard), knowledge, TODAY).stays
        buyer = next(shift for shift in stays if shift.function_id == "inkoopmedewerker")
        assert [(why.kind, why.text, why.holds) for why in buyer.whys] == [(Kind.CRITERION, f"“geen avonden” {told}, en dit voldoet eraan.", True)]


def test_what_was_met_and_counts_no_more_is_said_to_have_been_met(knowledge: Knowledge) -> None:
    (buyer,) = (shift for shift in what_if(EARLY_RIA, WITHOUT_EVENINGS, knowledge, TODAY).stays if shift.function_id == "inkoopmedewerker")
    first = buyer.whys[0]
    assert (first.kind, first.text, first.holds) == (Kind.CRITERION, "“geen avonden” telt dan niet meer mee, en dit voldeed eraan.", False)
    assert first.points < 0 > buyer.gained


def test_a_new_must_takes_away_what_breaks_it_and_names_the_rule(knowledge: Knowledge) -> None:
    found = what_if(RIA, Required(Criterion("buiten werken", CriterionKind.OUTDOORS, hard=True)), knowledge, TODAY)
    gone = next(shift for shift in found.goes if shift.function_id == "inkoopmedewerker")
    assert gone.whys[0].text.startswith("“buiten werken” past hier niet.")
    ruled = [why for why in gone.whys if why.kind is Kind.EXCLUSION]
    assert ruled and all(why.rule_id in {rule.id for rule in knowledge.rulebook.rules} and why.source and why.title for why in ruled)


def test_a_skill_that_is_learned_is_not_missing_any_more_and_tells_of_nothing_else(knowledge: Knowledge) -> None:
    gap = advise(RIA, knowledge, TODAY).suggestions[1].missing[0]
    found = what_if(RIA, Learned(gap.skill_id), knowledge, TODAY)
    stays = next(shift for shift in found.stays if shift.function_id == "projectondersteuner")
    assert stays.gained > 0
    assert [(why.kind, why.points > 0) for why in stays.whys if why.kind is Kind.SKILL] == [(Kind.SKILL, True)]
    assert gap.label in in_sentences(found)[0]
    shown = next(each for each in found.after.suggestions if each.function_id == "projectondersteuner")
    assert [evidence.quote for evidence in shown.evidence if evidence.matched == gap.label] == [LEARNED]
    parts = [{part.name: part.points for part in each} for each in (stays.parts_before, stays.parts_after)]
    assert parts[0]["tasks"] == parts[1]["tasks"], "nobody told a task"


def test_nothing_told_stays_nothing_told_with_a_skill(knowledge: Knowledge) -> None:
    found = what_if(Person(function_id="boa"), Learned("spreadsheets-gebruiken"), knowledge, TODAY)
    assert "uit van de taken van je functie" in found.after.suggestions[0].parts[0].because, "its tasks stand in as they did"
    assert in_sentences(what_if(Person(), Learned("spreadsheets-gebruiken"), knowledge, TODAY))[0].endswith("heb ik nog steeds niets om te laten zien.")


def test_another_region_brings_its_own_figure(knowledge: Knowledge) -> None:
    found = what_if(RIA, Elsewhere("midden-utrecht"), knowledge, TODAY)
    market = [why for shift in found.stays for why in shift.whys if why.kind is Kind.LABOUR_MARKET]
    assert market and all("Midden-Utrecht" in why.text and why.source for why in market)
    assert "Als je in de regio Midden-Utrecht zoekt" in in_sentences(found)[0]


def test_a_region_that_changes_no_points_is_told_by_its_figure(knowledge: Knowledge) -> None:
    found = what_if(replace(RIA, region_id="twente"), Elsewhere("zeeland"), knowledge, TODAY)
    assert not found.appears and not found.goes and not found.moved
    assert in_sentences(found)[1].startswith("Voor inkoopmedewerker geldt dan: er is ")


def test_another_direction_counts_in_the_order(knowledge: Knowledge) -> None:
    found = what_if(ALFRED, Towards(Direction.GROW_ALONG), knowledge, TODAY)
    assert "administratief-medewerker" in ids(found, "appears")
    assert {Kind.RULE, Kind.PREFERENCE} <= {why.kind for why in found.appears[0].whys}


def test_a_diploma_meets_what_the_law_asks(knowledge: Knowledge) -> None:
    nurse = replace(CARER, criteria=(), wish_words=("verpleegkundige",))
    found = what_if(nurse, Holds("big-verpleegkundige"), knowledge, TODAY)
    shift = next(each for each in (*found.stays, *found.appears) if each.function_id == "verpleegkundige")
    met = [why for why in shift.whys if why.kind is Kind.REQUIREMENT]
    assert [(why.source, why.holds) for why in met] == [("Wet BIG", True)] and shift.gained > 0
    assert met[0].text.startswith("Je hebt dan wat de wet hier vraagt: ")
    assert what_if(Person(function_id="verpleegkundige"), Holds("big-verpleegkundige"), knowledge, TODAY).already


def test_a_change_that_changes_nothing_says_so_and_what_comes_nearest(knowledge: Knowledge) -> None:
    found = what_if(RIA, Holds("big-verpleegkundige"), knowledge, TODAY)
    assert not found.appears and not found.goes and not found.already
    assert found.nearest is not None and found.nearest.short > 0
    told = " ".join(in_sentences(found))
    assert "blijven het dezelfde functies" in told and "nog" in told
    assert ("Van de andere functies staat" in told) == (found.nearest.fit_after == found.nearest.fit_before)


@pytest.mark.parametrize(
    ("person", "change", "told"),
    [
        (replace(RIA, mentions=(*RIA.mentions, skill("adviseren"))), Learned("adviseren"), "telt nu al mee"),
        (RIA, WITHOUT_EVENINGS, "Zo'n eis heb je niet genoemd."),
        (EARLY_RIA, Weighed(CriterionKind.NO_IRREGULAR_HOURS, hard=True), "Zo weegt het nu al."),
        (RIA, Elsewhere("west-brabant"), "Daar zoek je nu al."),
        (ALFRED, Towards(Direction.CHANGE_OCCUPATION), "Zo staat het er nu al."),
    ],
)
def test_what_holds_already_is_said_to_hold(knowledge: Knowledge, person: Person, change: Change, told: str) -> None:
    lines = in_sentences(what_if(person, change, knowledge, TODAY))
    assert told in lines[0] and lines[1] == "Er verandert dus niets."


@pytest.mark.parametrize("change", [Learned("toveren"), Elsewhere("atlantis"), Holds("rijbewijs-z")])
def test_what_the_knowledge_does_not_have_is_named(knowledge: Knowledge, change: Change) -> None:
    with pytest.raises(UnknownName, match=r"toveren|atlantis|rijbewijs-z"):
        what_if(RIA, change, knowledge, TODAY)
