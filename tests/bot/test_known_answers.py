"""Questions that employees have and words that they do not know: answered from what HR wrote, and then the open question again, without its preamble."""

from __future__ import annotations

import pytest

from bot.beside.known_answers import KnownAnswers, known_answers
from bot.interview import Interview
from bot.replies import count_sentences
from bot.talk import Heard, Talk
from tests.bot.conftest import Talker

VCA = "VCA is een bewijs"
QUESTIONS = ("function", "region", "tasks", "trends", "outside", "wishes", "contact", "digital", "direction", "criteria")


@pytest.fixture(scope="module")
def known(interview: Interview) -> KnownAnswers:
    script = interview.script
    return known_answers(script.answers, script.glossary, script.examples)


@pytest.mark.parametrize(
    "words",
    ["wat is een vca", "wat betekent VCA", "wat betekend vca?", "wat bedoel je met vca", "vca?", "huh wat is vca", "ik snap dat woord niet: VCA", "VCA, wat is dat?", "leg vca eens uit",
     "waar staat vca voor", "vca zegt me niks", "weet jij wat vca is", "wat is in hemelsnaam een VCA certificaat", "sorry maar wat is een v.c.a.?"],
)
def test_a_word_is_explained_however_it_is_asked(talker: Talker, words: str) -> None:
    text = talker.until("wishes").say(words, "nlu_fallback", 0.4)
    assert VCA in text and text.endswith(talker.interview.script.question("wishes").again)
    assert talker.talk.question == "wishes" and not talker.value("wishes")


@pytest.mark.parametrize(("typed", "term"), [("skilspaspoort", "skillspaspoort"), ("loonsupletie", "loonsuppletie"), ("leer werk traject", "leer-werktraject"), ("kwadranten", "kwadrant")])
def test_a_slip_of_the_pen_or_another_form_is_the_same_word(known: KnownAnswers, typed: str, term: str) -> None:
    found = known.word(f"wat is een {typed}")
    assert found is not None and found.key == term


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_answer_comes_at_every_open_question_and_the_question_again_without_its_preamble(talker: Talker, question: str) -> None:
    if question == "trends":
        talker.until("tasks").say("ik bestel spullen en plan vergaderingen")
    talker.until(question)
    before = talker.talk
    text = talker.say("mag ik leren in werktijd?", "faq_cost", 0.5)
    answer = next(known.answer for known in talker.interview.script.answers if known.id == "leren-in-werktijd")
    assert answer in text and count_sentences(text) <= 3
    assert talker.talk.question == question and talker.talk.given == before.given
    asked = talker.interview.script.question(question)
    assert question in ("trends", "tasks") or text == f"{answer} {asked.again}"


def test_after_the_advice_a_question_is_answered_and_nothing_is_advised_anew(done: Talker) -> None:
    text = done.say("wie is dat eigenlijk, een transfercoach?", "out_of_scope", 0.6)
    assert "buiten je eigen afdeling" in text and not done.outcome.wants_advice
    text = done.say("hoe kom je aan dit advies?", "nlu_fallback", 0.4)
    assert "vaste regels" in text and not done.outcome.wants_advice


@pytest.mark.parametrize(
    ("question", "words"),
    [("tasks", "ik leg uit wat een paspoort kost"), ("tasks", "mensen uitleggen wat een uitkering is"), ("tasks", "brp bijwerken en de balie doen"), ("outside", "wat ik graag doe is vca lessen geven"),
     ("tasks", "soms leg ik uit hoe het zaaksysteem werkt")],
)
def test_who_tells_is_never_taken_for_somebody_who_asks(talker: Talker, question: str, words: str) -> None:
    talker.until(question).say(words)
    assert words in talker.value(question)["messages"]


def test_an_answer_with_a_question_beside_it_is_not_lost(talker: Talker) -> None:
    words = "wat is een vca? ik typ brieven en doe de post"
    talker.until("tasks").say(words)
    assert words in talker.value("tasks")["messages"]


def test_a_bare_name_that_answers_the_open_question_is_an_answer(talker: Talker) -> None:
    talker.until("function").say("boa?")
    assert talker.value("function") or talker.talk.notes.stage
    talker.until("wishes").say("data?")
    assert talker.value("wishes")["sectors"] == ["ict"]


def test_not_understanding_a_program_is_an_answer_about_the_computer(talker: Talker) -> None:
    talker.until("digital").say("ik snap excel niet zo goed")
    assert talker.value("digital")["create"] <= 1


def test_a_question_that_stands_in_the_file_goes_before_the_word_in_it(known: KnownAnswers) -> None:
    heard = Heard("wat is om- en bijscholen?", "nlu_fallback", 0.4)
    found = known.find(Talk("tasks"), heard, heard, None)
    assert found is not None and found.key == "om-en-bijscholen"


@pytest.mark.parametrize("words", ["ben jij een robot?", "is dit data?", "kan ik zzp worden?", "hoe gaat dat met krapte en zo verder?"])
def test_a_question_with_a_word_in_it_does_not_ask_what_it_means(known: KnownAnswers, words: str) -> None:
    assert known.word(words) is None


@pytest.mark.parametrize("words", ["wat is de hoofdstad van frankrijk", "hoe reset ik mijn wachtwoord?", "wat kost een nieuw rijbewijs", "kan ik docent worden", "waarom?"])
def test_what_nobody_wrote_an_answer_to_is_left_to_the_talk(known: KnownAnswers, words: str) -> None:
    heard = Heard(words, "nlu_fallback", 0.4)
    assert known.find(Talk("tasks"), heard, heard, None) is None


def test_what_was_said_in_so_many_words_keeps_its_meaning(known: KnownAnswers) -> None:
    said = Heard("ben ik te oud om te leren?", "faq_learning", 0.9)
    assert known.find(Talk("tasks"), said, Heard(said.words, "too_old"), None) is None


def test_rasa_votes_for_the_questions_it_is_trained_on(known: KnownAnswers) -> None:
    words = "hoe zit dat nou met dat geld"
    alone, heard = Heard(words, "nlu_fallback", 0.4), Heard(words, "faq_pay", 1.0)
    assert known.question(alone) is None
    found = known.question(heard)
    assert found is not None and found.key == "minder-verdienen"


@pytest.mark.parametrize("question", ["consent", "contact"])
@pytest.mark.parametrize("words", ["kan ik dat later weer intrekken", "kan ik dit later nog intrekken?"])
def test_who_is_asked_for_a_yes_hears_that_it_can_be_taken_back(talker: Talker, question: str, words: str) -> None:
    talker.say("hoi", "greet")
    if question != "consent":
        talker.until(question)
    text = talker.say(words, "unknown_question", 0.5)
    assert "onder 'Toestemming'" in text and talker.talk.question == question and not talker.value(question)


@pytest.mark.parametrize("intent", ["faq_job_loss", "nlu_fallback"])
def test_who_asks_the_same_again_gets_it_shorter_and_is_told_who_knows_more(talker: Talker, intent: str) -> None:
    first, second, third = (talker.until("tasks").say("verdwijnt mijn baan?", intent, 0.97) for _ in range(3))
    assert first.startswith("Dat kan ik niet zeggen") and "transfercoach" not in first
    assert second.startswith("Kort gezegd: dat kan ik niet zeggen, en ik beslis er ook niet over. Een transfercoach")
    assert third.startswith("Meer weet ik er niet van, een transfercoach wel.")
    assert all(count_sentences(text) <= 3 for text in (first, second, third)) and talker.talk.question == "tasks"
    talker.say("ik bestel spullen")
    assert talker.say("verdwijnt mijn baan?", intent, 0.97).startswith("Dat kan ik niet zeggen")
