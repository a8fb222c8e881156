"""Reading the folder: versions follow the content, and broken folders are refused with a clear line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from rules.errors import KnowledgeError, KnowledgeFilesMissing
from rules.files.knowledge_files import load_knowledge
from rules.files.versions import content_hash
from rules.knowledge import Knowledge
from tests.rules.conftest import DATA


def test_a_version_follows_names_and_texts_and_nothing_else() -> None:
    assert content_hash({"a": "1", "b": "2"}) == content_hash({"b": "2", "a": "1"})
    assert len({content_hash(files) for files in ({"a": "1"}, {"a": "2"}, {"b": "1"}, {"a1": ""}, {})}) == 5


def test_the_versions_stand_in_the_knowledge(knowledge: Knowledge) -> None:
    versions = knowledge.versions
    assert len({versions.catalogue, versions.rulebook, versions.labour_market}) == 3
    assert versions.product


def test_mistakes_in_every_folder_come_together(tmp_path: Path) -> None:
    shutil.copytree(DATA, tmp_path / "data")
    for name in ("rulebook/10-eigen-werk.yml", "catalogue/routes.yml", "labour_market/tightness.csv"):
        path = tmp_path / "data" / name
        path.write_text(path.read_text(encoding="utf-8").replace("source", "bron"), encoding="utf-8")
    with pytest.raises(KnowledgeError) as caught:
        load_knowledge(tmp_path / "data")
    assert {problem.file for problem in caught.value.problems} >= {"10-eigen-werk.yml", "routes.yml", "tightness.csv"}


def test_a_missing_folder_is_said(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeFilesMissing, match="catalogue"):
        load_knowledge(tmp_path)


def test_a_file_that_is_no_utf8_is_named_with_its_line(tmp_path: Path) -> None:
    shutil.copytree(DATA, tmp_path / "data")
    path = tmp_path / "data" / "catalogue" / "routes.yml"
    path.write_bytes(b"# een\n# tw\xe9\xe9\n" + path.read_bytes())
    with pytest.raises(KnowledgeError, match=r"routes.yml, regel 2: is geen UTF-8"):
        load_knowledge(tmp_path / "data")
