"""A process that replaces the catalogue of a folder by the next of a long row, as fast as it can.

Run as `python catalogue_writer.py DATA FIRST`. Every line it prints is a number whose catalogue has been acknowledged.
"""

from __future__ import annotations

import itertools
import sys
from pathlib import Path

from rules.files.catalogue_files import read_catalogue_files, replace_catalogue_files
from rules.files.versions import content_hash


def numbered(number: int) -> dict[str, str]:
    """The nth catalogue: every file says its number, and even and odd ones have other files."""
    names = ("functions/a.yml", "functions/even.yml" if number % 2 == 0 else "functions/odd.yml", "skills/c.yml", "routes.yml")
    return {name: f"{number} {name}\n" * 200 for name in names}


def main(data: Path, first: int) -> None:
    for number in itertools.count(first):
        replace_catalogue_files(data, numbered(number), content_hash(read_catalogue_files(data)))
        print(number, flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
