"""How people ask to see more of an advice, in every register; and what only looks like it."""

from __future__ import annotations

import pytest

from bot.words.card_words import about_cards
from bot.words.coach_words import wants_coach
from bot.words.compare_words import to_compare
from bot.words.plan_words import asks_plan, asks_tasks


@pytest.mark.parametrize(
    "words",
    ["vergelijk ze", "kan je die drie eens naast elkaar zetten", "leg de kaarten naast elkaar", "verschil?", "wat zijn de verschillen tussen deze drie", "waarin verschillen ze",
     "hoe verschillen die banen van elkaar", "Kunt u deze 3 functies met elkaar vergelijken?", "ik wil ze graag vergelijken", "vergelijk de eerste met de rest"],
)
def test_all_of_them_are_to_be_compared(words: str) -> None:
    found = to_compare(words)
    assert found is not None and not (found.places or found.names or found.about)


@pytest.mark.parametrize(
    ("words", "places"),
    [("verschil tussen de eerste en de tweede", (0, 1)), ("wat is het verschil tussen 1 en 3", (0, 2)), ("vergelijk de bovenste met de laatste", (0, -1)), ("verschil tussen nummer een en nummer twee", (0, 1))],
)
def test_two_of_them_are_to_be_compared(words: str, places: tuple[int, ...]) -> None:
    found = to_compare(words)
    assert found is not None and found.places == places


@pytest.mark.parametrize(
    ("words", "about"),
    [("welke past het best bij mij", "fit"), ("wat raad je aan", "fit"), ("welke zou jij kiezen", "fit"), ("welke verdient het meest", "pay"), ("welke baan betaalt het best", "pay"),
     ("welke duurt het kortst", "time"), ("bij welke hoef ik het minst te leren", "learn"), ("welke heeft de meeste kans", "region")],
)
def test_a_question_which_one_is_about_one_thing(words: str, about: str) -> None:
    found = to_compare(words)
    assert found is not None and found.about == about


@pytest.mark.parametrize(
    "words",
    ["ik vergelijk offertes", "verschillende taken", "ik leg dingen naast elkaar", "welke opleiding is het beste", "het verschil zit in de details van facturen", "ik wil meer verdienen",
     "welke functie heb jij", "ik doe het beste wat ik kan", "wat betaalt een kok", "de beste", "welke taken verdwijnen"],
)
def test_other_words_compare_nothing(words: str) -> None:
    assert to_compare(words) is None


@pytest.mark.parametrize(
    "words",
    ["wat is mijn plan", "mag ik mijn plan zien", "hoe begin ik", "waar moet ik mee beginnen", "en nu?", "nou en nu", "hoe nu verder", "wat moet ik nu doen", "wat is de eerste stap",
     "welke stappen moet ik nu zetten", "hoe pak ik dit aan", "maak een plan voor mij", "leuk, hoe begin ik?", "wat staat me te doen"],
)
def test_the_plan_is_asked(words: str) -> None:
    assert asks_plan(words)


@pytest.mark.parametrize("words", ["ik plan vergaderingen", "plannen", "wat doe ik nu voor werk", "hoe begin ik opnieuw", "nu", "het plan van de gemeente", "wat kan ik", "wat moet ik kunnen"])
def test_other_words_ask_no_plan(words: str) -> None:
    assert not asks_plan(words)


@pytest.mark.parametrize(
    "words",
    ["wat gebeurt er met mijn taken", "welke taken verdwijnen", "welke van mijn taken blijven", "welke taken worden minder", "laat mijn taken zien", "hoe zit het met mijn taken",
     "verdwijnen mijn taken", "welke taken groeien", "wat is er rood en groen", "wat blijft er over van mijn taken", "wat gaat er met mijn taken gebeuren"],
)
def test_the_own_tasks_are_asked(words: str) -> None:
    assert asks_tasks(words)


@pytest.mark.parametrize("words", ["mijn taken zijn bellen en typen", "welke taken horen erbij", "verander mijn taken", "wat zijn mijn taken", "haal die taak weg", "welke taken kan een computer doen", "mijn taken worden minder"])
def test_other_words_ask_nothing_of_tasks(words: str) -> None:
    assert not asks_tasks(words)


@pytest.mark.parametrize(
    "words",
    ["kan een coach meekijken", "kan een transfercoach meekijken?", "ik wil graag een coach spreken", "ik wil met een transfercoach praten", "laat een coach meekijken", "kan er iemand met me meekijken",
     "kan een coach met mij meedenken", "graag een coach", "doe toch maar een coach", "ik zou wel een coach willen"],
)
def test_a_coach_is_wanted(words: str) -> None:
    assert wants_coach(words) is True


@pytest.mark.parametrize("words", ["geen coach", "laat de coach toch niet meekijken", "de coach hoeft niet mee te kijken", "ik wil geen coach", "nee geen coach"])
def test_no_coach_is_wanted(words: str) -> None:
    assert wants_coach(words) is False


@pytest.mark.parametrize("words", ["ik wil coach worden", "kijkt er iemand mee", "wat is een transfercoach", "hoe kom ik bij een coach", "ik coach voetbal", "wie kijkt er mee", "ik kijk mee met collega's", "ik denk mee met de coach van de jeugd"])
def test_other_words_want_no_coach(words: str) -> None:
    assert wants_coach(words) is None


def test_where_a_coach_may_be_a_job_it_must_be_said_that_one_looks_on() -> None:
    assert wants_coach("ik wil graag een coach", plainly=True) is None and wants_coach("mag er een coach met me meekijken", plainly=True) is True


@pytest.mark.parametrize("words", ["hier wil ik mee verder", "ik wil hiermee verder", "daar ga ik mee door", "met deze wil ik verder"])
def test_one_is_taken_without_saying_which(words: str) -> None:
    assert about_cards(words).this
