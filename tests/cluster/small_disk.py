"""A disk of its own for tests: small, so that it can be full, and one that can be closed to every write while files on it are open."""

from __future__ import annotations

import array
import errno
import fcntl
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_GET, _SET, _IMMUTABLE = 0x80086601, 0x40086602, 0x10
"""FS_IOC_GETFLAGS, FS_IOC_SETFLAGS and FS_IMMUTABLE_FL: what `chattr +i` does."""
_STEPS = (1 << 16, 1 << 12, 1 << 8, 1)


class SmallDisk:
    """An ext4 of so many megabytes in a file, mounted at `folder`."""

    def __init__(self, image: Path, folder: Path, megabytes: int) -> None:
        self.folder = folder
        self._image = image
        self._filler = folder / "filler"
        with image.open("wb") as stream:
            stream.truncate(megabytes << 20)
        _run("mkfs.ext4", "-q", "-F", "-m", "0", str(image))
        folder.mkdir()
        _run("mount", "-o", "loop", str(image), str(folder))

    def fill(self) -> None:
        """Until not a byte goes in."""
        descriptor = os.open(self._filler, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        try:
            for size in _STEPS:
                try:
                    while True:
                        os.write(descriptor, bytes(size))
                except OSError as error:
                    assert error.errno == errno.ENOSPC, error
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

    def free(self) -> None:
        self._filler.unlink()

    @contextmanager
    def closed(self) -> Iterator[None]:
        """Nothing is written, made or removed, also through what is open already.

        A disk on which something is open for writing cannot be mounted read-only; what is immutable takes no write either.
        """
        # Not what SQLite maps into memory: the kernel would kill who touches it.
        found = [path for path in (self.folder, *self.folder.rglob("*")) if path.name != "lost+found" and not path.name.endswith("-shm")]
        for path in reversed(found):
            _immutable(path, True)
        try:
            yield
        finally:
            for path in found:
                _immutable(path, False)

    @contextmanager
    def read_only(self) -> Iterator[None]:
        """Mounted so; nothing may be open for writing."""
        _run("mount", "-o", "remount,ro", str(self.folder))
        try:
            yield
        finally:
            _run("mount", "-o", "remount,rw", str(self.folder))

    def close(self) -> None:
        _run("umount", str(self.folder))
        self._image.unlink()


def _immutable(path: Path, on: bool) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        flags = array.array("l", [0])
        fcntl.ioctl(descriptor, _GET, flags)
        fcntl.ioctl(descriptor, _SET, array.array("l", [flags[0] | _IMMUTABLE if on else flags[0] & ~_IMMUTABLE]))
    finally:
        os.close(descriptor)


def _run(*command: str) -> None:
    subprocess.run(command, check=True, env={**os.environ, "PATH": f"{os.environ['PATH']}:/usr/sbin:/sbin"})
