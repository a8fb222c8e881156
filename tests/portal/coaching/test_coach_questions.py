"""The file with questions: what is in it holds, and what is wrong in it is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from portal.errors import CoachQuestionsError
from portal.preparing.questions import CHOICE_FACTS, MOST, PERSON_FACTS, THEMES, CoachQuestions, Theme
from portal.preparing.questions_file import FILE, parse_coach_questions, read_coach_questions
from tests.server import ROOT

GOOD = """
- id: eerste
  theme: energie
  when: [task-told]
  ask: "Je vertelde over “{task}”. Wat vind je daar mooi aan?"
  aim: Begin bij wat energie geeft.
  models: [M22]
"""


@pytest.fixture(scope="module")
def questions() -> CoachQuestions:
    return read_coach_questions(ROOT / "data")


def test_there_are_enough_for_every_theme_and_all_facts_are_used(questions: CoachQuestions) -> None:
    assert len(questions.questions) >= 30
    themes = {question.theme for question in questions.questions}
    assert themes == set(Theme) and set(THEMES) == themes - {Theme.CHOICE}
    used = {name for question in questions.questions for name in (*question.when, *question.unless)}
    assert used == set(PERSON_FACTS | CHOICE_FACTS), "what nobody asks about need not be looked up"


def test_no_two_questions_are_the_same_but_for_a_noun(questions: CoachQuestions) -> None:
    """Without their blanks and what stands before the question, each asks something of its own."""
    asked = [question.ask.replace("“", "").rpartition(". ")[2].lower() for question in questions.questions]
    assert len(set(asked)) == len(asked)


def test_every_question_can_be_filled_from_what_it_rests_on(questions: CoachQuestions) -> None:
    every = {name: f"<{name}>" for name in PERSON_FACTS | CHOICE_FACTS}
    for question in questions.questions:
        facts = {name: every[name] for name in question.when}
        alone = CoachQuestions((question,), "x")
        found = alone.about_choices([facts])[0] if question.theme is Theme.CHOICE else [each for _, items in alone.by_theme(facts) for each in items]
        assert [each.id for each in found] == [question.id] and "{" not in found[0].text


def test_at_most_a_few_per_theme_but_all_that_was_skipped(questions: CoachQuestions) -> None:
    everything = dict.fromkeys(PERSON_FACTS, "x")
    by_theme = dict(questions.by_theme(everything))
    assert all(len(asked) <= MOST for theme, asked in by_theme.items() if theme is not Theme.OPEN)
    assert len(by_theme[Theme.OPEN]) == len([name for name in PERSON_FACTS if name.startswith("skipped-")])


def test_the_version_is_of_the_file() -> None:
    assert parse_coach_questions(GOOD).version == parse_coach_questions(GOOD).version != parse_coach_questions(GOOD.replace("mooi", "fijn")).version


@pytest.mark.parametrize(("old", "new", "field", "said"), [
    ("task-told", "taak-verteld", "when", "kan hier niet"),
    ("task-told", "pay-lower", "when", "alleen bij thema keuze"),
    ("{task}", "{tasks}", "ask", "Bedoel je 'task'?"),
    ("{task}", "{task", "ask", "{ of } te veel"),
    ("{task}", "{task!r}", "ask", "wordt door niets"),
    ("when: [task-told]", "when: []", "ask", "wordt door niets"),
    ("when: [task-told]", "when: [task-told]\n  unless: [task-told]", "unless", "komt nooit"),
    ("Wat vind je daar mooi aan?", "Vind je dat mooi?", "ask", "open vraag"),
    ("Wat vind je daar mooi aan?", "Vertel wat je mooi vindt.", "ask", "open vraag"),
    ("Wat vind je daar mooi aan?", "Waarom vind je wat mooi?", "ask", "verwijt"),
    ("Wat vind je", "Een. Twee. Wat vind je", "ask", "te veel zinnen"),
    ("Wat vind je daar", f"Wat vind je {'heel ' * 20}", "ask", "woorden"),
    ("Begin bij", "Helaas. Begin bij", "aim", "slecht nieuws"),
    ("[M22]", "[M25]", "models", "geen model"),
    ("[M22]", "[]", "models", "minstens 1"),
    ("theme: energie", "theme: plezier", "theme", "Kies uit"),
    ("eerste", "Eerste vraag", "id", "kleine letters"),
    ("  aim:", "  doel: x\n  aim:", "doel", "bestaat hier niet"),
])
def test_what_is_wrong_is_named_with_its_place(old: str, new: str, field: str, said: str) -> None:
    assert GOOD.count(old) == 1
    with pytest.raises(CoachQuestionsError) as raised:
        parse_coach_questions(GOOD.replace(old, new))
    found = [problem for problem in raised.value.problems if said in problem.message and problem.field.endswith(field)]
    assert found and found[0].file == FILE and found[0].line > 1, raised.value


def test_twice_the_same_and_an_empty_or_missing_file(tmp_path: Path) -> None:
    with pytest.raises(CoachQuestionsError) as raised:
        parse_coach_questions(GOOD + GOOD)
    assert len(raised.value.problems) == 2
    for text in ("", "[]", "vraag: x"):
        with pytest.raises(CoachQuestionsError):
            parse_coach_questions(text)
    with pytest.raises(CoachQuestionsError, match="niet te lezen"):
        read_coach_questions(tmp_path)


def test_every_name_is_explained_to_who_edits_them() -> None:
    told = (ROOT / "docs" / "COACHING.md").read_text(encoding="utf-8")
    assert [name for name, blank in (PERSON_FACTS | CHOICE_FACTS).items() if f"| `{name}`: " not in told or (blank and f"| `{{{blank}}}` |" not in told)] == []
