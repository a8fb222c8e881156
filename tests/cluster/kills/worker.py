"""A process that erases or publishes until it is shot, and says what was acknowledged: `ready` first, then a line for each.

Run as `python worker.py erase URL JOURNAL OWNER…` (prints each owner once everything of theirs was erased) or `… publish URL` (prints the number of each version
that went live).
"""

from __future__ import annotations

import sys
from itertools import count
from pathlib import Path

from publishing.content import Content, Part
from publishing.drafts import Drafts
from publishing.model import Editor
from publishing.store import VersionStore
from skills_passport.erasures import ErasureJournal
from skills_passport.opening import open_passports
from skills_passport.rights import erase_all
from skills_passport.sql import PostgresPlace

HANS, MIEN = Editor("e1", "Hans"), Editor("e2", "Mien")
FILES = (Part.GLOSSARY, Part.ANSWERS, Part.COACHING)
"""Files that begin with a remark; each version has its own number in front of all of them."""


def erase(url: str, journal: str, *owners: str) -> None:
    store = open_passports(PostgresPlace(url), journal=ErasureJournal(Path(journal)))
    print("ready", flush=True)
    for owner in owners:
        erase_all(store, owner, actor="operator", forget_talk=lambda _: None)
        print(owner, flush=True)


def publish(url: str) -> None:
    store = VersionStore(PostgresPlace(url))
    first: Content = store.content(1)
    drafts = Drafts(store, lambda content: None, product="", rehearse=lambda version, content: None)
    print("ready", flush=True)
    for turn in count():
        number = drafts.begin(by=HANS, title="t").number
        for revision, file in enumerate(FILES, start=1):
            text = f"# {number}\n{first[file]}"
            drafts.change(number, lambda content, file=file, text=text: content.with_file(file, text), by=HANS, what=file, expected_revision=revision)
        drafts.submit(number, by=HANS)
        drafts.publish(number, by=MIEN)
        print(number, flush=True)
        if turn % 3 == 2:
            print(drafts.roll_back(number - 1, by=MIEN, note="terug").number, flush=True)


if __name__ == "__main__":
    {"erase": erase, "publish": publish}[sys.argv[1]](*sys.argv[2:])
