"""Example sentences: their notation, and mistakes named with file, line and field."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from rules.errors import ExamplesError, KnowledgeError
from rules.files.example_parsing import parse_examples
from rules.files.knowledge_files import load_knowledge
from rules.knowledge import Knowledge
from rules.language.examples import Label, read_example
from rules.person import Meaning
from tests.rules.conftest import DATA


def test_a_mark_belongs_to_the_words_before_it() -> None:
    example = read_example("ik maai {asked}, dat doet Bo {^someone-else}", Meaning.NOW)
    assert example.text == "ik maai, dat doet Bo"
    assert [example.text[mark.start : mark.end] for mark in example.marks] == ["ik maai", ", dat doet Bo"]
    assert [(mark.label, mark.looks_back) for mark in example.marks] == [(Label.ASKED, False), (Label.SOMEONE_ELSE, True)]


@pytest.mark.parametrize(
    ("says", "complaint"),
    [
        ("ik maai {wens}", "'wens' kan hier niet"),
        ("ik maai {asked} en veeg", "laatste deel heeft geen teken"),
        ("ik maai", "laatste deel heeft geen teken"),
        ("ik maai {asked} {wanted}", "staan geen woorden"),
    ],
)
def test_a_mistake_is_named_with_file_line_and_field(says: str, complaint: str) -> None:
    with pytest.raises(ExamplesError) as caught:
        parse_examples({"eigen.yml": f"- id: eigen\n  says:\n    - ik zaag {{asked}}\n    - {says}\n"})
    (problem,) = caught.value.problems
    assert (problem.file, problem.line, problem.field) == ("eigen.yml", 4, "eigen.says")
    assert complaint in problem.message


def test_a_field_that_does_not_exist_and_an_unknown_question_are_named() -> None:
    with pytest.raises(ExamplesError) as caught:
        parse_examples({"a.yml": "- id: a\n  abuot: now\n  about: work\n  says:\n    - ik zaag {asked}\n"})
    assert {problem.line for problem in caught.value.problems} >= {2, 3}


def test_a_meaning_without_any_example_is_missed() -> None:
    with pytest.raises(ExamplesError, match=r"\{wanted\}"):
        parse_examples({"a.yml": "- id: a\n  says:\n    - ik zaag {asked}\n"})


def test_mistakes_come_with_those_of_the_other_folders(tmp_path: Path) -> None:
    shutil.copytree(DATA, tmp_path / "data")
    path = tmp_path / "data" / "language" / "wanted.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("{wanted}", "{gewild}", 1), encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"wanted.yml, regel \d+, .*gewild"):
        load_knowledge(tmp_path / "data")


def test_no_example_stands_there_twice_with_different_marks(knowledge: Knowledge) -> None:
    marks: dict[tuple[str, Meaning], object] = {}
    for example in knowledge.examples:
        assert marks.setdefault((example.text, example.about), example.marks) == example.marks, example.text
    assert len(knowledge.examples) >= 800
