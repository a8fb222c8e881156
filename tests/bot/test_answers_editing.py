"""HR changes answers and words of the glossary: other entries stay to the byte, and what is wrong is told at its field."""

from __future__ import annotations

import difflib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import ScriptError
from bot.texts.answers import FrequentAnswer, Term
from bot.texts.answers_editing import (
    delete_answer,
    delete_term,
    edit_answers,
    edit_terms,
    put_answer,
    put_term,
    replace_answer,
    replace_term,
)
from bot.texts.answers_file import parse_answers, parse_glossary
from rules.errors import FormError

DATA = Path(__file__).parents[2] / "data"
ANSWERS = (DATA / "answers.yml").read_text(encoding="utf-8")
GLOSSARY = (DATA / "glossary.yml").read_text(encoding="utf-8")
NEW = FrequentAnswer(
    id="mag-mijn-hond-mee", question="Mag mijn hond mee?",
    asked_as=("mag de hond mee naar kantoor", "kan ik mijn hond meenemen", "hond op het werk", "zijn huisdieren goed", "mag fikkie mee: ja of nee"),
    answer="Vraag dat aan je leidinggevende. Elke gemeente kiest zelf.", source="oordeel van dit project",
)
WORD = Term(term="kantoorhond", also=("kantoorhonden", "hond: op kantoor"), meaning="Een kantoorhond is een hond die mee mag naar het werk.", source="oordeel van dit project")


def changed_lines(before: str, after: str) -> list[str]:
    found = difflib.unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm="")
    return [line for line in found if line[0] in "+-" and not line.startswith(("+++", "---"))]


def places(change: Callable[[], str]) -> list[tuple[str, str]]:
    with pytest.raises(FormError) as caught:
        change()
    return [(problem.field, problem.message) for problem in caught.value.problems]


def test_saving_what_is_there_changes_no_byte() -> None:
    for answer in parse_answers(ANSWERS, []):
        assert replace_answer(ANSWERS, answer) == ANSWERS
    for term in parse_glossary(GLOSSARY, []):
        assert replace_term(GLOSSARY, term.term, term) == GLOSSARY


def test_a_new_entry_adds_its_lines_and_goes_again_without_a_trace() -> None:
    first = parse_answers(ANSWERS, [])[2].id
    for before in (None, first):
        text = put_answer(ANSWERS, NEW, before)
        assert all(line.startswith("+") for line in changed_lines(ANSWERS, text))
        assert NEW in parse_answers(text, []) and delete_answer(text, NEW.id) == ANSWERS
    word = parse_glossary(GLOSSARY, [])[5].term
    for before in (None, word):
        text = put_term(GLOSSARY, WORD, before)
        assert WORD in parse_glossary(text, []) and delete_term(text, WORD.term) == GLOSSARY


def test_another_answer_changes_its_own_line() -> None:
    known = parse_answers(ANSWERS, [])[2]
    text = replace_answer(ANSWERS, replace(known, answer="Ik denk met je mee: over werk, taken en leren."))
    assert changed_lines(ANSWERS, text) == [f"-  answer: {known.answer}", '+  answer: "Ik denk met je mee: over werk, taken en leren."']


def test_many_at_once_change_only_what_differs() -> None:
    answers, terms = parse_answers(ANSWERS, []), parse_glossary(GLOSSARY, [])
    assert edit_answers(ANSWERS, answers[::-1]) == ANSWERS and edit_terms(GLOSSARY, terms[::-1]) == GLOSSARY, "another order is no change"
    gone = next(answer for answer in answers if not answer.intent)
    stay = [answer for answer in answers if answer is not gone]
    text = edit_answers(ANSWERS, [*stay[1:], NEW, replace(stay[0], source="ergens anders")])
    assert text == replace_answer(put_answer(delete_answer(ANSWERS, gone.id), NEW), replace(stay[0], source="ergens anders"))


def test_names_that_two_words_swap_are_changed_at_once() -> None:
    one, other = parse_glossary(GLOSSARY, [])[:2]
    text = edit_terms(GLOSSARY, [replace(one, also=other.also), replace(other, also=one.also), *parse_glossary(GLOSSARY, [])[2:]])
    assert [term.also for term in parse_glossary(text, [])[:2]] == [other.also, one.also]


def test_a_question_that_the_talk_was_trained_on_stays_among_many() -> None:
    trained = next(answer for answer in parse_answers(ANSWERS, []) if answer.intent)
    others = [answer for answer in parse_answers(ANSWERS, []) if answer != trained]
    assert "training" in places(lambda: edit_answers(ANSWERS, others))[0][1]
    assert places(lambda: edit_answers(ANSWERS, [replace(trained, intent=""), *others]))[0][0] == "intent"


def test_every_answer_and_word_can_be_taken_out_and_put_back() -> None:
    for answer in [answer for answer in parse_answers(ANSWERS, []) if not answer.intent][::7]:
        again = put_answer(delete_answer(ANSWERS, answer.id), answer)
        assert sorted(parse_answers(again, []), key=lambda each: each.id) == sorted(parse_answers(ANSWERS, []), key=lambda each: each.id)
    for term in parse_glossary(GLOSSARY, [])[::9]:
        again = put_term(delete_term(GLOSSARY, term.term), term)
        assert set(parse_glossary(again, [])) == set(parse_glossary(GLOSSARY, []))


@pytest.mark.parametrize(
    ("changed", "place", "told"),
    [
        ({"answer": ""}, "answer", "ontbreekt"),
        ({"answer": "Ja. Dat mag. Vraag het."}, "answer", "hoogstens 2"),
        ({"answer": "Helaas mag dat niet."}, "answer", "slecht nieuws"),
        ({"asked_as": ("hond mee",)}, "asked_as", "minstens 5"),
        ({"source": " "}, "source", "ontbreekt"),
        ({"id": "Hond Mee"}, "id", "streepjes"),
        ({"id": ""}, "id", "ontbreekt"),
        ({"intent": "is_bot"}, "intent", "training"),
        ({"id": "gebruik-je-ai"}, "id", "staat er al"),
        ({"question": "Gebruik je kunstmatige intelligentie?"}, "asked_as", "staat ook bij 'gebruik-je-ai'"),
    ],
)
def test_a_mistake_is_told_at_its_field(changed: dict[str, object], place: str, told: str) -> None:
    found = places(lambda: put_answer(ANSWERS, replace(NEW, **changed)))  # type: ignore[arg-type]
    assert found and found[0][0] == place and told in found[0][1]


def test_all_mistakes_are_told_at_once() -> None:
    found = places(lambda: put_answer(ANSWERS, FrequentAnswer(id="leeg", question="", asked_as=(), answer="", source="")))
    assert {place for place, _ in found} == {"question", "asked_as", "answer", "source"}
    assert {place for place, _ in places(lambda: put_term(GLOSSARY, Term(term="kader", also=(), meaning="", source="")))} == {"meaning", "source"}


def test_what_wijzer_is_trained_on_stays() -> None:
    trained = next(answer for answer in parse_answers(ANSWERS, []) if answer.intent)
    assert places(lambda: delete_answer(ANSWERS, trained.id))[0][0] == "id"
    assert places(lambda: replace_answer(ANSWERS, replace(trained, intent="")))[0][0] == "intent"
    assert trained.intent in replace_answer(ANSWERS, replace(trained, question="Ben je een mens of een computer?"))


def test_what_is_gone_or_wrong_already_is_said() -> None:
    assert "niet (meer)" in places(lambda: delete_answer(ANSWERS, "bestaat-niet"))[0][1]
    assert "niet (meer)" in places(lambda: replace_term(GLOSSARY, "bestaat niet", WORD))[0][1]
    assert places(lambda: put_term(GLOSSARY, WORD, "bestaat niet"))[0][0] == "before"
    with pytest.raises(ScriptError):
        put_answer(ANSWERS.replace("  source: ", "  sourse: ", 1), NEW)


def test_a_word_can_get_another_name() -> None:
    text = replace_term(GLOSSARY, "skills", Term(term="skills en kunde", also=("skill",), meaning="Dat zijn dingen die je kunt.", source="oordeel van dit project"))
    assert {"skills"} == {term.term for term in parse_glossary(GLOSSARY, [])} - {term.term for term in parse_glossary(text, [])}


@settings(max_examples=150, deadline=None)
@given(question=st.text(max_size=30), asked=st.lists(st.text(max_size=20), max_size=8), answer=st.text(max_size=60), source=st.text(max_size=20))
def test_nothing_that_is_filled_in_breaks_the_file(question: str, asked: list[str], answer: str, source: str) -> None:
    made = FrequentAnswer(id="een-vraag", question=question or "Mag dit?", asked_as=(*NEW.asked_as, *asked), answer=answer or NEW.answer, source=source or "x")
    few = ANSWERS[: ANSWERS.index("- id: waar-is-dit-voor")]
    try:
        text = put_answer(few, made)
    except FormError:
        return
    assert parse_answers(text, [])[:-1] == parse_answers(few, []) and delete_answer(text, "een-vraag") == few
