"""What people edit as one value."""

from __future__ import annotations

from pathlib import Path

import pytest

from publishing.content import Content, Part, read_content
from rules.errors import KnowledgeError, KnowledgeFilesMissing
from rules.files.knowledge_files import load_catalogue, load_labour_market, load_rulebook
from tests.publishing.conftest import ANSWERS, DATA, ROUTE


def test_its_parts_have_the_versions_that_advices_are_stamped_with(shipped: Content) -> None:
    assert shipped.versions[Part.CATALOGUE] == load_catalogue(DATA).version
    assert shipped.versions[Part.RULEBOOK] == load_rulebook(DATA).version
    assert shipped.versions[Part.LABOUR_MARKET] == load_labour_market(DATA).version


def test_what_needs_training_and_what_is_no_knowledge_is_not_in_it(shipped: Content) -> None:
    assert not [path for path in shipped if path.startswith("dialogue") or path in {"personas.yml", "labour_market/README.md"}]
    assert {ROUTE, ANSWERS, "coaching/questions.yml", "labour_market/scales.csv", "language/wanted.yml"} <= set(shipped)


@pytest.mark.parametrize("path", ["personas.yml", "dialogue/nlu/answers.yml", "../secrets.yml", "rulebook/../x.yml", "rulebook/", "rulebook", "catalogue/x.csv", "/etc/passwd"])
def test_nothing_else_can_be_put_in(shipped: Content, path: str) -> None:
    with pytest.raises(KeyError):
        shipped.with_file(path, "x")


def test_only_the_part_that_changed_gets_another_version(shipped: Content) -> None:
    other = shipped.with_file(ANSWERS, shipped[ANSWERS] + "\n# toch\n")
    assert [part for part in Part if other.versions[part] != shipped.versions[part]] == [Part.ANSWERS]
    assert other != shipped
    assert other.with_file(ANSWERS, shipped[ANSWERS]) == shipped


def test_a_part_can_be_replaced_and_a_file_taken_away(shipped: Content) -> None:
    other = shipped.with_part(Part.RULEBOOK, {"30-route.yml": shipped[ROUTE]})
    assert other.part(Part.RULEBOOK) == {"30-route.yml": shipped[ROUTE]} and other.part(Part.CATALOGUE) == shipped.part(Part.CATALOGUE)
    assert ROUTE not in other.without(ROUTE).files
    with pytest.raises(KeyError):
        other.without("rulebook/nergens.yml")


def test_a_folder_without_files_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeFilesMissing, match="Zet"):
        read_content(tmp_path)


def test_what_is_no_utf8_is_named(tmp_path: Path, shipped: Content) -> None:
    for path, text in shipped.files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    assert read_content(tmp_path) == shipped
    (tmp_path / ANSWERS).write_bytes(b"- id: \xff")
    with pytest.raises(KnowledgeError, match=r"answers\.yml"):
        read_content(tmp_path)
