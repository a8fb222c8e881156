"""HR changes a text of the interview: only that text changes in the file, and what is wrong is told at its place."""

from __future__ import annotations

import difflib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import ScriptError
from bot.texts.interview_editing import Value, edit_interview, interview_texts
from bot.texts.script_file import parse_script
from rules.errors import FormError

DATA = Path(__file__).parents[2] / "data"
INTERVIEW, ANSWERS, GLOSSARY = ((DATA / name).read_text(encoding="utf-8") for name in ("interview.yml", "answers.yml", "glossary.yml"))
TEXTS = {text.place: text for text in interview_texts(INTERVIEW)}


def edit(changes: dict[str, Value], interview: str = INTERVIEW) -> str:
    return edit_interview(interview, ANSWERS, GLOSSARY, changes)


def changed_lines(after: str) -> list[str]:
    found = difflib.unified_diff(INTERVIEW.splitlines(), after.splitlines(), n=0, lineterm="")
    return [line for line in found if line[0] in "+-" and not line.startswith(("+++", "---"))]


def with_a_colon(text: str) -> str:
    """As many words and sentences, with what YAML may take for a field."""
    return text.replace(" ", ": ", 1) if " " in text else f"{text}: zo"


def test_every_text_of_the_talk_can_be_found_by_its_place() -> None:
    script = parse_script(INTERVIEW, ANSWERS, GLOSSARY)
    assert {name: TEXTS[f"phrases.{name}"].value for name in script.phrases} == script.phrases
    for question in script.questions:
        assert (TEXTS[f"{question.id}.ask"].value, TEXTS[f"{question.id}.names"].value) == (question.ask, question.names)
        assert [TEXTS[f"{question.id}.options[{number}]" + ".title"].value for number in range(1, len(question.options) + 1)] == [option.title for option in question.options]
    assert TEXTS["tasks.phrases.heard"].words == ("{list}",)


def test_saving_what_is_there_changes_no_byte() -> None:
    assert edit({place: text.value for place, text in TEXTS.items()}) == INTERVIEW


def test_every_text_can_be_changed_and_changed_back() -> None:
    """All at once, so also those that stand close together, folded or between brackets."""
    new: dict[str, Value] = {
        place: (with_a_colon(text.value) if isinstance(text.value, str) else (*text.value, "iets: anders, zo"))
        for place, text in TEXTS.items() if place != "consent_text_version" and (place.count(".") < 2 or not place.endswith((".says", ".early", ".whole")))
    }
    edited = edit(new)
    found = {text.place: text.value for text in interview_texts(edited)}
    assert found == {place: new.get(place, text.value) for place, text in TEXTS.items()}
    comments = [line for line in INTERVIEW.splitlines() if line.lstrip().startswith("#")]
    assert [line for line in edited.splitlines() if line.lstrip().startswith("#")] == comments
    back = edit({place: text.value for place, text in TEXTS.items()}, edited)
    assert parse_script(back, ANSWERS, GLOSSARY) == parse_script(INTERVIEW, ANSWERS, GLOSSARY)


def test_one_changed_text_changes_its_own_lines() -> None:
    assert changed_lines(edit({"function.ask": "Welk werk doe je nu?"})) == [f"-    ask: {TEXTS['function.ask'].value}", "+    ask: Welk werk doe je nu?"]
    folded = changed_lines(edit({"consent.ask": "Hoi, ik ben Wijzer: een computerprogramma. " + "Ik zoek met je naar werk dat bij je past, en naar wat je daarvoor nog kunt leren. " * 2}))
    assert folded[0].startswith("-      Hoi")
    assert all(line[1:].startswith("      ") and len(line) <= 121 for line in folded if line[0] == "+")


@pytest.mark.parametrize(
    ("place", "value", "told"),
    [
        ("function.aks", "Wat doe je?", "Bedoel je 'function.ask'?"),
        ("function.ask", "  ", "is leeg"),
        ("function.ask", "Een. Twee. Drie. Vier.", "hoogstens 3"),
        ("function.ask", "Wat doe je, {naam}?", "{naam} wordt hier niet ingevuld"),
        ("function.ask", "Helaas moet ik iets vragen.", "slecht nieuws"),
        ("function.ask", ("a", "b"), "lijst van teksten"),
        ("function.names", (), "is leeg"),
        ("function.ask", "a" * 601, "601 tekens"),
    ],
)
def test_what_is_wrong_is_told_at_its_place(place: str, value: Value, told: str) -> None:
    with pytest.raises(FormError) as caught:
        edit({place: value})
    assert [(problem.field, told in problem.message) for problem in caught.value.problems] == [(place, True)]


def test_all_that_is_wrong_is_told_at_once_and_a_file_that_was_wrong_is_said() -> None:
    with pytest.raises(FormError) as caught:
        edit({"function.ask": "", "phrases.greet": "Helaas."})
    assert [problem.field for problem in caught.value.problems] == ["function.ask", "phrases.greet"]
    with pytest.raises(ScriptError):
        edit({"function.ask": "Wat doe je?"}, INTERVIEW.replace("order: by-effect", "order: zomaar"))


@settings(max_examples=15, deadline=None)
@given(place=st.sampled_from(sorted(TEXTS)), typed=st.one_of(st.text(max_size=40), st.sampled_from(["a: b", "- x", "'", "null", "#", "{", "ja\n- nee", "x # y"])))
def test_nothing_that_is_filled_in_breaks_the_talk(place: str, typed: str) -> None:
    value: Value = typed if isinstance(TEXTS[place].value, str) else (typed, "iets anders")
    try:
        edited = edit({place: value})
    except FormError:
        return
    parse_script(edited, ANSWERS, GLOSSARY)
    assert {text.place for text in interview_texts(edited)} == set(TEXTS)
