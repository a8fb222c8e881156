"""A process that puts one version live after another, back and forth, without end; prints each number once it was acknowledged.

Run as `python publishing_worker.py FILE`. What is edited here is only text, so every content can be read.
"""

from __future__ import annotations

import sys
from itertools import count
from pathlib import Path

from publishing.drafts import Drafts
from publishing.model import Editor
from publishing.store import VersionStore

HANS, MIEN = Editor("e1", "Hans"), Editor("e2", "Mien")
FILES = ("rulebook/a.yml", "answers.yml", "catalogue/x.yml")


def main(path: Path) -> None:
    drafts = Drafts(VersionStore(path), lambda content: None, product="1", rehearse=lambda version, content: None)
    print("ready", flush=True)
    for turn in count():
        number = drafts.begin(by=HANS, title="t").number
        text = f"{number}\n" * 80_000  # some 300 kB each: a transaction that takes a while to write, as that of the real content
        for revision, file in enumerate(FILES, start=1):
            drafts.change(number, lambda content, file=file, text=text: content.with_file(file, text), by=HANS, what=file, expected_revision=revision)
        drafts.submit(number, by=HANS)
        drafts.publish(number, by=MIEN)
        print(number, flush=True)
        if turn % 3 == 2:
            print(drafts.roll_back(number - 1, by=MIEN, note="terug").number, flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
