"""One file: a tar of the manifest and the files it names, packed (gzip), encrypted (age). Written and read as a stream.

Without this program it opens with `age -d -i KEY FILE | tar xz`. What pyrage does not pass on of a failing reader or writer is kept here and raised.
"""

from __future__ import annotations

import hashlib
import os
import tarfile
import threading
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

import pyrage
from pydantic import ValidationError
from pyrage import x25519

from portal.backups.errors import BackupDamaged, BackupFailed, KeyRefused
from portal.backups.manifest import FORMAT, NAME, Manifest, Member
from rules.files.whole_files import sync_folder

_CHUNK = 1 << 16
_GZIP = 31  # zlib's way to say: with a gzip header
_LEVEL = 3  # 65 MB of passports: to 12.8 MB in 0.9 s of one core; 1 makes it 14.7 MB in 0.8 s, 6 makes it 10.2 MB in 1.9 s
_LARGEST_MANIFEST = 64 << 20


class _Reading:
    """A stream of chunks with `read`, as pyrage asks it."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks, self._rest = chunks, b""
        self.error: BaseException | None = None

    def read(self, size: int = _CHUNK) -> bytes:
        try:
            while not self._rest:
                self._rest = next(self._chunks)
        except StopIteration:
            return b""
        except BaseException as error:
            self.error = error
            raise
        found, self._rest = self._rest[:size], self._rest[size:]
        return found


class _Writing:
    """A stream with `write`, as pyrage asks it; counts and hashes what came through."""

    def __init__(self, write: Callable[[bytes], object]) -> None:
        self._write = write
        self.error: BaseException | None = None
        self.digest, self.size = hashlib.sha256(), 0

    def write(self, content: bytes) -> int:
        try:
            self._write(content)
        except BaseException as error:
            self.error = self.error or error
            raise
        self.digest.update(content)
        self.size += len(content)
        return len(content)

    def flush(self) -> None:
        """What is written is synced by who opened the file."""


def write_archive(out: BinaryIO, sources: Mapping[str, Path], manifest: Manifest, keys: Sequence[x25519.Recipient]) -> str:
    """The whole backup into `out`; `sources` is where each file of the manifest is read from. Gives its SHA-256 in hex. Raises OSError, or BackupFailed when a file is not what the manifest says."""
    reading, writing = _Reading(_packed(_tar(sources, manifest))), _Writing(out.write)
    failed: Exception | None = None
    try:
        pyrage.encrypt_io(reading, writing, list(keys))
    except (OSError, pyrage.EncryptError) as error:
        failed = error
    for first in (reading.error, writing.error):
        if first is not None:
            raise first
    if failed is not None:
        raise BackupFailed(f"De reservekopie kon niet worden versleuteld ({failed}). Er is geen reservekopie gemaakt.") from failed
    return writing.digest.hexdigest()


def _tar(sources: Mapping[str, Path], manifest: Manifest) -> Iterator[bytes]:
    text = manifest.model_dump_json(indent=1).encode()
    yield _header(NAME, len(text), manifest)
    yield text + _padding(len(text))
    for each in manifest.files:
        yield _header(each.name, each.size, manifest)
        yield from _content(sources[each.name], each)
        yield _padding(each.size)
    yield bytes(2 * tarfile.BLOCKSIZE)


def _header(name: str, size: int, manifest: Manifest) -> bytes:
    info = tarfile.TarInfo(name)
    info.size, info.mode, info.mtime = size, 0o600, int(manifest.made_at.timestamp())
    return info.tobuf(tarfile.PAX_FORMAT)


def _padding(size: int) -> bytes:
    return bytes(-size % tarfile.BLOCKSIZE)


def _content(path: Path, member: Member) -> Iterator[bytes]:
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            digest.update(chunk)
            size += len(chunk)
            yield chunk
    if (size, digest.hexdigest()) != (member.size, member.sha256):
        raise BackupFailed(f"{member.name} veranderde terwijl de reservekopie werd gemaakt. Er is geen reservekopie gemaakt. Probeer het nog eens.")


def _packed(chunks: Iterator[bytes]) -> Iterator[bytes]:
    packer = zlib.compressobj(_LEVEL, wbits=_GZIP)
    for chunk in chunks:
        if packed := packer.compress(chunk):
            yield packed
    yield packer.flush()


def unpack(file: Path, keys: Sequence[x25519.Identity], folder: Path, check: Callable[[Manifest], None]) -> Manifest:
    """Everything in a backup into a folder, each file as the manifest says it is and on the disk.

    `check` sees the manifest before any file is written. Raises KeyRefused, BackupDamaged, what `check` raises, and OSError of the folder.
    """
    with _decrypted(file, keys) as stream, tarfile.open(fileobj=stream, mode="r|gz", bufsize=_CHUNK) as tar:
        manifest = _manifest(tar, file.name)
        check(manifest)
        for expected in manifest.files:
            found = tar.next()
            if found is None or not found.isreg() or found.name != expected.name:
                raise BackupDamaged(file.name, f"{expected.name} ontbreekt")
            _put(tar, found, expected, folder, file.name)
        if tar.next() is not None:
            raise BackupDamaged(file.name, "er staat meer in dan erin hoort")
    for path in (folder, *(path for path in folder.rglob("*") if path.is_dir())):
        sync_folder(path)
    return manifest


def _manifest(tar: tarfile.TarFile, name: str) -> Manifest:
    first = tar.next()
    stream = tar.extractfile(first) if first is not None and first.name == NAME and first.size <= _LARGEST_MANIFEST else None
    if stream is None:
        raise BackupDamaged(name, "de inhoudsopgave ontbreekt")
    text = stream.read()
    try:
        found = Manifest.model_validate_json(text)
    except ValidationError as error:
        raise BackupDamaged(name, "de inhoudsopgave is niet te lezen, of van een nieuwere uitgave van Loopbaanwijzer") from error
    if found.format != FORMAT:
        raise BackupDamaged(name, f"de inhoudsopgave heeft vorm {found.format}; deze uitgave kent {FORMAT}")
    return found


def _put(tar: tarfile.TarFile, found: tarfile.TarInfo, expected: Member, folder: Path, name: str) -> None:
    stream = cast("BinaryIO", tar.extractfile(found))
    digest, size, target = hashlib.sha256(), 0, folder / expected.name
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        while chunk := stream.read(_CHUNK):
            out.write(chunk)
            digest.update(chunk)
            size += len(chunk)
        out.flush()
        os.fsync(out.fileno())
    if (size, digest.hexdigest()) != (expected.size, expected.sha256):
        raise BackupDamaged(name, f"{expected.name} heeft een andere controlesom")


@contextmanager
def _decrypted(file: Path, keys: Sequence[x25519.Identity]) -> Iterator[BinaryIO]:
    """The decrypted stream, from a thread through a pipe. What is wrong with the file or the key is raised, rather than what follows from it."""
    outlet, inlet = os.pipe()
    failed: list[BaseException] = []

    def decrypt() -> None:
        with os.fdopen(inlet, "wb", buffering=0) as pipe:
            writing = _Writing(lambda content: _all_into(pipe, content))
            try:
                with file.open("rb") as stream:
                    pyrage.decrypt_io(stream, writing, list(keys))
            except BaseException as error:
                failed.append(writing.error or error)
            else:
                if writing.error is not None:
                    failed.append(writing.error)

    thread = threading.Thread(target=decrypt, name="decrypt-backup", daemon=True)
    thread.start()
    followed: BaseException | None = None
    with os.fdopen(outlet, "rb") as stream:
        try:
            yield cast("BinaryIO", stream)
            while stream.read(_CHUNK):  # to the end: only then it is known that nothing was cut off
                pass
        except (tarfile.TarError, zlib.error, EOFError) as error:
            followed = error
    thread.join()
    for cause in failed:
        if isinstance(cause, OSError) and cause.errno is not None and not isinstance(cause, BrokenPipeError):
            raise cause
        if isinstance(cause, pyrage.DecryptError) and "matching keys" in str(cause):
            raise KeyRefused(f"De sleutel past niet op {file.name}, of het begin van dat bestand is beschadigd. Neem de sleutel die hoort bij wanneer de reservekopie is gemaakt.") from cause
        if not isinstance(cause, BrokenPipeError):
            raise BackupDamaged(file.name, "hij is veranderd, of niet heel") from cause
    if followed is not None:
        raise BackupDamaged(file.name, "de inhoud is niet te lezen") from followed


def _all_into(pipe: BinaryIO, content: bytes) -> None:
    view = memoryview(content)
    while view:
        view = view[pipe.write(view):]
