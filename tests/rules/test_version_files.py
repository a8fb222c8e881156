"""Versions of knowledge that are kept: written once, read back as they were, and never something else."""

from __future__ import annotations

import dataclasses
import gzip
import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from rules.advice import advise
from rules.errors import VersionNotKept
from rules.files.knowledge_files import load_knowledge, product_version
from rules.files.version_files import keep, load_versions
from rules.knowledge import Knowledge
from rules.serialise import advice_to_json
from tests.rules.conftest import DATA
from tests.rules.people import RIA

TODAY = date(2026, 12, 1)
RULE = "rulebook/30-route.yml"


@pytest.fixture
def place(tmp_path: Path) -> tuple[Path, Path]:
    """A data folder that may be changed, and an empty archive."""
    shutil.copytree(DATA, tmp_path / "data", ignore=shutil.ignore_patterns("dialogue"))
    return tmp_path / "data", tmp_path / "versions"


def test_an_advice_comes_out_the_same_after_the_knowledge_was_changed(knowledge: Knowledge, place: tuple[Path, Path]) -> None:
    data, archive = place
    keep(data, archive, knowledge.versions)
    file = data / RULE
    file.write_text(file.read_text(encoding="utf-8").replace("Meegroeien in je eigen functie", "Iets heel anders"), encoding="utf-8")
    assert load_knowledge(data).versions.rulebook != knowledge.versions.rulebook
    then = load_versions(knowledge.versions, archive, data)
    assert advice_to_json(advise(RIA, then, TODAY)) == advice_to_json(advise(RIA, knowledge, TODAY))


def test_what_is_kept_is_written_once(knowledge: Knowledge, place: tuple[Path, Path]) -> None:
    data, archive = place
    keep(data, archive, knowledge.versions)
    kept = {path: path.stat().st_mtime_ns for path in archive.rglob("*") if path.is_file()}
    keep(data, archive, knowledge.versions)
    assert len(kept) == 3 and kept == {path: path.stat().st_mtime_ns for path in archive.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda path: path.unlink(), "niet bewaard"),
        (lambda path: path.write_bytes(path.read_bytes()[:-20]), "beschadigd"),
        (lambda path: path.write_bytes(gzip.compress(json.dumps({"30-route.yml": "- id: iets"}).encode())), "niet wat het zegt te zijn"),
        (lambda path: path.write_bytes(gzip.compress(b"[]")), "niet wat het zegt te zijn"),
    ],
)
def test_a_version_that_is_gone_or_spoiled_is_named(knowledge: Knowledge, place: tuple[Path, Path], spoil: object, told: str) -> None:
    data, archive = place
    keep(data, archive, knowledge.versions)
    file = data / RULE
    file.write_text(file.read_text(encoding="utf-8") + "\n# een opmerking\n", encoding="utf-8")
    spoil(archive / "rulebook" / f"{knowledge.versions.rulebook}.json.gz")  # type: ignore[operator]
    with pytest.raises(VersionNotKept, match=told) as caught:
        load_versions(knowledge.versions, archive, data)
    assert knowledge.versions.rulebook in str(caught.value)


def test_files_that_changed_while_they_were_read_are_not_kept_under_a_wrong_name(knowledge: Knowledge, place: tuple[Path, Path]) -> None:
    data, archive = place
    with pytest.raises(VersionNotKept, match="Start opnieuw"):
        keep(data, archive, dataclasses.replace(knowledge.versions, rulebook="000000000000"))
    assert not list(archive.rglob("rulebook/*"))


def test_the_version_of_the_program_names_the_code_that_reasons() -> None:
    release, code = product_version().split("+")
    assert release and len(code) == 12
