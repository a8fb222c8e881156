"""New rows beside those that are there: what they do, and the order that the file keeps."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from rules.errors import KnowledgeFilesMissing, LabourMarketError, TableError
from rules.files import labour_market_files, whole_files
from rules.files.labour_market_files import load_regions, read_table_file, read_tightness, write_tightness
from rules.files.tightness_table import Change, TightnessRow, compare, merged, rows_of
from tests.rules.conftest import DATA

TEXT = read_tightness(DATA)
REGIONS = [region.id for region in load_regions(DATA)]
ROW = TightnessRow("twente", "ict", "krap", "2026Q2", "2026-06", "", "gelezen", "UWV", "https://u")


def changed(**values: str) -> TightnessRow:
    return dataclasses.replace(ROW, **values)


def test_the_published_file_stands_in_the_order_that_an_import_keeps() -> None:
    assert merged(TEXT, [], REGIONS) == TEXT


def test_a_new_row_comes_in_and_no_other_row_changes() -> None:
    text = merged(TEXT, [ROW], REGIONS)
    assert set(rows_of(text)) - set(rows_of(TEXT)) == {ROW}
    assert len(rows_of(text)) == len(rows_of(TEXT)) + 1
    place = rows_of(text).index(ROW)
    after = rows_of(text)[place + 1]
    assert (after.region, after.sector) == ("twente", "ict") and after.as_of < ROW.as_of


def test_the_same_statement_said_again_takes_the_place_of_the_old() -> None:
    once = merged(TEXT, [ROW], REGIONS)
    assert merged(once, [ROW], REGIONS) == once
    again = rows_of(merged(once, [changed(statement="ruim")], REGIONS))
    assert ROW not in again and changed(statement="ruim") in again and len(again) == len(rows_of(once))


@pytest.mark.parametrize("other", [{"source": "CBS"}, {"as_of": "2026-03"}, {"sector": "zorg"}, {"region": "drenthe"}])
def test_another_source_month_sector_or_region_stays(other: dict[str, str]) -> None:
    once = merged(TEXT, [ROW], REGIONS)
    assert ROW in rows_of(merged(once, [changed(**other)], REGIONS))


@pytest.mark.parametrize(
    ("present", "change"),
    [
        (None, Change.NEW),
        (ROW, Change.SAME),
        (changed(statement="ruim"), Change.REPLACED),
        (changed(as_of="2025-06"), Change.YOUNGER),
        (changed(as_of="2026-09"), Change.OLDER),
        (changed(source="CBS"), Change.BESIDE),
        (changed(region="drenthe"), Change.NEW),
    ],
)
def test_what_a_row_does_is_told_with_what_was_there(present: TightnessRow | None, change: Change) -> None:
    (found,) = compare([present] if present else [], [ROW])
    assert found.change is change
    assert found.before == (None if change is Change.NEW else present)


def test_a_row_is_held_against_the_youngest() -> None:
    (found,) = compare([changed(as_of="2019-01"), changed(as_of="2025-01"), changed(as_of="2020-01")], [ROW])
    assert found.before == changed(as_of="2025-01")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "labour_market"
    place.mkdir()
    for name in ("regions.yml", "tightness.csv"):
        (place / name).write_bytes((DATA / "labour_market" / name).read_bytes())
    return tmp_path


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / "labour_market").iterdir())


def test_the_file_is_written_whole_and_nothing_is_left_behind(folder: Path) -> None:
    text = merged(TEXT, [ROW], REGIONS)
    write_tightness(folder, text, TEXT)
    assert read_tightness(folder) == text
    assert names(folder) == ["regions.yml", "tightness.csv"]


def test_a_wrong_file_a_changed_file_or_a_full_disk_leaves_everything_as_it_was(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = merged(TEXT, [ROW], REGIONS)
    with pytest.raises(LabourMarketError):
        write_tightness(folder, text.replace("krap", "plat", 1), TEXT)
    with pytest.raises(TableError, match="intussen"):
        write_tightness(folder, text, TEXT + "x")

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(whole_files.os, "fsync", full)
    with pytest.raises(KnowledgeFilesMissing, match="niets veranderd"):
        write_tightness(folder, text, TEXT)
    assert read_tightness(folder) == TEXT
    assert names(folder) == ["regions.yml", "tightness.csv"]


def test_a_file_that_is_not_there_or_too_big_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(KnowledgeFilesMissing, match=r"weg\.xlsx"):
        read_table_file(folder / "weg.xlsx")
    with pytest.raises(KnowledgeFilesMissing):
        read_table_file(folder)
    monkeypatch.setattr(labour_market_files, "MAX_TABLE", 10)
    with pytest.raises(TableError, match="groter dan"):
        read_table_file(folder / "labour_market" / "regions.yml")
