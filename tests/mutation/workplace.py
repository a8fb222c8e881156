"""The copy of the checkout in which the mistakes are made; the sources themselves are never touched."""

from __future__ import annotations

import hashlib
import json
import multiprocessing
import os
import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
WORK = ROOT / "var" / "mutation"
MEASURED = ("rules", "data", "tests/rules", "tests/test_docstrings.py")
"""What the figure depends on; when any of it changes, everything is done anew."""
OURS = Path("tests", "mutation")
_LEFT_OUT = (".git", ".venv*", "var", "models", "node_modules", "__pycache__", ".*_cache", ".hypothesis", ".python", "*.egg-info")
_HEAD = "from mutmut.mutation.trampoline import wrap_in_trampoline as _mutmut_mutated, MutantDict"
_OUR_HEAD = "from tests.mutation.switch import mutable as _mutmut_mutated, MutantDict"


class Workplace:
    """A folder for one state of the sources: the mutated copy, what reaches what, and results so far."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.copy = folder / "copy"
        self.mutants = folder / "mutants.json"
        self.reach = folder / "reach.json"
        self.commit = folder / "commit.txt"

    def trials(self, seed: int) -> Path:
        """One line of JSON for each mutant of this seed that was tried."""
        return self.folder / f"seed-{seed}.jsonl"

    def names(self) -> list[str]:
        """All mutants, by name."""
        names: list[str] = json.loads(self.mutants.read_text(encoding="utf-8"))
        return names


def prepared(workers: int) -> Workplace:
    """The workplace of the sources as they are now; makes it if it is not there (one to two minutes)."""
    place = Workplace(WORK / _fingerprint())
    if not place.mutants.exists():
        shutil.rmtree(place.folder, ignore_errors=True)
        shutil.copytree(ROOT, place.copy, ignore=shutil.ignore_patterns(*_LEFT_OUT))
        place.commit.write_text(_commit(), encoding="utf-8")
        sources = sorted(path for path in (place.copy / "rules").rglob("*.py") if path.name != "__init__.py")
        with multiprocessing.Pool(workers) as pool:
            found = pool.starmap(_mutate, [(path, place.copy) for path in sources], chunksize=1)
        write_whole(place.mutants, json.dumps(sorted(name for names in found for name in names)))
    shutil.copytree(ROOT / OURS, place.copy / OURS, dirs_exist_ok=True)  # this room may change without a new copy
    return place


def write_whole(path: Path, text: str) -> None:
    """Write a file so that it is there whole or not at all."""
    part = path.with_suffix(".part")
    part.write_text(text, encoding="utf-8")
    os.replace(part, path)


def _mutate(path: Path, copy: Path) -> list[str]:
    """Put all mutants of one file beside their functions; their full names."""
    from mutmut.mutation.file_mutation import mutate_file_contents  # only `make mutate` installs it

    mutated = mutate_file_contents(str(path), path.read_text(encoding="utf-8"))
    if mutated.mutant_names and _HEAD not in mutated.code:
        raise RuntimeError(f"mutmut writes {path.name} in another way than this was made for; see tests/mutation/workplace.py.")
    path.write_text(mutated.code.replace(_HEAD, _OUR_HEAD), encoding="utf-8")
    module = ".".join(path.relative_to(copy).with_suffix("").parts)
    return [f"{module}.{name}" for name in mutated.mutant_names]


def _commit() -> str:
    """The commit that is measured, with a plus when files differ from it; empty outside a repository."""
    found = subprocess.run(["git", "describe", "--always", "--dirty=+", "--exclude=*"], cwd=ROOT, capture_output=True, text=True, check=False)
    return found.stdout.strip()


def _fingerprint() -> str:
    """Hash over everything in `MEASURED`."""
    digest = hashlib.sha256()
    for start in MEASURED:
        there = ROOT / start
        for path in sorted(there.rglob("*")) if there.is_dir() else [there]:
            if path.is_file() and "__pycache__" not in path.parts:
                digest.update(f"{path.relative_to(ROOT).as_posix()}\0".encode() + path.read_bytes() + b"\0")
    return digest.hexdigest()[:12]
