"""Sharing in the talk: what the coach wrote, who looks, the name, the end."""

from __future__ import annotations

import pytest

from skills_passport.casework import coach
from skills_passport.model import Purpose
from skills_passport.sqlite_store import SqliteStore
from tests.bot.rasa_on_loopback import OWNER
from tests.bot.sharing_talk import CARLA, Sharing, text_of


async def test_what_the_coach_wrote_can_be_asked(sharing: Sharing) -> None:
    assert "nog niets geschreven" in text_of(await sharing.say("wat zei mijn coach?"))
    sharing.writes("Wil je donderdag praten?")
    assert "Carla schreef: “Wil je donderdag praten?”" in text_of(await sharing.say("wat zei mijn coach?"))
    assert "Op 23 november schreef Carla: “Wil je donderdag praten?”" in text_of(await sharing.say("wat schreef Carla ook alweer?"))


async def test_who_looks_on_is_told_by_name(sharing: Sharing, store: SqliteStore) -> None:
    assert "Carla" in (text := text_of(await sharing.say("wie ziet dit nu?"))) and "nog geen coach gekeken" in text
    coach.open_case(store, sharing.case, CARLA)
    assert "Het laatst keek Carla, op 23 november." in text_of(await sharing.say("wie kijkt er nu mee?"))


async def test_who_shares_with_nobody_hears_that(alone: Sharing) -> None:
    assert "met niemand" in text_of(await alone.say("wie ziet dit nu?"))


async def test_sharing_stops_after_a_yes(sharing: Sharing, store: SqliteStore) -> None:
    turn = await sharing.say("stop met delen")
    assert "Weet je zeker" in text_of(turn) and sharing.passport.casework.open_shares
    assert "blijft delen" in text_of(await sharing.press(turn, "Nee, blijf delen"))
    assert sharing.passport.casework.open_shares
    await sharing.say("ik wil niet meer delen")
    assert "kan je paspoort niet meer zien" in text_of(await sharing.say("ja", "affirm"))
    kept = sharing.passport
    assert not kept.casework.open_shares and not kept.agrees_to(Purpose.COACH)
    assert kept.answers["coach"].value == {"may_look": False} and not store.cases_for(CARLA)
    assert "end-share" in [entry.action for entry in store.accesses(OWNER, actor="employee")]


@pytest.mark.parametrize("words", ["Ria", "noem me maar Ria", "zeg maar Ria"])
async def test_the_name_goes_to_the_share_and_stands_nowhere_else(alone: Sharing, words: str) -> None:
    await alone.say("deel met de coach")
    turn = await alone.say("ja", "affirm")
    assert "Hoe mag de coach je noemen?" in text_of(turn)
    said = await alone.say(words)
    assert alone.passport.casework.open_shares[0].name == "Ria" and "Ria" not in text_of(said)
    assert not any("Ria" in line.text for line in alone.passport.talk)
    assert "Ria" not in str(alone.passport.interview.notes) and "Ria" not in str(alone.passport.exchanges)


@pytest.mark.parametrize(("words", "intent"), [("Jan die werkt bij de balie van Breda", "answer"), ("jaap-jan vd berg zeg maar jj 4", "out_of_scope")])
async def test_words_that_are_no_plain_name_are_asked_again_and_stand_nowhere(alone: Sharing, words: str, intent: str) -> None:
    await alone.say("deel met de coach")
    await alone.say("ja", "affirm")
    again = await alone.say(words, intent)
    assert "geen naam" in text_of(again) and [button.title for button in again.messages[-1].buttons] == ["Bij mijn naam van het inloggen", "Zonder naam"]
    assert words not in text_of(again) and words not in [line.text for line in alone.passport.talk]
    assert words not in str(alone.passport.interview.notes) and words not in str(alone.passport.exchanges)
    assert "zonder naam" in text_of(await alone.say(words, intent))
    assert words not in [line.text for line in alone.passport.talk] and alone.passport.casework.open_shares[0].name == ""


async def test_a_question_in_place_of_the_name_is_answered(alone: Sharing) -> None:
    await alone.say("deel met de coach")
    await alone.say("ja", "affirm")
    await alone.say("ziet mijn leidinggevende dit?", "faq_manager")
    assert "ziet mijn leidinggevende dit?" in [line.text for line in alone.passport.talk]


async def test_a_name_that_waits_for_rasa_stands_in_no_line_of_the_talk(alone: Sharing) -> None:
    await alone.say("deel met de coach")
    await alone.say("ja", "affirm")
    await alone.conversation.turn(OWNER, "Zonneveld")  # nobody listens where Rasa should be
    lines = [line.text for line in alone.passport.talk]
    assert "(mijn naam)" in lines and not any("Zonneveld" in line for line in lines)


async def test_the_name_of_the_login_can_be_pressed(alone: Sharing) -> None:
    await alone.say("deel met de coach")
    turn = await alone.say("ja", "affirm")
    with alone.conversation.signed_in_as(OWNER, "Ria de Vries"):
        await alone.press(turn, "Bij mijn naam van het inloggen")
    assert alone.passport.casework.open_shares[0].name == "Ria de Vries"
    assert not any("Vries" in line.text for line in alone.passport.talk)


@pytest.mark.parametrize("words", ["zonder naam", "liever niet", "nee"])
async def test_no_name_needs_to_be_given(alone: Sharing, words: str) -> None:
    await alone.say("deel met de coach")
    await alone.say("ja", "affirm")
    assert "zonder naam" in text_of(await alone.say(words, "deny"))
    assert alone.passport.casework.open_shares[0].name == ""
