"""HR edits the questions: every mistake is named with file, line and field, and nothing broken is used."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import ScriptError
from bot.replies import count_sentences
from bot.texts.script_file import parse_script, read_script

DATA = Path(__file__).resolve().parent.parent.parent / "data"


def texts() -> tuple[str, str, str]:
    interview, answers, glossary = ((DATA / name).read_text(encoding="utf-8") for name in ("interview.yml", "answers.yml", "glossary.yml"))
    return interview, answers, glossary


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ("kind: consent", "kind: verzoek", "kind"),
        ("Bedoel je {title}?", "Bedoel je {titel}?", "sure"),
        ("needs: tasks", "needs: takken", "needs"),
        ("value: {trend: grows}", "value: {trend: groeit}", "value"),
        ("    ask: Wat voor werk doe je nu? Schrijf het zoals je het zelf noemt.\n", "", "ask"),
        ("- {without: function, skip", "- {without: wishes, skip", "instead"),
        ("- {without: wishes, ask: Mogen we", "- {without: wishes, question: Mogen we", "question"),
        ("  - id: region\n", "  - id: function\n", "id"),
    ],
)
def test_a_mistake_is_named_with_its_place(old: str, new: str, field: str) -> None:
    interview, *others = texts()
    assert old in interview
    with pytest.raises(ScriptError) as caught:
        parse_script(interview.replace(old, new, 1), *others)
    assert "interview.yml, regel " in str(caught.value)
    assert field in str(caught.value)
    assert "Traceback" not in str(caught.value)


@pytest.mark.parametrize("broken", ["", "questions: [", "- a\n- b", "questions:\n\t- x"])
def test_a_file_that_is_no_script_is_refused(broken: str) -> None:
    with pytest.raises(ScriptError):
        parse_script(broken, *texts()[1:])


def test_a_phrase_that_nothing_says_any_more_may_stand_in_what_was_published_before() -> None:
    interview, *others = texts()
    script = parse_script(interview.replace("  try_again:", "  rasa_down: Het is bewaard.\n  try_again:", 1), *others)
    assert "rasa_down" not in script.phrases and script.phrases == parse_script(interview, *others).phrases


def test_the_talk_has_the_questions_of_the_design_in_order() -> None:
    questions = [question.id for question in read_script(DATA).questions]
    assert questions == [
        "consent", "function", "region", "tasks", "trends", "outside", "wishes", "contact", "digital", "direction", "criteria",
    ]


def test_never_more_than_three_sentences_before_the_employee_can_speak() -> None:
    script = read_script(DATA)
    for question in script.questions:
        for text in (question.ask, question.again):
            assert count_sentences(text) <= 3, question.id
        assert count_sentences(question.why) + count_sentences(question.again) <= 4, question.id
