"""What somebody tells of health in the family, or of belief, is not ours to keep; the condition or the task beside it is."""

from __future__ import annotations

import pytest

from bot.words.private_words import MASK, without_private
from tests.bot.conftest import Talker, conditions

TELLING = (
    "suiker", "epilepsie", "diabetes", "ms ", "gehandicapt", "autis", "alzheimer", "dement", "ziek", "kanker", "geloof", "moslim", "kerk", "adhd", "rug", "hernia",
)


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("onregelmatig werken gaat niet meer vanwege mijn suiker, en ik wil thuis werken", "onregelmatig werken gaat niet meer, en ik wil thuis werken"),
        ("Ik heb suikerziekte dus onregelmatig werken gaat niet meer", "onregelmatig werken gaat niet meer"),
        ("ik heb diabetes type 2, daardoor geen nachtdiensten", "geen nachtdiensten"),
        ("heb ms dus geen avonden", "geen avonden"),
        ("ik kan geen nachten draaien omdat ik epilepsie heb", "ik kan geen nachten draaien"),
        ("met mijn suiker kan ik geen nachten doen", "kan ik geen nachten doen"),
        ("mijn zoon is gehandicapt dus ben ik s avonds thuis", "ben ik s avonds thuis"),
        ("geen avonden, want mijn dochter heeft autisme", "geen avonden"),
        ("mijn vrouw is ziek en daarom wil ik minder uren", "wil ik minder uren"),
        ("ik wil minder werken vanwege de ziekte van mijn vrouw", "ik wil minder werken"),
        ("Ik doe de balie. Mijn man heeft kanker gehad. Ik wil minder werken", "Ik doe de balie. Ik wil minder werken"),
        ("zorg voor mijn moeder met alzheimer", "zorg voor mijn moeder"),
        ("ik zorg voor mijn man met MS", "ik zorg voor mijn man"),
        ("mantelzorg voor mijn dementerende moeder", "mantelzorg voor mijn moeder"),
        ("ik zorg voor mijn vader, hij heeft alzheimer", "ik zorg voor mijn vader"),
        ("mijn moeder heeft slechte knieen en ik zorg voor haar", "ik zorg voor mijn moeder"),
        ("niet op zondag vanwege mijn geloof", "niet op zondag"),
        ("vanwege mijn geloof werk ik niet op zondag", "werk ik niet op zondag"),
        ("ik ben moslim dus vrijdagmiddag vrij", "vrijdagmiddag vrij"),
        ("geen zondagen want ik ga naar de kerk", "geen zondagen"),
        ("ik heb adhd", MASK),
    ],
)
def test_the_condition_or_the_task_stays_and_the_reason_goes(words: str, kept: str) -> None:
    assert without_private(words) == kept and without_private(kept) == kept


@pytest.mark.parametrize(
    "words",
    [
        "ik help mensen met een slechte rug", "ik begeleid jongeren met autisme", "ik geef voorlichting over diabetes", "ik help ouderen met dementie", "ik heb ervaring met dementie",
        "ik meld zieke collega's en regel ziekmeldingen", "koster in de kerk", "ik geloof dat ik liever thuis werk", "ik begeleid mensen die vanwege ziekte thuis zitten",
        "ik zit met mijn rug naar de balie", "met hart voor de zaak", "ik zorg voor mijn moeder en doe boodschappen voor haar", "ik werk met gehandicapten",
    ],
)
def test_work_for_others_and_what_only_sounds_like_it_stay_word_for_word(words: str) -> None:
    assert without_private(words) == words


@pytest.mark.parametrize("question", ["function", "tasks", "outside", "wishes", "criteria"])
@pytest.mark.parametrize(
    "words", ["geen onregelmatige diensten vanwege mijn suiker", "ik heb epilepsie dus geen nachtdiensten", "mijn zoon is gehandicapt dus geen avonden", "geen weekenden vanwege mijn geloof"]
)
def test_no_answer_holds_it_wherever_it_is_told(talker: Talker, question: str, words: str) -> None:
    text = talker.until(question).say(words)
    assert not any(part in (str(talker.talk) + text).casefold() for part in TELLING)
    assert conditions(talker) or talker.talk.notes.memory["pending"]


@pytest.mark.parametrize("words", ["ik heb adhd", "mijn man heeft kanker", "ik ben moslim"])
@pytest.mark.parametrize("question", ["tasks", "outside", "criteria"])
def test_who_tells_nothing_else_is_asked_the_question_again(talker: Talker, question: str, words: str) -> None:
    talker.until(question).say(words)
    assert talker.talk.question == question and not talker.value(question) and talker.talk.notes.misses == 0
    assert not any(part in str(talker.talk).casefold() for part in TELLING)


@pytest.mark.parametrize("words", ["me rug is naar de klote", "mijn knieën zijn gesloopt", "ik wil niet tillen vanwege mijn rug", "door mijn rug kan ik niet meer sjouwen"])
def test_a_worn_back_is_a_condition_and_no_task(talker: Talker, words: str) -> None:
    talker.until("tasks").say(words)
    assert [each["kind"] for each in talker.value("criteria")["criteria"]] == ["no-heavy-work"]
    assert not talker.quotes("tasks") and not any(part in str(talker.talk.given).casefold() for part in ("rug", "knie"))
