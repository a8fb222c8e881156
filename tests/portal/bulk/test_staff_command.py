"""`wijzer match staff`: a list in, a line a row out, and a file that is whole or not there."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from portal.bulk.staff_command import write_nearest
from portal.bulk.staff_texts import staff_texts
from portal.errors import BadInput
from portal.settings import Settings
from rules.catalogue import Catalogue
from rules.files.knowledge_files import load_catalogue


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue(Settings().data)


def test_a_line_for_each_row_in_order(catalogue: Catalogue, tmp_path: Path) -> None:
    listed, out, told = tmp_path / "lijst.csv", tmp_path / "uit.jsonl", list[str]()
    listed.write_text('\ufefffunctie;taken\nmedewerker burgerzaken;"paspoorten; en rijbewijzen"\n;\nWmo-consulent;keukentafelgesprekken\n', encoding="utf-8")
    assert write_nearest(listed, catalogue, 3, out, workers=1, scheduler="", tell=told.append) == 3
    lines = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [line["row"] for line in lines] == [1, 2, 3]
    assert [line["matches"][0]["id"] if line["matches"] else "" for line in lines] == ["medewerker-burgerzaken", "", "wmo-consulent"]
    assert told == ["Klaar: 3 rijen."]


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"naam;functie\nJan Jansen;bode\n", "Kolom 1 vraag ik niet"),
        (b"beroep\nbode\n", "ontbreekt hoe de kolommen heten"),
        (b"", "ontbreekt hoe de kolommen heten"),
        (b"functie;functie\nbode;bode\n", "staat er twee keer"),
        (b"functie\nbode\nbode;Jan Jansen\n", "regel 3: heeft meer cellen"),
        (b"functie\nco\xf6rdinator\n", "geen tekst in UTF-8"),
        (b"functie\nbo\x00de\n", ""),
    ],
)
def test_a_list_that_cannot_be_taken_is_told_without_its_words(catalogue: Catalogue, tmp_path: Path, content: bytes, word: str) -> None:
    listed, out = tmp_path / "lijst.csv", tmp_path / "uit.jsonl"
    listed.write_bytes(content)
    try:
        write_nearest(listed, catalogue, 3, out, workers=1, scheduler="", tell=lambda line: None)
    except BadInput as error:
        assert word in str(error)
        assert "Jansen" not in str(error)
        assert [file.name for file in tmp_path.iterdir()] == ["lijst.csv"]
    else:
        assert not word


def test_a_list_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="Kloppen de naam en de map"):
        next(staff_texts(tmp_path / "weg.csv"))
