"""One turn of one employee at a time, over all processes of one machine that share a folder."""

from __future__ import annotations

import asyncio
import fcntl
import hashlib
import os
import weakref
from collections.abc import AsyncIterator, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, contextmanager
from pathlib import Path
from typing import Protocol

from bot.private_files import FILE, make_private
from skills_passport.errors import StoreUnavailable

PLACES = 4096
"""Locks that owners share by their hash: names of files tell nobody who has a passport, and nothing is to be erased."""
LOOK_AGAIN = 0.01  # seconds
LONGEST = 20  # digits


class TalkLocks(Protocol):
    """Whoever is inside `alone` is the only one who does anything in the talk of this owner."""

    def alone(self, owner: str) -> AbstractAsyncContextManager[bool]:
        """Who comes meanwhile waits, in order within one process. Gives whether another process erased this owner since this one was here last."""
        ...

    def erased(self, owner: str) -> None:
        """Tell the other processes that nothing of this owner may be remembered; within `alone`."""
        ...


class LocksInProcess:
    """For one process."""

    def __init__(self) -> None:
        self._locks: weakref.WeakValueDictionary[str, asyncio.Lock] = weakref.WeakValueDictionary()

    @asynccontextmanager
    async def alone(self, owner: str) -> AsyncIterator[bool]:
        lock = self._locks.get(owner)
        if lock is None:
            lock = self._locks[owner] = asyncio.Lock()
        async with lock:
            yield False

    def erased(self, owner: str) -> None:
        return


class LocksInFolder(LocksInProcess):
    """For all processes that share this folder. One that dies lets go of its locks by itself: the kernel does that (flock).

    A file holds how often somebody of its place was erased, and nothing else. Every method raises StoreUnavailable when the folder cannot be used.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder
        self._seen: dict[str, bytes] = {}
        make_private(folder)

    @asynccontextmanager
    async def alone(self, owner: str) -> AsyncIterator[bool]:
        async with super().alone(owner):
            with self._file(owner) as descriptor:
                while not _taken(descriptor):
                    await asyncio.sleep(LOOK_AGAIN)
                now = os.pread(descriptor, LONGEST, 0)
                before, self._seen[owner] = self._seen.get(owner, now), now
                yield before != now

    def erased(self, owner: str) -> None:
        with self._file(owner) as descriptor:
            count = int(os.pread(descriptor, LONGEST, 0) or 0) + 1
            os.pwrite(descriptor, str(count).encode(), 0)
        self._seen.pop(owner, None)

    @contextmanager
    def _file(self, owner: str) -> Iterator[int]:
        place = int.from_bytes(hashlib.blake2b(owner.encode(), digest_size=4).digest()) % PLACES
        path = self._folder / f"{place:03x}"
        try:
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, FILE)
        except OSError as error:
            raise StoreUnavailable(f"{path} is niet te gebruiken ({error.strerror}). Kijk of de map er is, of er geschreven mag worden en of er ruimte is.") from error
        try:
            yield descriptor
        finally:
            os.close(descriptor)  # lets go of the lock


def _taken(descriptor: int) -> bool:
    """Without waiting: a thread that waits for the kernel could not be ended."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
