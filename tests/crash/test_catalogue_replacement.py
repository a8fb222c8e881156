"""kill -9 in the middle of replacing the catalogue: what is read afterwards is the old or the new, whole, and work goes on."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path

from rules.files.catalogue_files import read_catalogue_files, replace_catalogue_files
from rules.files.versions import content_hash
from tests.crash.catalogue_writer import numbered

ROOT = Path(__file__).parents[2]
WRITER = Path(__file__).parent / "catalogue_writer.py"
KILLS = 40
LEFTOVERS = ("catalogue.writing", "catalogue.next", "catalogue.done")


def whole(data: Path) -> int:
    """The number of the catalogue that is read; it must be whole."""
    files = read_catalogue_files(data)
    number = int(files["routes.yml"].split()[0])
    assert files == numbered(number), "half a catalogue was read"
    return number


def test_a_shot_import_leaves_the_old_or_the_new_catalogue(tmp_path: Path) -> None:
    for name, text in numbered(0).items():
        path = tmp_path / "catalogue" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    dice = random.Random(2026)
    number, interrupted = 0, 0
    for kill in range(KILLS):
        process = subprocess.Popen(
            [sys.executable, str(WRITER), str(tmp_path), str(number + 1)],
            stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        assert process.stdout
        acknowledged = [int(process.stdout.readline())]
        until = time.monotonic() + dice.random() * 0.02  # another moment every time
        while time.monotonic() < until:
            if kill % 4 == 0:
                whole(tmp_path)
        process.kill()
        acknowledged += [int(line) for line in process.stdout.read().split()]
        process.wait()
        process.stdout.close()
        interrupted += any((tmp_path / name).exists() for name in LEFTOVERS)
        number = whole(tmp_path)
        assert number - acknowledged[-1] in (0, 1), "an acknowledged catalogue is lost"
        files = numbered(number)
        replace_catalogue_files(tmp_path, files, content_hash(files))
        assert sorted(path.name for path in tmp_path.iterdir()) == ["catalogue"]
        assert {path.relative_to(tmp_path / "catalogue").as_posix() for path in (tmp_path / "catalogue").rglob("*") if path.is_file()} == set(files)
    assert interrupted > KILLS // 10, "too few kills came at an interesting moment to show anything"
