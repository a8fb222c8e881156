"""'Zal ik een transfercoach laten meekijken?': asked when it is of use, kept as a consent of its own, and a no is a no."""

from __future__ import annotations

import pytest

from bot.talk import Heard, Talk
from rules.knowledge import Knowledge
from skills_passport.export import passport_from_export, passport_to_export
from skills_passport.model import Purpose
from skills_passport.sqlite_store import SqliteStore
from tests.bot.conftest import Talker, asked
from tests.bot.rasa_on_loopback import OWNER, Make, agreed

QUESTION = "Zal ik een transfercoach laten meekijken?"


@pytest.mark.parametrize(("words", "intent"), [("ja", "affirm"), ("ja graag", "affirm"), ("doe maar", "answer"), ("Ja, graag", "answer"), ("prima hoor", "out_of_scope")])
def test_a_yes_after_choosing_is_kept_and_says_what_is_true_today(advised: Talker, knowledge: Knowledge, words: str, intent: str) -> None:
    assert QUESTION in asked(advised, knowledge, "de eerste")
    said = asked(advised, knowledge, words, intent)
    assert advised.value("coach") == {"may_look": True}
    assert "coachteam mag nu meekijken" in said and "niet met dit gesprek" in said and "Hoe mag de coach je noemen?" in said
    assert advised.value("choice"), "the choice stays"


@pytest.mark.parametrize(("words", "intent"), [("nee", "deny"), ("nee dank je", "deny"), ("liever niet", "answer"), ("Nee, liever niet", "answer")])
def test_a_no_is_kept_and_not_asked_again(advised: Talker, knowledge: Knowledge, words: str, intent: str) -> None:
    asked(advised, knowledge, "de eerste")
    assert "er kijkt niemand mee" in asked(advised, knowledge, words, intent)
    assert advised.value("coach") == {"may_look": False}
    assert QUESTION not in asked(advised, knowledge, "de tweede")
    for _ in range(3):
        assert QUESTION not in asked(advised, knowledge, "geen van deze")


@pytest.mark.parametrize(("words", "intent"), [("nee, geen avonden", "deny"), ("geen avonden", "deny"), ("mijn plan", "affirm"), ("weet ik niet", "dont_know"), ("mag dat zomaar?", "affirm")])
def test_other_words_are_no_answer_to_it(advised: Talker, knowledge: Knowledge, words: str, intent: str) -> None:
    asked(advised, knowledge, "de eerste")
    asked(advised, knowledge, words, intent)
    assert not advised.value("coach")


def test_a_yes_with_a_limit_is_asked_again(advised: Talker, knowledge: Knowledge) -> None:
    asked(advised, knowledge, "de eerste")
    assert QUESTION in asked(advised, knowledge, "ja graag, maar mijn chef mag het niet weten", "affirm")
    assert not advised.value("coach")


def test_who_finds_nothing_twice_is_asked_once(advised: Talker, knowledge: Knowledge) -> None:
    assert QUESTION not in asked(advised, knowledge, "geen van deze")
    assert QUESTION in asked(advised, knowledge, "geen van deze")
    assert "Het loon" in advised.titles and "Ja, graag" in advised.titles
    assert QUESTION not in asked(advised, knowledge, "geen van deze")


def test_it_can_be_asked_for_and_taken_back_in_words(advised: Talker, knowledge: Knowledge) -> None:
    assert QUESTION in asked(advised, knowledge, "kan een coach meekijken?", "faq_coach")
    assert not advised.value("coach"), "asking is no yes"
    asked(advised, knowledge, "ja", "affirm")
    assert "een transfercoach mag meekijken" in asked(advised, knowledge, "wat weet je van mij", "what_do_you_know")
    assert "staat al" in asked(advised, knowledge, "kan een coach meekijken?")
    assert advised.titles == ["Toch geen coach"]
    asked(advised, knowledge, "laat de coach toch niet meekijken")
    assert advised.value("coach") == {"may_look": False}


def test_in_the_middle_of_the_talk_the_open_question_comes_back(talker: Talker, knowledge: Knowledge) -> None:
    talker.until("digital")
    assert QUESTION in asked(talker, knowledge, "mag er een coach met me meekijken?", "unknown_question")
    said = asked(talker, knowledge, "nee", "deny")
    assert talker.talk.question == "digital" and talker.value("coach") == {"may_look": False} and "er kijkt niemand mee" in said


def test_starting_over_keeps_what_was_agreed(advised: Talker, knowledge: Knowledge) -> None:
    asked(advised, knowledge, "de eerste")
    asked(advised, knowledge, "nee", "deny")
    advised.say("opnieuw", "start_over")
    advised.press("Ja, opnieuw")
    assert advised.value("coach") == {"may_look": False} and not advised.value("choice")


def test_nobody_is_heard_before_the_consent(talker: Talker) -> None:
    talker.say("laat een coach meekijken")
    assert not talker.value("coach") and talker.talk.question == "consent"


async def test_the_passport_keeps_it_as_a_consent_of_its_own_that_is_exported(make: Make, store: SqliteStore) -> None:
    conversation = make()
    await agreed(conversation)
    await conversation.hear(OWNER, Heard("kan een coach met me meekijken?"), message_id="m-2")
    await conversation.hear(OWNER, Heard("ja", "affirm"), message_id="m-3")
    kept = store.load(OWNER, actor="employee", action="read")
    assert kept.agrees_to(Purpose.COACH) and not kept.agrees_to(Purpose.CONTACT)
    assert passport_from_export(passport_to_export(kept)) == kept
    assert [(share.coach, share.is_open, share.name) for share in kept.casework.shares] == [(None, True, "")]
    await conversation.hear(OWNER, Heard("toch geen coach meekijken"), message_id="m-4")
    withdrawn = store.load(OWNER, actor="employee", action="read")
    assert not withdrawn.agrees_to(Purpose.COACH) and not withdrawn.casework.open_shares and store.cases_for("c1") == ()


def test_a_talk_from_before_reads_without_it() -> None:
    assert Talk().notes.nones == 0 and not Talk().value("coach")
