"""Everything that can go wrong with a passport, in one tree.

Messages carry ids, places and what to do; never what someone typed.
"""

from __future__ import annotations


class PassportError(Exception):
    """Anything the skills passport refuses or cannot do."""


class PassportNotFound(PassportError):
    """Nobody's passport has this owner id (never made, or erased)."""

    def __init__(self, owner: str) -> None:
        super().__init__(
            f"There is no passport of {owner}. Check the owner id, or let this employee start a talk first."
        )
        self.owner = owner


class PassportChanged(PassportError):
    """Somebody else changed the passport in between; nothing was written."""

    def __init__(self, owner: str, expected: int, found: int) -> None:
        super().__init__(
            f"The passport of {owner} is at version {found}, not {expected}: it was changed in between. "
            "Nothing was written. Load it again and repeat the change."
        )
        self.expected = expected
        self.found = found


class AnswerInvalid(PassportError):
    """The value of an answer does not have the shape agreed for its question."""

    def __init__(self, question: str, field: str, expected: str) -> None:
        super().__init__(
            f"Answer to '{question}', field '{field or '(whole value)'}': {expected}. "
            "The shapes are in skills_passport/answers.py."
        )
        self.question = question
        self.field = field


class ExportInvalid(PassportError):
    """A file is not a passport as we export it; `problems` holds (field, what is wrong)."""

    def __init__(self, problems: tuple[tuple[str, str], ...]) -> None:
        lines = "\n".join(f"  {field or '(file)'}: {wrong}" for field, wrong in problems)
        super().__init__(
            f"This is not a skills passport as Loopbaanwijzer exports it:\n{lines}\n"
            "Export the passport again, or repair the fields named here."
        )
        self.problems = problems


class ErasureIncomplete(PassportError):
    """Part of an erasure could not be done; `done` says what was, so that it can be finished by repeating it."""

    def __init__(self, owner: str, done: str, missing: str) -> None:
        super().__init__(f"Erasure of {owner}: {done}, but {missing}. Repeat the erasure to finish it.")
        self.done = done
        self.missing = missing


class StoreError(PassportError):
    """The place where passports are kept does not cooperate."""


class StoreBusy(StoreError):
    """Another process held the store longer than the busy timeout; nothing was written."""


class StoreUnavailable(StoreError):
    """The file cannot be opened, read or written (missing rights, full disk, not our file, damaged)."""


class SchemaTooNew(StoreError):
    """The file was made by a newer release than this one."""

    def __init__(self, path: str, found: str, known: str) -> None:
        super().__init__(
            f"{path} has schema step '{found}', this release knows no further than '{known}'. "
            "Start the newer release again, or restore a backup from before the upgrade."
        )
