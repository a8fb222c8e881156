"""A coach in the talk: what they did is told once, and is answered there after it was read back."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.coach.wishes import START
from bot.conversation import Conversation
from bot.front_door import build_conversation
from bot.interview import Interview
from bot.record import talk_in
from bot.replies import Turn, count_sentences
from bot.served import Served
from bot.talk import Heard, Talk
from bot.talk import Outcome as TurnOutcome
from rules.knowledge import Knowledge
from skills_passport.casework import coach, employee
from skills_passport.casework.follow_ups import FollowUpKind
from skills_passport.casework.plan import StepState
from skills_passport.casework.queue import Coach
from skills_passport.casework.shares import Party
from skills_passport.casework.verdicts import Outcome, Reason
from skills_passport.model import Button, Purpose, SkillsPassport
from skills_passport.sqlite_store import SqliteStore
from tests.bot.rasa_on_loopback import NOW, OWNER, Make, agreed

CARLA = "c1"
LATER = NOW + timedelta(minutes=5)


class Sharing:
    """Somebody in the middle of the interview who shares with Carla, and what Carla does."""

    def __init__(self, conversation: Conversation, store: SqliteStore) -> None:
        self.conversation, self.store, self.count = conversation, store, 0

    @property
    def passport(self) -> SkillsPassport:
        return self.store.load(OWNER, actor="employee", action="read")

    @property
    def case(self) -> str:
        return self.passport.casework.open_shares[0].case

    def writes(self, text: str) -> None:
        coach.write_to_employee(self.store, self.case, CARLA, text, at=LATER)

    async def say(self, words: str, intent: str = "answer") -> Turn:
        self.count += 1
        return await self.conversation.hear(OWNER, Heard(words, intent), message_id=f"s-{self.count}")

    async def press(self, turn: Turn, title: str) -> Turn:
        pressed = next(button for button in turn.buttons if button.title == title)
        self.count += 1
        return await self.conversation.hear(OWNER, Heard(pressed.payload, "button", 1.0, pressed.payload), message_id=f"s-{self.count}")

    async def opens(self) -> Turn:
        return await self.conversation.open(OWNER)

    @property
    def sent(self) -> list[str]:
        return [message.text for message in self.passport.casework.messages if message.by is Party.EMPLOYEE]


def share_with_carla(store: SqliteStore, who: str | None = CARLA) -> None:
    employee.share(store, OWNER, coach=who, name="Ria", reach="", at=NOW, text_version="1")


@pytest.fixture
async def sharing(make: Make, store: SqliteStore) -> Sharing:
    store.note_coach(Coach(CARLA, "Carla", NOW))
    conversation = make()
    await agreed(conversation)
    share_with_carla(store)
    return Sharing(conversation, store)


@pytest.fixture
async def alone(make: Make, store: SqliteStore) -> Sharing:
    store.note_coach(Coach(CARLA, "Carla", NOW))
    conversation = make()
    await agreed(conversation)
    return Sharing(conversation, store)


def text_of(turn: Turn) -> str:
    return " ".join(message.text for message in turn.messages)


def cards_of(turn: Turn) -> list[str]:
    return [line for message in turn.messages if message.card for line in message.card["lines"]]


# -- told once


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


# -- answered


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


# -- what the coach wrote, who looks, the name, the end


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
