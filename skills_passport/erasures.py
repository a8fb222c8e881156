"""What people took back, written down apart from the passports, so that a backup from before it does not bring it back.

An entry names no owner, only random numbers that stand in a passport (its number in the audit trail, a case) or the pseudonymous
id of a colleague: without the backup itself they lead to nobody. The entry is on the disk before the change is: who dies in between
leaves an entry too many, about something that somebody did ask for. Each entry is sealed with the one before it, as in the audit trail.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from rules.files.whole_files import sync_folder
from skills_passport.audit import FIRST_SEAL
from skills_passport.errors import JournalBroken, StoreUnavailable
from skills_passport.model import Purpose, SkillsPassport

_LONGEST_LINE = 4096  # bytes; an entry has some 250


class Kind(StrEnum):
    """What an entry is about."""

    PASSPORT = "passport"  # erased; `of` is its number in the audit trail
    CONSENT = "consent"  # withdrawn; `of` as above, `purpose` says which
    SHARE = "share"  # ended; `of` is the case
    COACH = "coach"  # a colleague who left; `of` is their pseudonymous id
    EDITOR = "editor"  # likewise
    BACKUP = "backup"  # made; `of` is its own number: a journal without it is older than that backup


@dataclass(frozen=True, slots=True)
class Note:
    """What is to be written down."""

    kind: Kind
    of: str
    purpose: str = ""


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """One line; `seal` covers it and all lines before it."""

    number: int
    at: datetime
    kind: Kind
    of: str
    purpose: str
    seal: str


@dataclass(frozen=True, slots=True)
class Journal:
    """A journal as read: its entries, the oldest first, and until when it tells all (None: nobody knows, it is no copy made by `copy`)."""

    entries: tuple[JournalEntry, ...]
    complete_until: datetime | None = None

    @property
    def head(self) -> str:
        return self.entries[-1].seal if self.entries else FIRST_SEAL

    def has(self, seal: str) -> bool:
        return seal == FIRST_SEAL or any(entry.seal == seal for entry in self.entries)


class ErasureJournal:
    """The journal of one installation; safe to share between threads and between processes."""

    def __init__(self, path: Path, *, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self.path = path
        self._clock = clock

    def append(self, *notes: Note) -> str:
        """Writes these down and waits until they are on the disk; the seal of the last one. Raises StoreUnavailable or JournalBroken; nothing is written then."""
        with self._unwritable(), self._locked() as descriptor:
            number, seal, end = self._end(descriptor)
            entries: list[JournalEntry] = []
            for note in notes:
                number, at = number + 1, self._clock().astimezone(UTC)
                seal = _seal(seal, number, at, note)
                entries.append(JournalEntry(number, at, note.kind, note.of, note.purpose, seal))
            os.ftruncate(descriptor, end)  # half a line of who died while writing it
            try:
                _write_all(descriptor, entries_as_text(entries), end)
                os.fsync(descriptor)
            except BaseException:
                os.ftruncate(descriptor, end)
                raise
        return seal

    def copy(self) -> Journal:
        """As it is now, with until when it tells all: to be kept elsewhere (`as_text`). Raises StoreUnavailable or JournalBroken."""
        at = self._clock().astimezone(UTC)  # before it is read: what is written meanwhile may be in it or not
        return Journal(read_journal(self.path).entries if self.path.exists() else (), at)

    @contextmanager
    def _locked(self) -> Iterator[int]:
        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        is_new = not self.path.exists()
        descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            yield descriptor
            if is_new:
                sync_folder(self.path.parent)
        finally:
            os.close(descriptor)

    def _end(self, descriptor: int) -> tuple[int, str, int]:
        """(number, seal, bytes) after the last whole line."""
        size = os.fstat(descriptor).st_size
        begin = max(0, size - 2 * _LONGEST_LINE)
        tail = os.pread(descriptor, size - begin, begin)
        whole, newline, _ = tail.rpartition(b"\n")
        if not newline:
            return 0, FIRST_SEAL, 0
        last = whole.rpartition(b"\n")[2]
        end = begin + len(whole) + 1
        if b'"complete_until"' in last:  # a copy that was put in the place of the journal: it goes on from its last entry
            end -= len(last) + 1
            last = whole[: -len(last) - 1].rpartition(b"\n")[2]
            if not last:
                return 0, FIRST_SEAL, 0
        entry = _entry(last, str(self.path), "laatste regel")
        return entry.number, entry.seal, end

    @contextmanager
    def _unwritable(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise StoreUnavailable(
                f"Het wislogboek {self.path} is niet te schrijven ({error.strerror}); er is niets veranderd. "
                "Controleer of de map bestaat, of er geschreven mag worden en of er ruimte is."
            ) from error


def read_journal(path: Path) -> Journal:
    """All of a journal, or of a copy of one. Raises JournalBroken when a line is missing or was changed, StoreUnavailable when it cannot be read."""
    try:
        text = path.read_bytes()
    except OSError as error:
        raise StoreUnavailable(f"Het wislogboek {path} is niet te lezen ({error.strerror}). Kijk of het bestaat en of je erbij mag.") from error
    entries: list[JournalEntry] = []
    complete_until = None
    for number, line in enumerate(text.split(b"\n")[:-1], start=1):  # what follows the last line break was never acknowledged
        if complete_until is not None:
            raise JournalBroken(str(path), f"regel {number}")
        if b'"complete_until"' in line:
            complete_until = _complete_until(line, str(path), f"regel {number}")
            continue
        entry = _entry(line, str(path), f"regel {number}")
        before = entries[-1].seal if entries else FIRST_SEAL
        if entry.number != number or entry.seal != _seal(before, number, entry.at, Note(entry.kind, entry.of, entry.purpose)):
            raise JournalBroken(str(path), f"regel {number}")
        entries.append(entry)
    return Journal(tuple(entries), complete_until)


def as_text(journal: Journal) -> bytes:
    """The lines of a copy, the last of which says until when it tells all."""
    last = "" if journal.complete_until is None else json.dumps({"complete_until": journal.complete_until.isoformat()}) + "\n"
    return entries_as_text(journal.entries) + last.encode()


def entries_as_text(entries: Iterable[JournalEntry]) -> bytes:
    """The lines of a journal."""
    return "".join(
        json.dumps({"number": each.number, "at": each.at.isoformat(), "kind": each.kind.value, "of": each.of, "purpose": each.purpose, "seal": each.seal}) + "\n"
        for each in entries
    ).encode()


def withdrawn(subject: str, before: SkillsPassport, after: SkillsPassport) -> Sequence[Note]:
    """What this change takes back: consents that are no longer given, and shares that ended."""
    consents = [Note(Kind.CONSENT, subject, purpose.value) for purpose in Purpose if before.agrees_to(purpose) and not after.agrees_to(purpose)]
    still = {share.case for share in after.casework.open_shares}
    return [*consents, *(Note(Kind.SHARE, share.case) for share in before.casework.open_shares if share.case not in still)]


def _seal(before: str, number: int, at: datetime, note: Note) -> str:
    return hashlib.sha256(json.dumps([before, number, at.isoformat(), note.kind.value, note.of, note.purpose]).encode()).hexdigest()


def _entry(line: bytes, path: str, where: str) -> JournalEntry:
    try:
        found = json.loads(line)
        return JournalEntry(
            int(found["number"]), datetime.fromisoformat(found["at"]), Kind(found["kind"]), str(found["of"]), str(found["purpose"]), str(found["seal"])
        )
    except (ValueError, KeyError, TypeError) as error:
        raise JournalBroken(path, where) from error


def _complete_until(line: bytes, path: str, where: str) -> datetime:
    try:
        return datetime.fromisoformat(json.loads(line)["complete_until"])
    except (ValueError, KeyError, TypeError) as error:
        raise JournalBroken(path, where) from error


def _write_all(descriptor: int, content: bytes, at: int) -> None:
    while content:
        written = os.pwrite(descriptor, content, at)
        content, at = content[written:], at + written
