"""An installation with a few passports and a key for its backups, for tests that make one and put it back."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from portal.app import passport_store
from portal.backups.keys import make_key, private_keys, public_keys
from portal.backups.making import Made, make_backup
from portal.backups.restoring import PutBack, Wanted, put_back
from portal.backups.taken_back import Given
from portal.settings import SECRETS, Settings, with_secrets
from skills_passport.model import Purpose
from skills_passport.sqlite_store import SqliteStore
from tests.passports import MOMENT, told_passport

CANARY = "kanariegeel"
ERASED, KEPT = "m" + "1" * 32, "m" + "2" * 32


@dataclass(frozen=True)
class Place:
    """Folders of one installation below `root`, all apart."""

    root: Path
    public: str

    @property
    def settings(self) -> Settings:
        return with_secrets(Settings(var=self.root / "var"))

    @property
    def folder(self) -> Path:
        return self.root / "backups"

    @property
    def key(self) -> Path:
        return self.root / "key"

    @contextmanager
    def store(self) -> Iterator[SqliteStore]:
        with closing(passport_store(self.settings)) as store:
            yield store

    def back_up(self, **more: int) -> Made:
        with self.store() as store:
            return make_backup(self.settings, store, self.folder, public_keys([self.public]), at=datetime.now(UTC), **more)

    def wanted(self, file: Path, given: Given | None = None) -> Wanted:
        settings = self.settings
        secrets = {name: getattr(settings, name) for name in SECRETS}
        return Wanted(file, private_keys(self.key), secrets, given or Given(settings.journal, is_live=True))

    def put_back(self, file: Path, name: str = "restored", given: Given | None = None) -> PutBack:
        return put_back(self.wanted(file, given), self.root / name, now=datetime.now(UTC))

    def leftovers(self) -> list[str]:
        """What is worked on and not finished, anywhere."""
        return sorted(str(path.relative_to(self.root)) for path in self.root.rglob(".*"))


def place(root: Path) -> Place:
    """Two passports, in one of which the canary stands in every kind of text."""
    made = Place(root, make_key(root / "key"))
    with made.store() as store:
        tell(store, ERASED, CANARY)
        tell(store, KEPT, "")
    return made


def copy_of(made: Place, root: Path) -> Place:
    """The same installation once more."""
    shutil.copytree(made.root, root)
    return Place(root, made.public)


def tell(store: SqliteStore, owner: str, word: str) -> None:
    """A passport with this word in it."""
    answers = tuple(replace(answer, words=f"{answer.words} {word}") for answer in told_passport().answers_given)
    store.change(
        owner, lambda p: replace(p, answers_given=answers).with_consent(Purpose.TALK, given=True, at=MOMENT, text_version="1"), actor="bot", action="answer",
    )
