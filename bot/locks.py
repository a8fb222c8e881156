"""One turn of one employee at a time, over all processes of one machine that share a folder."""

from __future__ import annotations

import asyncio
import fcntl
import hashlib
import os
import weakref
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Protocol

from bot.private_files import FILE, make_private

PLACES = 4096
"""Locks that owners share by their hash: names of files tell nobody who has a passport, and nothing is to be erased."""
LOOK_AGAIN = 0.01  # seconds


class TalkLocks(Protocol):
    """Whoever is inside `alone` is the only one who does anything in the talk of this owner."""

    def alone(self, owner: str) -> AbstractAsyncContextManager[None]:
        """An asynchronous context manager; who comes meanwhile waits, in order within one process."""
        ...


class LocksInProcess:
    """For one process."""

    def __init__(self) -> None:
        self._locks: weakref.WeakValueDictionary[str, asyncio.Lock] = weakref.WeakValueDictionary()

    @asynccontextmanager
    async def alone(self, owner: str) -> AsyncIterator[None]:
        lock = self._locks.get(owner)
        if lock is None:
            lock = self._locks[owner] = asyncio.Lock()
        async with lock:
            yield


class LocksInFolder(LocksInProcess):
    """For all processes that share this folder. One that dies lets go of its locks by itself: the kernel does that (flock)."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder
        make_private(folder)

    @asynccontextmanager
    async def alone(self, owner: str) -> AsyncIterator[None]:
        """Raises OSError when the folder cannot be used."""
        place = int.from_bytes(hashlib.blake2b(owner.encode(), digest_size=4).digest()) % PLACES
        async with super().alone(owner):
            descriptor = os.open(self._folder / f"{place:03x}", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, FILE)
            try:
                while not _taken(descriptor):
                    await asyncio.sleep(LOOK_AGAIN)
                yield
            finally:
                os.close(descriptor)  # lets go of the lock


def _taken(descriptor: int) -> bool:
    """Without waiting: a thread that waits for the kernel could not be ended."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
