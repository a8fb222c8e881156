"""Training happens when the talk's sources changed, and only then."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.rasa_server.training import RasaPlace, fingerprint, is_trained


@pytest.fixture
def place(tmp_path: Path) -> RasaPlace:
    for name in ("config.yml", "requirements/rasa.txt", "bot/domain/a.yml", "data/dialogue/nlu/b.yml", "models/wijzer.tar.gz"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name, encoding="utf-8")
    place = RasaPlace(tmp_path, tmp_path / "python")
    known = {"sources": fingerprint(tmp_path), "bytes": place.model.stat().st_size}
    place.fingerprint_file.write_text(json.dumps(known), encoding="utf-8")
    return place


def test_a_model_of_these_sources_fits(place: RasaPlace) -> None:
    assert is_trained(place)


@pytest.mark.parametrize("name", ["config.yml", "requirements/rasa.txt", "bot/domain/a.yml", "data/dialogue/nlu/b.yml"])
def test_any_changed_source_asks_for_training(place: RasaPlace, name: str) -> None:
    (place.root / name).write_text("changed", encoding="utf-8")
    assert not is_trained(place)


def test_a_new_a_renamed_or_a_lost_file_asks_for_training(place: RasaPlace) -> None:
    (place.root / "data/dialogue/nlu/b.yml").rename(place.root / "data/dialogue/nlu/c.yml")
    assert not is_trained(place)


def test_a_half_written_model_or_fingerprint_does_not_count(place: RasaPlace) -> None:
    place.model.write_text("half", encoding="utf-8")
    assert not is_trained(place)
    place.fingerprint_file.write_text('{"sources"', encoding="utf-8")
    assert not is_trained(place)


def test_other_data_asks_for_no_training(place: RasaPlace) -> None:
    (place.root / "data" / "interview.yml").write_text("questions: []", encoding="utf-8")
    assert is_trained(place)
