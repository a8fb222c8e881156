"""A message to the coach from the talk: read back, and sent after a yes only."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from bot.coach.wishes import START
from bot.front_door import build_conversation
from bot.interview import Interview
from bot.record import talk_in
from bot.served import Served
from bot.talk import Heard, Talk
from bot.talk import Outcome as TurnOutcome
from rules.knowledge import Knowledge
from skills_passport.casework import coach, employee
from skills_passport.model import Button
from skills_passport.sqlite_store import SqliteStore
from tests.bot.rasa_on_loopback import NOW, OWNER
from tests.bot.sharing_talk import CARLA, LATER, Sharing, cards_of, share_with_carla, text_of


async def test_an_answer_is_read_back_and_sent_after_a_yes_only(sharing: Sharing) -> None:
    sharing.writes("Wil je donderdag praten?")
    asked = await sharing.press(await sharing.opens(), "Antwoord Carla")
    assert "Typ je bericht aan Carla" in text_of(asked)
    read_back = await sharing.say("Donderdag kan ik niet, vrijdag wel", "deny")
    assert text_of(read_back) == "Dit stuur ik aan Carla: “Donderdag kan ik niet, vrijdag wel” Goed zo?"
    assert not sharing.sent
    sent = await sharing.press(read_back, "Ja, stuur")
    assert sharing.sent == ["Donderdag kan ik niet, vrijdag wel"] and "Je bericht is naar Carla." in text_of(sent)
    await sharing.say("ja", "affirm")
    assert len(sharing.sent) == 1
    assert "send-message" in [entry.action for entry in sharing.store.accesses(OWNER, actor="employee")]


async def test_the_same_message_number_sends_once(sharing: Sharing) -> None:
    await sharing.say("zeg tegen mijn coach: ik bel morgen")
    for _ in range(2):
        await sharing.conversation.hear(OWNER, Heard("ja", "affirm"), message_id="same")
    assert sharing.sent == ["Ik bel morgen"]


@pytest.mark.parametrize("words", ["nee, toch niet", "laat maar", "Niet sturen", "stop"])
async def test_it_can_be_left(sharing: Sharing, words: str) -> None:
    await sharing.say("zeg tegen mijn coach dat ik donderdag kan")
    turn = await sharing.say(words, "deny")
    assert "ik stuur niets" in text_of(turn)
    await sharing.say("ja", "affirm")
    assert not sharing.sent


async def test_other_words_are_read_back_in_its_place(sharing: Sharing) -> None:
    first = await sharing.say("zeg tegen mijn coach dat ik donderdag kan")
    assert "“Ik wil je zeggen dat ik donderdag kan”" in text_of(first)
    again = await sharing.say("Ik kan pas vrijdag.")
    assert "“Ik kan pas vrijdag.”" in text_of(again)
    await sharing.press(again, "Anders schrijven")
    await sharing.say("Zaterdag dan?")
    await sharing.say("stuur maar")
    assert sharing.sent == ["Zaterdag dan?"]


@pytest.mark.parametrize(("words", "text"), [("kan de coach me bellen?", "Kun je me bellen?"), ("zeg tegen Carla dat ik vrij was", "Ik wil je zeggen dat ik vrij was"), ("laat mijn coach me mailen", "Kun je me mailen?")])
async def test_it_is_asked_in_words(sharing: Sharing, words: str, text: str) -> None:
    await sharing.say("administratief medewerker")
    assert f"“{text}”" in text_of(await sharing.say(words, "out_of_scope"))


async def test_what_may_not_be_kept_is_not_sent(sharing: Sharing) -> None:
    await sharing.say("stuur mijn coach een bericht")
    turn = await sharing.say("ik heb adhd en ik kan vrijdag")
    assert "adhd" not in text_of(turn) and "vrijdag" in text_of(turn)


@pytest.mark.parametrize(("words", "asked"), [
    ("zeg tegen mijn coach dat ik kanker heb", "Typ je bericht"), ("vraag mijn coach of ik door mijn reuma kan stoppen met de balie", "“Ik wil je vragen of ik kan stoppen met de balie”"),
])
async def test_health_told_in_the_same_breath_is_left_out_before_it_becomes_a_message(sharing: Sharing, words: str, asked: str) -> None:
    await sharing.say("administratief medewerker")
    turn = await sharing.say(words)
    assert asked in text_of(turn)
    assert not any("kanker" in line.text or "reuma" in line.text for line in sharing.passport.talk)


async def test_distress_in_a_message_to_the_coach_gets_help(sharing: Sharing) -> None:
    await sharing.say("stuur mijn coach een bericht")
    turn = await sharing.say("ik wil niet meer leven", "distress")
    assert "113" in text_of(turn) and not sharing.sent
    assert not any("leven" in line.text for line in sharing.passport.talk)
    await sharing.say("ja", "affirm")
    assert not sharing.sent


async def test_while_a_message_is_written_nothing_of_the_open_question_can_be_pressed(sharing: Sharing) -> None:
    await sharing.say("administratief medewerker")
    pressable = sharing.conversation._served().interview.pressable
    assert pressable.way_back(talk_in(sharing.passport)) is not None
    await sharing.say("stuur mijn coach een bericht")
    assert pressable.way_back(talk_in(sharing.passport)) is None and pressable.chips(talk_in(sharing.passport)) == ()


async def test_who_comes_back_another_day_writes_no_message_any_more(sharing: Sharing, store: SqliteStore, interview: Interview, knowledge: Knowledge, tmp_path: Path) -> None:
    await sharing.say("stuur mijn coach een bericht")
    served = Served(knowledge, interview)
    sharing.conversation = build_conversation(
        store, lambda: served, rasa_url="http://127.0.0.1:9", patience=1.0, tracker=tmp_path / "tracker.sqlite", clock=lambda: NOW + timedelta(days=1),
    )
    assert "Welkom terug" in text_of(await sharing.opens())
    await sharing.say("administratief medewerker")
    assert not sharing.sent and sharing.passport.answers["function"].value


async def test_starting_over_does_not_tell_everything_again(sharing: Sharing, store: SqliteStore) -> None:
    coach.propose_step(store, sharing.case, CARLA, kind=70, text="Loop een dag mee", at=LATER, expected_version=0)
    await sharing.opens()
    await sharing.say("opnieuw beginnen", "start_over")
    assert "Loop een dag mee" not in text_of(turn := await sharing.say("ja", "affirm")) and not cards_of(turn)


async def test_whose_share_has_no_name_known_gets_a_word_for_the_coach(sharing: Sharing, store: SqliteStore) -> None:
    employee.share(store, OWNER, coach="c2", name="Ria", reach="", at=NOW, text_version="1")
    coach.write_to_employee(store, sharing.passport.casework.open_shares[1].case, "c2", "Hoi", at=LATER)
    assert "Je coach schreef: “Hoi”" in text_of(await sharing.opens())


async def test_who_stopped_sharing_meanwhile_sends_nothing(sharing: Sharing, store: SqliteStore) -> None:
    await sharing.say("zeg tegen mijn coach: ik bel morgen")
    employee.end_share(store, OWNER, sharing.case, at=LATER, text_version="1")
    assert "deelt je paspoort niet meer" in text_of(await sharing.say("ja", "affirm")) and not sharing.sent


async def test_with_two_shares_it_is_asked_to_whom(sharing: Sharing, store: SqliteStore) -> None:
    share_with_carla(store, None)
    turn = await sharing.say("zeg tegen mijn coach: ik bel morgen")
    assert {"Carla", "het coachteam"} <= {button.title for button in turn.buttons}
    turn = await sharing.press(turn, "het coachteam")
    assert "“Ik bel morgen”" in text_of(turn)
    await sharing.say("ja", "affirm")
    message = sharing.passport.casework.messages[-1]
    assert message.text == "Ik bel morgen" and message.case == sharing.passport.casework.shares[1].case


async def test_who_is_named_and_looks_on_no_more_is_not_passed_over(sharing: Sharing, store: SqliteStore) -> None:
    sharing.writes("Hoi")
    await sharing.opens()
    employee.end_share(store, OWNER, sharing.case, at=LATER, text_version="1")
    share_with_carla(store, None)
    turn = await sharing.say("schrijf carla: ik kan donderdag niet")
    assert "Carla kijkt niet met je mee" in text_of(turn) and "Verstuur" not in [button.title for button in turn.buttons] and not sharing.sent


def test_one_button_answers_one_coach_however_much_news_there_was(interview: Interview) -> None:
    """After the advice nothing else is asked, so what was offered stays."""
    answer = Button("Antwoord Carla", f"{START}write:0")
    offered = Talk(None).noting(advised=True, seen=True, offered=(answer,))
    outcome = interview.with_news(TurnOutcome(talk=offered, messages=()), ["Carla schreef: Hoi"], "Nieuws", (answer,))
    assert outcome.messages[-1].buttons == (answer,)


@pytest.mark.parametrize("begun", [True, False])
async def test_a_no_to_writing_is_no_message_and_no_answer(sharing: Sharing, begun: bool) -> None:
    if begun:
        await sharing.say("stuur mijn coach een bericht")
    assert "ik stuur niets" in text_of(await sharing.say("nee" if begun else "niet sturen", "deny"))
    assert talk_in(sharing.passport).notes.to_coach is None and not sharing.sent


async def test_without_a_share_it_is_asked_to_share(alone: Sharing) -> None:
    turn = await alone.say("zeg tegen mijn coach dat ik bel")
    assert "Zal ik een transfercoach laten meekijken?" in text_of(turn) and not alone.sent


async def test_an_answer_to_one_of_the_team_says_that_the_team_reads_it(alone: Sharing, store: SqliteStore) -> None:
    share_with_carla(store, None)
    alone.writes("Hoi Ria")
    turn = await alone.press(await alone.opens(), "Antwoord Carla")
    assert "Carla van het coachteam" in text_of(turn)
    await alone.say("laat maar")
    assert "Nu mag meekijken met je paspoort: het coachteam." in text_of(await alone.say("wie ziet dit nu?"))
