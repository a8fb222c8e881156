"""ESCO's download becomes a layer beside the own catalogue."""

from __future__ import annotations

import csv
import gzip
from pathlib import Path

import pytest

from rules.errors import CatalogueError, KnowledgeFilesMissing
from rules.files.esco import ATTRIBUTION
from rules.files.layer_files import read_esco, read_layer, write_layer

REAL = Path(__file__).parents[3] / "shared" / "data" / "esco-nl-1.2.1"
BASE = "http://data.europa.eu/esco"


def download(folder: Path, **replaced: list[list[str]]) -> Path:
    """A small download in the official format; `replaced` gives other rows for a file."""
    files = {
        "occupations_nl.csv": [
            ["conceptUri", "preferredLabel", "altLabels", "description", "status", "regulatedProfessionNote"],
            [f"{BASE}/occupation/1", "receptionist", "telefoniste\nbaliemedewerker", "Ontvangt bezoek.", "released", f"{BASE}/regulated-professions/unregulated"],
            [f"{BASE}/occupation/2", "arts", "dokter", "Geneest.", "released", f"{BASE}/regulated-professions/regulated"],
            [f"{BASE}/occupation/3", "seinhuiswachter", "", "Bestaat niet meer.", "obsolete", ""],
        ],
        "skills_nl.csv": [["conceptUri", "preferredLabel"], [f"{BASE}/skill/a", "bezoek ontvangen"]],
        "occupationSkillRelations_nl.csv": [
            ["occupationUri", "relationType", "skillUri", "skillGroupCodes"],
            [f"{BASE}/occupation/1", "essential", f"{BASE}/skill/a", "S1.1|S2"],
            [f"{BASE}/occupation/1", "optional", f"{BASE}/skill/b", "S2"],
            [f"{BASE}/occupation/2", "essential", f"{BASE}/skill/b", ""],
        ],
    }
    for name, rows in (files | {key.replace("__", "."): rows for key, rows in replaced.items()}).items():
        with (folder / name).open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file).writerows(rows)
    return folder


def test_occupations_come_with_labels_skills_and_groups(tmp_path: Path) -> None:
    layer = read_esco(download(tmp_path))
    assert list(layer.occupations) == ["esco:1", "esco:2"]
    receptionist = layer.occupations["esco:1"]
    assert receptionist.labels == ("receptionist", "telefoniste", "baliemedewerker")
    assert receptionist.skills == {"esco:a": 1.0, "esco:b": 0.5}
    assert receptionist.groups == {"S1.1": 1.0, "S2": 1.5}
    assert (receptionist.regulated, layer.occupations["esco:2"].regulated) == (False, True)
    assert layer.skill_labels == {"esco:a": "bezoek ontvangen"}
    assert layer.attribution == ATTRIBUTION


def test_a_gzipped_file_reads_the_same_and_the_version_follows_the_content(tmp_path: Path) -> None:
    layer = read_esco(download(tmp_path))
    relations = tmp_path / "occupationSkillRelations_nl.csv"
    (tmp_path / f"{relations.name}.gz").write_bytes(gzip.compress(relations.read_bytes()))
    relations.unlink()
    assert read_esco(tmp_path) == layer
    (tmp_path / "skills_nl.csv").unlink()
    assert read_esco(tmp_path).version != layer.version


def test_a_layer_is_kept_and_read_back_the_same(tmp_path: Path) -> None:
    layer = read_esco(download(tmp_path))
    write_layer(layer, tmp_path / "lagen")
    assert read_layer(tmp_path / "lagen", "esco") == layer
    assert write_layer(layer, tmp_path / "lagen").read_bytes() == write_layer(layer, tmp_path / "lagen").read_bytes()


@pytest.mark.parametrize("broken", [b"", b"onzin", gzip.compress(b"{}", mtime=0), gzip.compress(b"[1]", mtime=0)])
def test_a_broken_layer_says_how_to_get_it_again(tmp_path: Path, broken: bytes) -> None:
    (tmp_path / "esco.json.gz").write_bytes(broken)
    with pytest.raises(KnowledgeFilesMissing, match="wijzer catalogue import esco"):
        read_layer(tmp_path, "esco")


def test_what_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeFilesMissing, match="is er niet"):
        read_esco(tmp_path / "nergens")
    with pytest.raises(CatalogueError, match=r"occupations_nl\.csv"):
        read_esco(tmp_path)
    with pytest.raises(CatalogueError, match="preferredLabel"):
        read_esco(download(tmp_path, occupations_nl__csv=[["conceptUri", "altLabels", "description"], ["x", "y", "z"]]))
    download(tmp_path)
    (tmp_path / "occupations_nl.csv").write_bytes(b"conceptUri,preferredLabel,altLabels,description\n\xff\xfe,x,y,z\n")
    with pytest.raises(CatalogueError, match="UTF-8"):
        read_esco(tmp_path)


@pytest.mark.skipif(not REAL.is_dir(), reason="ESCO's download does not stand beside the project")
def test_the_whole_of_esco_is_read_and_each_occupation_has_skills() -> None:
    layer = read_esco(REAL)
    assert len(layer.occupations) > 3000
    assert all(item.skills and item.title for item in layer.occupations.values())
