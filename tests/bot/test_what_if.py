"""'Wat als …?' after the advice: what would change and why, in three sentences; and nothing changes by asking."""

from __future__ import annotations

import pytest

from bot.advised.supposed_change import SupposedChange
from bot.interview import Interview
from bot.replies import count_sentences
from bot.talk import Given, Talk
from bot.words.supposing import supposed
from rules.contrast.changes import Change, Digital, Elsewhere, Holds, Learned, NoLonger, Required, Towards, Weighed
from rules.knowledge import Knowledge
from rules.person import Criterion, CriterionKind, DigitalLevel, Direction
from tests.bot.conftest import Talker, advice_for, asked, conditions

HOURS, PAY, HOME = CriterionKind.NO_IRREGULAR_HOURS, CriterionKind.KEEP_PAY, CriterionKind.WORK_FROM_HOME
TOLD = Talk(given={"criteria": Given({"criteria": [
    {"words": "geen avonden", "kind": HOURS.value, "hard": True},
    {"words": "niet minder verdienen", "kind": PAY.value, "hard": True},
    {"words": "thuis kunnen werken", "kind": HOME.value, "hard": False},
]}, "geen avonden")})  # fmt: skip

ASKED: list[tuple[str, Change]] = [
    ("wat als ik excel leer?", Learned("spreadsheets-gebruiken")),
    ("watals ik exel leer", Learned("spreadsheets-gebruiken")),
    ("en wat als ik beter leer notuleren", Learned("notuleren")),
    ("wat nou als ik een cursus boekhouden doe", Learned("boekhoudkundig-inzicht")),
    ("stel dat ik kan programmeren", Learned("programmeren")),
    ("mocht ik leidinggeven leren, wat dan?", Learned("leiding-geven")),
    ("en als ik in Utrecht zou zoeken?", Elsewhere("midden-utrecht")),
    ("krijg ik andere functies als ik in de regio Twente zoek?", Elsewhere("twente")),
    ("maakt het uit als ik naar groningen verhuis", Elsewhere("groningen")),
    ("wat als ik in heel Nederland zoek", Elsewhere(None)),
    ("wat als ik wel avonden wil werken?", NoLonger(HOURS)),
    ("stel dat ik wel 's avonds werk", NoLonger(HOURS)),
    ("zou het iets uitmaken als ik avonden wel wil", NoLonger(HOURS)),
    ("wat als weekenden geen probleem zijn", NoLonger(CriterionKind.NO_WEEKENDS)),
    ("wat als mijn salaris lager mag zijn", NoLonger(PAY)),
    ("wat als ik minder hoef te verdienen", NoLonger(PAY)),
    ("wat als thuiswerken niet hoeft", NoLonger(HOME)),
    ("wat als ik ook buiten de gemeente zoek", NoLonger(CriterionKind.STAY_WITH_MUNICIPALITY)),
    ("wat als avonden een wens is en geen eis", Weighed(HOURS, hard=False)),
    ("wat als thuis werken echt moet", Weighed(HOME, hard=True)),
    ("wat als ik buiten wil werken?", Required(Criterion("buiten werken", CriterionKind.OUTDOORS, hard=True))),
    ("wat als ik geen lange opleiding wil", Required(Criterion("geen lange opleiding", CriterionKind.NO_LONG_SCHOOLING, hard=True))),
    ("stel dat ik een diploma verpleegkunde heb", Holds("big-verpleegkundige")),
    ("wat als ik mijn boa papieren haal", Holds("boa-akte")),
    ("wat als ik een rijbewijs C heb", Holds("rijbewijs-c-code-95")),
    ("wat als ik iets anders wil", Towards(Direction.CHANGE_OCCUPATION)),
    ("stel dat ik er een rol bij neem", Towards(Direction.ADD_ROLE)),
    ("wat als ik beter leer omgaan met de computer", Digital(DigitalLevel(2, 2))),
]


@pytest.mark.parametrize(("words", "change"), ASKED, ids=[words for words, _ in ASKED])
def test_what_is_supposed_is_understood(interview: Interview, words: str, change: Change) -> None:
    assert SupposedChange(interview.script, interview.ears).find(TOLD, supposed(words)) == change


@pytest.mark.parametrize(
    "words",
    ["ik wil toch wel avonden werken", "als ik maar op tijd thuis ben", "wat doe ik als het druk is", "zou fijn zijn als ik thuis kan werken", "wat ik doe is excel",
     "ik help mensen als ze iets niet kunnen vinden", "in Utrecht zoeken", "ik stel brieven op", "verander mijn regio"],
)
def test_what_tells_or_corrects_supposes_nothing(words: str) -> None:
    assert supposed(words) == ""


@pytest.mark.parametrize("words", ["wat als ik engels leer", "wat als ik het niet kan", "wat als het tegenvalt", "wat als ik geen diploma's heb", "wat als ik tijd heb"])
def test_what_cannot_be_reckoned_with_is_no_change(interview: Interview, words: str) -> None:
    assert SupposedChange(interview.script, interview.ears).find(TOLD, supposed(words)) is None


@pytest.fixture
def early(done: Talker) -> Talker:
    """Has an advice, with no evenings as a must."""
    done.say("geen avonden")
    done.say("moet echt")
    assert conditions(done) == [("geen avonden", True)]
    return done


@pytest.mark.parametrize("words", [words for words, _ in ASKED])
def test_the_answer_is_short_and_nothing_changes(early: Talker, knowledge: Knowledge, words: str) -> None:
    given, advice = early.talk.given, advice_for(early, knowledge)
    text = asked(early, knowledge, words, "faq_learning")
    assert 1 <= count_sentences(text) <= 3
    assert early.talk.given == given and early.talk.notes.advised and not early.outcome.wants_advice
    assert advice_for(early, knowledge) == advice


def test_what_would_appear_is_named_with_the_reason_and_can_be_made_real(early: Talker, knowledge: Knowledge) -> None:
    before = {each.title for each in advice_for(early, knowledge).suggestions}
    text = asked(early, knowledge, "wat als ik wel avonden wil werken?")
    assert text.startswith("Als “geen avonden” geen eis of wens meer is, z")
    assert early.titles == ["Zo laten staan", "Verander het echt"]
    early.press("Verander het echt")
    assert conditions(early) == [] and early.outcome.wants_advice and early.talk.question is None
    after = {each.title for each in advice_for(early, knowledge).suggestions}
    assert after - before and all(title[1:] in text for title in after - before)


def test_another_region_can_be_left_or_made_real(done: Talker, knowledge: Knowledge) -> None:
    asked(done, knowledge, "en als ik in Utrecht zou zoeken?")
    assert "ik laat alles staan" in done.press("Zo laten staan")
    assert done.value("region")["region_id"] == "regio-zwolle" and not done.outcome.wants_advice
    asked(done, knowledge, "en als ik in Utrecht zou zoeken?")
    assert "Midden-Utrecht, genoteerd." in done.press("Verander het echt")
    assert done.value("region")["region_id"] == "midden-utrecht" and done.outcome.wants_advice


def test_a_must_that_is_supposed_a_wish_can_become_one(early: Talker, knowledge: Knowledge) -> None:
    asked(early, knowledge, "wat als avonden een wens is en geen eis")
    assert "*geen avonden* is nu een wens." in early.press("Verander het echt")
    assert conditions(early) == [("geen avonden", False)] and early.outcome.wants_advice


def test_a_direction_and_a_level_can_be_made_real(done: Talker, knowledge: Knowledge) -> None:
    asked(done, knowledge, "wat als ik meegroei in mijn eigen werk")
    done.press("Verander het echt")
    assert done.value("direction") == {"direction": "grow-along"}
    asked(done, knowledge, "wat als ik handiger word met de computer")
    done.press("Verander het echt")
    assert done.value("digital") == {"insight": 2, "create": 3}


@pytest.mark.parametrize("words", ["wat als ik lesgeven leer", "stel dat ik een diploma verpleegkunde heb"])
def test_what_is_not_so_yet_cannot_be_made_real(done: Talker, knowledge: Knowledge, words: str) -> None:
    asked(done, knowledge, words)
    assert "Verander het echt" not in done.titles


def test_what_holds_already_says_so_and_offers_nothing(done: Talker, knowledge: Knowledge) -> None:
    assert asked(done, knowledge, "wat als ik in Zwolle zoek") == "Daar zoek je nu al. Er verandert dus niets."
    assert "Verander het echt" not in done.titles


@pytest.mark.parametrize(("words", "intent"), [("wat als ik engels leer", "faq_learning"), ("wat als ik een hond koop", "unknown_question"), ("stel dat ik engels kan", "answer")])
def test_what_is_not_known_says_what_can_be_asked(done: Talker, knowledge: Knowledge, words: str, intent: str) -> None:
    assert "Dat kan ik niet narekenen" in asked(done, knowledge, words, intent)


def test_a_frequent_question_keeps_its_own_answer(done: Talker, knowledge: Knowledge) -> None:
    assert asked(done, knowledge, "wat als het tegenvalt", "faq_return", 0.97) == done.interview.script.answer_to("faq_return").answer
    assert "narekenen" not in asked(done, knowledge, "wat als ik mijn baan kwijtraak?", "faq_job_loss")


def test_a_correction_after_the_advice_is_none_of_it(early: Talker, knowledge: Knowledge) -> None:
    asked(early, knowledge, "avonden mogen toch wel", "correction")
    assert conditions(early) == [] and early.outcome.wants_advice


def test_before_there_is_an_advice_it_waits_and_the_question_stands(talker: Talker) -> None:
    talker.until("tasks")
    text = talker.say("wat als ik excel leer?", "faq_learning")
    assert text.startswith("Dat kan ik zeggen zodra je suggesties er zijn.") and talker.talk.question == "tasks"
    assert not talker.value("tasks")


def test_nothing_is_supposed_before_there_is_consent(talker: Talker) -> None:
    assert "suggesties" not in talker.say("wat als ik excel leer?", "faq_learning")


def test_why_not_any_function_names_what_would_help(done: Talker, knowledge: Knowledge) -> None:
    text = asked(done, knowledge, "waarom geen kok?", "why")
    assert text.startswith("Kok staat er niet bij") and "Wat zou helpen" in text and "'ik wil kok worden'" in text
    assert count_sentences(text) <= 3


def test_why_not_before_there_is_an_advice_is_answered_later(talker: Talker) -> None:
    said = talker.until("digital").say("waarom geen verpleegkundige", "why")
    assert "zodra je suggesties er zijn" in said and talker.talk.question == "digital"


def test_half_a_sentence_after_the_advice_supposes(done: Talker, knowledge: Knowledge) -> None:
    given = done.talk.given
    assert "Utrecht" in asked(done, knowledge, "en als ik in Utrecht zoek", "nlu_fallback") and done.talk.given == given
    assert done.titles == ["Zo laten staan", "Verander het echt"]


@pytest.mark.parametrize("words", ["en als ik in Utrecht moet zoeken dan stop ik", "en als ik tijd heb"])
def test_what_only_begins_so_supposes_nothing(done: Talker, knowledge: Knowledge, words: str) -> None:
    given = done.talk.given
    assert "Dat kan ik nog niet plaatsen." in asked(done, knowledge, words) and done.talk.given == given
