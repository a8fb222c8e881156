"""The databases of an installation as backups see them; each engine has its own way behind the same few calls."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from skills_passport.sqlite_copy import Counted, copy_whole, counted


class Database(Protocol):
    """One database. `file` is what its copy is called in a backup."""

    @property
    def file(self) -> str: ...

    def exists(self) -> bool:
        """Whether there is anything to copy."""
        ...

    def copy(self, folder: Path) -> Counted:
        """Everything as at one moment into `folder/file`, while writers go on; what that copy holds. Raises StoreError or BackupError."""
        ...

    def put_back(self, folder: Path) -> Counted:
        """Makes of `folder/file` a database that can be opened, in an empty place; what it holds. Raises StoreError or BackupError; then the place is empty again."""
        ...

    def take_away(self) -> None:
        """Empties the place that `put_back` filled, where that is not the folder itself. Raises StoreError."""
        ...


@dataclass(frozen=True, slots=True)
class SqliteDatabase:
    """A file in the folder with data: its copy is a database already. Of the tables in `without` no rows are copied."""

    path: Path
    without: Sequence[str] = ()

    @property
    def file(self) -> str:
        return self.path.name

    def exists(self) -> bool:
        return self.path.exists()

    def copy(self, folder: Path) -> Counted:
        copy_whole(self.path, folder / self.file, without=self.without)
        return counted(folder / self.file)

    def put_back(self, folder: Path) -> Counted:
        return counted(folder / self.file)

    def take_away(self) -> None:
        """The file goes with its folder."""
