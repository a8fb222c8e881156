"""Must it really, or is it a wish: heard in any words, told early or late, by name or all at once."""

from __future__ import annotations

from datetime import date

import pytest

from rules.advice import advise
from rules.knowledge import Knowledge
from skills_passport.answers import person_from
from tests.bot.conftest import Talker, conditions


@pytest.mark.parametrize(
    ("words", "hard"),
    [
        ("moet echt", True), ("moet egt", True), ("dat is echt een eis", True), ("dat is een must", True), ("verplicht", True),
        ("zonder dat doe ik het niet", True), ("kan niet anders", True), ("ja zeker", True), ("wel belangrijk hoor", True),
        ("wens", False), ("is een wens hoor", False), ("echt een wens", False), ("liefst", False), ("liefts niet", False),
        ("nice to have", False), ("zou mooi zijn", False), ("hoeft niet perse", False), ("geen must", False), ("als het kan", False),
        ("niet zo belangrijk", False),
    ],
)
def test_how_hard_it_is_is_heard_in_any_words(talker: Talker, early: Talker, words: str, hard: bool) -> None:
    early.until("criteria").say(words)
    assert conditions(early) == [("ik wil geen avonddiensten meer", hard)]
    early.say("thuis kunnen werken")
    early.say(words)
    assert conditions(early)[-1] == ("thuis kunnen werken", hard)


def test_several_conditions_are_weighed_by_name(talker: Talker) -> None:
    talker.until("tasks").say("ik doe post en archief, en ik wil minder uren en geen weekenden")
    talker.until("criteria").say("weekend moet egt, uren is een wens")
    assert conditions(talker) == [("ik wil minder uren", False), ("geen weekenden", True)]
    assert "*ik wil minder uren*" in talker.text and "coach" in talker.text


def test_a_yes_with_a_wish_in_it_is_a_wish(talker: Talker) -> None:
    talker.until("criteria").say("geen avonden")
    talker.say("ja wens", "affirm")
    assert conditions(talker) == [("geen avonden", False)]


@pytest.mark.parametrize(("words", "intent"), [("dat moet echt", "why"), ("is een eis", "nlu_fallback"), ("moet egt", "answer")])
def test_how_hard_it_is_may_be_said_before_it_is_asked_and_is_not_asked_then(early: Talker, words: str, intent: str) -> None:
    early.say(words, intent, 0.82)
    assert conditions(early) == [("ik wil geen avonddiensten meer", True)] and early.talk.question == "tasks"
    early.until("criteria")
    assert "wat moet er nog meer kloppen" in early.text.lower() and "Moet echt" not in early.titles


@pytest.mark.parametrize("words", ["leuk", "zeker weten", "fijn"])
def test_a_small_word_elsewhere_weighs_no_condition(early: Talker, words: str) -> None:
    early.say(words)
    assert conditions(early) == [("ik wil geen avonddiensten meer", False)] and "Genoteerd" not in early.text


def test_only_the_last_one_is_weighed_when_the_others_were(talker: Talker) -> None:
    talker.until("criteria").say("geen avonden")
    talker.say("wens")
    talker.say("thuis kunnen werken")
    talker.say("wens")
    talker.say("moet toch wel echt")
    assert conditions(talker) == [("geen avonden", False), ("thuis kunnen werken", True)]


def test_what_is_weighed_in_the_same_breath_is_not_asked(talker: Talker) -> None:
    text = talker.until("criteria").say("geen avonden, dat moet echt en thuiswerken zou mooi zijn")
    assert conditions(talker) == [("geen avonden", True)] and "*thuiswerken zou mooi zijn*: moet" in text


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("geen avonden is keihard", "geen avonden is keihard"), ("geen avonden, dat is keihard", "geen avonden"), ("thuis kunnen werken, 3 dagen minstens. moet echt", "thuis kunnen werken, 3 dagen minstens"),
        ("niet s avonds, echt niet", "niet s avonds"), ("niet in het weekend, dat is een harde eis", "niet in het weekend"), ("absoluut geen nachten", "absoluut geen nachten"),
        ("ik kan geen nachten draaien", "ik kan geen nachten draaien"), ("avonden gaan niet", "avonden gaan niet"), ("minder verdienen mag niet", "minder verdienen mag niet"),
        ("weekenden kan ik niet", "weekenden kan ik niet"), ("tillen lukt niet meer", "tillen lukt niet meer"),
    ],
)
def test_what_cannot_be_or_is_called_a_must_is_one_and_is_not_asked(talker: Talker, words: str, kept: str) -> None:
    talker.until("criteria").say(words)
    assert conditions(talker) == [(kept, True)] and "Moet echt" not in talker.titles


@pytest.mark.parametrize("words", ["geen avonden", "liever geen avonden", "geen avonden is geen must", "ik werk niet graag s avonds", "geen avonden, hoeft echt niet", "niet te hard werken"])
def test_what_is_not_said_to_be_a_must_is_none(talker: Talker, words: str) -> None:
    talker.until("criteria").say(words)
    assert not any(hard for _, hard in conditions(talker))


@pytest.mark.parametrize(("words", "intent"), [("verder", "done"), ("geen idee", "dont_know"), ("sla over", "skip")])
def test_what_stays_unsaid_is_a_wish_and_is_said_to_be_one(talker: Talker, words: str, intent: str) -> None:
    talker.until("criteria").say("geen avonden")
    text = talker.say(words, intent)
    assert conditions(talker) == [("geen avonden", False)] and "Ik houd het op een wens: *geen avonden*." in text


def test_so_is_what_was_told_in_passing_and_is_passed_over(early: Talker) -> None:
    text = early.until("criteria").press("Verder")
    assert "Ik houd het op een wens: *ik wil geen avonddiensten meer*." in text


@pytest.mark.parametrize("answer", ["moet echt", "wens"])
def test_what_cannot_be_looked_up_is_said_to_be_for_the_coach(talker: Talker, knowledge: Knowledge, answer: str) -> None:
    talker.until("criteria").say("leuke collegas")
    text = talker.say(answer)
    assert "kan ik niet opzoeken: *leuke collegas*" in text and "coach" in text
    person = person_from({"criteria": talker.value("criteria"), "function": {"function_id": "administratief-medewerker", "words": "administratie"}})
    advice = advise(person, knowledge, date(2026, 11, 23))
    assert advice.suggestions
    assert all(check.met is None and "coach" in check.because for suggestion in advice.suggestions for check in suggestion.criteria)


@pytest.mark.parametrize(
    ("words", "hard"),
    [("dat van het weekend moet echt", [False, True]), ("het weekend is toch meer een wens", [False, False]), ("weekend is een eis", [False, True]), ("salaris moet echt, weekend is een wens", [True, False])],
)
def test_after_the_advice_a_condition_is_weighed_by_name(talker: Talker, words: str, hard: list[bool]) -> None:
    talker.until("criteria").say("niet minder salaris")
    talker.say("wens")
    talker.say("geen weekenden")
    talker.say("wens")
    talker.say("verder", "done")
    assert talker.talk.question is None
    text = talker.say(words)
    assert conditions(talker) == [("niet minder salaris", hard[0]), ("geen weekenden", hard[1])]
    assert "*geen weekenden* is nu een" in text and talker.talk.question is None and talker.outcome.wants_advice


def test_a_condition_is_weighed_by_name_while_they_are_asked(talker: Talker) -> None:
    talker.until("criteria").say("geen weekenden")
    talker.say("wens")
    talker.say("thuis kunnen werken")
    talker.say("wens")
    talker.say("dat van het weekend moet echt")
    assert conditions(talker) == [("geen weekenden", True), ("thuis kunnen werken", False)]


def test_what_names_more_than_a_told_condition_is_a_new_one(talker: Talker) -> None:
    talker.until("criteria").say("geen weekenden")
    talker.say("wens")
    assert "*in het weekend moet ik echt voor mijn moeder kunnen zorgen*: moet dat echt" in talker.say("in het weekend moet ik echt voor mijn moeder kunnen zorgen")
    assert conditions(talker) == [("geen weekenden", False)]
