"""A coach in the talk: what they did is told once."""

from __future__ import annotations

from datetime import date

import pytest

from bot.replies import count_sentences
from skills_passport.casework import coach, employee
from skills_passport.casework.follow_ups import FollowUpKind
from skills_passport.casework.plan import StepState
from skills_passport.casework.verdicts import Outcome, Reason
from skills_passport.sqlite_store import SqliteStore
from tests.bot.rasa_on_loopback import OWNER
from tests.bot.sharing_talk import CARLA, LATER, Sharing, cards_of, text_of


async def test_a_message_is_told_on_opening_once_and_counts_as_read(sharing: Sharing) -> None:
    assert not (await sharing.opens()).messages, "nothing happened yet"
    sharing.writes("Wil je donderdag praten?")
    turn = await sharing.opens()
    assert "Carla schreef: “Wil je donderdag praten?”" in text_of(turn)
    assert "Antwoord Carla" in [button.title for button in turn.buttons]
    assert all(message.read_at is not None for message in sharing.passport.casework.messages)
    assert not (await sharing.opens()).messages
    assert "schreef" not in text_of(await sharing.say("administratief medewerker"))
    assert any("Wil je donderdag praten?" in line.text for line in sharing.passport.talk), "it stands in the talk"


async def test_while_the_page_is_open_it_comes_with_the_next_turn(sharing: Sharing) -> None:
    sharing.writes("Wil je donderdag praten?")
    turn = await sharing.say("administratief medewerker")
    assert text_of(turn).startswith("Carla schreef: “Wil je donderdag praten?”") or cards_of(turn)
    assert sharing.passport.answers["function"], "what was said counts"
    assert "Antwoord Carla" in [button.title for button in turn.buttons]


@pytest.mark.parametrize("text", ["Hoi! Hoe is het? Ik las alles. Bel me maar. Of mail.", "eerste regel\ntweede regel", "heel lang " * 60])
async def test_what_is_long_stands_whole_on_a_card(sharing: Sharing, text: str) -> None:
    sharing.writes(text)
    turn = await sharing.opens()
    assert any(text.strip() in line for line in cards_of(turn))
    assert count_sentences(text_of(turn)) <= 3 and "Er is nieuws van Carla." in text_of(turn)


async def test_the_same_message_read_on_the_page_is_not_told(sharing: Sharing, store: SqliteStore) -> None:
    sharing.writes("Hoi")
    assert employee.read_messages(store, OWNER, at=LATER)
    assert not (await sharing.opens()).messages


async def test_steps_and_appointments_of_the_coach_are_told_once(sharing: Sharing, store: SqliteStore) -> None:
    case = coach.propose_step(store, sharing.case, CARLA, kind=70, text="Loop een dag mee bij inkoop", at=LATER, expected_version=0)
    coach.plan_follow_up(store, sharing.case, CARLA, kind=FollowUpKind.CONVERSATION, day=date(2026, 12, 3), at=LATER, expected_version=case.version)
    told = " ".join([text_of(turn := await sharing.opens()), *cards_of(turn)])
    assert "Carla stelt een stap voor: Loop een dag mee bij inkoop" in told and "Carla plant een gesprek met je op 3 december." in told
    assert not (await sharing.opens()).messages
    step = sharing.passport.casework.steps[0]
    employee.change_step(store, OWNER, step.id, state=StepState.AGREED, at=LATER, expected_casework=sharing.passport.casework.version)
    assert not (await sharing.opens()).messages, "what they did themselves is no news"


async def test_a_step_of_the_coach_is_told_after_the_employee_took_back_one_of_their_own(sharing: Sharing, store: SqliteStore) -> None:
    employee.propose_step(store, OWNER, kind=20, text="Praat met Ben", at=LATER, expected_casework=0)
    await sharing.opens()
    work = sharing.passport.casework
    work = employee.take_back_step(store, OWNER, work.steps[0].id, expected_casework=work.version).casework
    coach.propose_step(store, sharing.case, CARLA, kind=70, text="Loop een dag mee bij inkoop", at=LATER, expected_version=work.version)
    assert "Carla stelt een stap voor: Loop een dag mee bij inkoop" in text_of(await sharing.opens())
    assert not (await sharing.opens()).messages


async def test_verdicts_are_told_with_why(sharing: Sharing, store: SqliteStore) -> None:
    await sharing.say("administratief medewerker")
    await sharing.say("ik bestel spullen en bel leveranciers")
    await sharing.say("geef advies", "ask_advice")
    advice = sharing.passport.advices[-1]
    first, second, *_ = [line.card["function_id"] for line in sharing.passport.talk if line.card]
    case = coach.judge(store, sharing.case, CARLA, advice_id=advice.id, function_id=first, outcome=Outcome.ACCEPT, reason=Reason.FITS, at=LATER, expected_version=sharing.passport.casework.version)
    coach.judge(store, sharing.case, CARLA, advice_id=advice.id, function_id=second, outcome=Outcome.REJECT, reason=Reason.OTHER, words="Te ver reizen.", at=LATER, expected_version=case.version)
    turn = await sharing.opens()
    told = " ".join([text_of(turn), *cards_of(turn)])
    assert "bij je passen, omdat het past bij wat je kunt en wilt." in told and "nu niet passen. “Te ver reizen.”" in told
    assert not (await sharing.opens()).messages


async def test_before_cards_it_stands_on_a_card(sharing: Sharing) -> None:
    await sharing.say("administratief medewerker")
    await sharing.say("ik bestel spullen en bel leveranciers")
    sharing.writes("Kijk eens naar inkoop.")
    turn = await sharing.say("geef advies", "ask_advice")
    assert turn.messages[0].card is not None and turn.messages[0].card["lines"] == ["Carla schreef: “Kijk eens naar inkoop.”"]
    assert len([message for message in turn.messages if message.card]) > 1


async def test_who_needs_help_hears_no_news_then(sharing: Sharing) -> None:
    sharing.writes("Hoi")
    turn = await sharing.say("ik wil niet meer leven", "distress")
    assert "schreef" not in text_of(turn)
    assert any(message.read_at is None for message in sharing.passport.casework.messages)
