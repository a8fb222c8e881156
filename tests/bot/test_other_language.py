"""Who plainly writes in another language gets one sentence in it; who writes Dutch, however it is spelt, never does."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.interview import Interview
from bot.talk import Given, Heard, Talk
from bot.texts.languages_file import parse_languages, read_languages
from bot.words.distress import is_distress
from bot.words.other_language import other_language
from rules.errors import Problem

DATA = Path(__file__).parents[2] / "data"
LANGUAGES = read_languages(DATA)
CONSENT = {"consent": Given({"agreed": True}, "ja")}


def language_of(words: str) -> str:
    found = other_language(words, LANGUAGES)
    return found.code if found else "nl"


@pytest.mark.parametrize(("words", "code"), [
    ("do you speak english", "en"), ("I don't understand the question", "en"), ("english please", "en"),
    ("ich verstehe kein niederländisch", "de"), ("Sprechen Sie Deutsch?", "de"), ("ich spreche kein niederlaendisch", "de"),
    ("je ne comprends pas", "fr"), ("parlez-vous français ?", "fr"),
    ("türkçe konuşabilir misiniz", "tr"), ("turkce biliyor musun", "tr"), ("anlamadim", "tr"),
    ("لا أفهم", "ar"), ("nie rozumiem", "pl"), ("czy pan mowi po polsku", "pl"), ("я не розумію", "uk"),
])
def test_another_language_is_heard(words: str, code: str) -> None:
    assert language_of(words) == code


@pytest.mark.parametrize("words", [
    "office manager", "service desk", "ik werk met SharePoint en Teams", "accountmanager", "human resources business partner", "to do lijstjes maken",
    "one stop shop", "train the trainer", "den haag", "bergen op zoom", "made", "das alles", "merci", "bonjour", "thank you", "see you", "oh my god",
    "sorry my dutch is not good, ik werk bij de post", "ich arbeite bij de gemeente en ik maai gras", "i work bij de post in rotterdam",
    "da wit ik nie", "ik bin van grunn", "was", "man", "die is in de war", "Ayşe Yılmaz", "Paweł", "", "?!", "123", "👍",
])
def test_dutch_is_not(words: str) -> None:
    assert language_of(words) == "nl"


@pytest.mark.parametrize("question", ["consent", "function", "tasks", "region"])
def test_the_open_question_stays_and_nothing_is_kept(interview: Interview, question: str) -> None:
    talk = Talk(question, {} if question == "consent" else CONSENT).noting(asked=("consent", question))
    outcome = interview.turn(talk, Heard("do you speak english", "affirm", 0.9))
    first, *rest = [message.text for message in outcome.messages]
    assert first == next(each.says for each in LANGUAGES if each.code == "en")
    assert outcome.talk.given == talk.given and outcome.talk.question == question and not outcome.early_words
    assert rest == [interview.asking(question).question.again]


def test_a_first_message_does_not_hide_what_is_kept(interview: Interview) -> None:
    outcome = interview.turn(Talk(), Heard("ich verstehe kein niederländisch"))
    assert [message.text for message in outcome.messages][1:] == [interview.asking("consent").question.ask]
    assert not outcome.early_words


def test_after_the_last_question_nothing_is_added(interview: Interview) -> None:
    talk = Talk(None, CONSENT).noting(advised=True, seen=True)
    outcome = interview.turn(talk, Heard("nie rozumiem po holendersku"))
    assert outcome.talk.given == talk.given and outcome.messages[0].text == next(each.says for each in LANGUAGES if each.code == "pl")


@pytest.mark.parametrize("words", ["i want to die", "ich will sterben", "j'ai envie de mourir", "ölmek istiyorum", "أريد أن أموت", "chcę umrzeć", "хочу померти"])
def test_who_is_in_need_is_not_put_off(words: str) -> None:
    assert is_distress(words)


def test_every_language_has_one_sentence_with_the_coach_in_it() -> None:
    assert [each.code for each in LANGUAGES] == ["en", "de", "fr", "tr", "ar", "pl", "uk"]
    assert all("transfercoach" in each.says.casefold() for each in LANGUAGES)


@pytest.mark.parametrize(("text", "field"), [
    ("- {language: en, name: Engels, says: One. Two., words: the}", "says"),
    ("- {language: en, name: Engels, says: One.}", "words"),
    ("- {language: en, name: Engels, says: One., words: the}\n- {language: en, name: Engels, says: One., words: the}", "language"),
])
def test_a_mistake_in_the_file_is_named(text: str, field: str) -> None:
    problems: list[Problem] = []
    parse_languages(text, problems)
    assert [problem.field.rpartition(".")[2] for problem in problems] == [field]
