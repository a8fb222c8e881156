"""Everything that can go wrong with a passport, in one tree.

Messages carry ids, places and what to do; never what someone typed. They are Dutch where a person reads them.
"""

from __future__ import annotations


class PassportError(Exception):
    """Anything the skills passport refuses or cannot do."""


class PassportNotFound(PassportError):
    """Nobody's passport has this owner id (never made, or erased)."""

    def __init__(self, owner: str) -> None:
        super().__init__(f"Er is geen paspoort van {owner}. Controleer het kenmerk, of begin eerst een gesprek.")
        self.owner = owner


class PassportChanged(PassportError):
    """Somebody else changed the passport in between; nothing was written."""

    def __init__(self, owner: str, expected: int, found: int) -> None:
        super().__init__(
            f"Het paspoort van {owner} is intussen veranderd (versie {found}, verwacht was {expected}). "
            "Er is niets opgeslagen. Bekijk het opnieuw en doe de wijziging daarna nog eens."
        )
        self.expected = expected
        self.found = found


class AnswerInvalid(PassportError):
    """The value of an answer does not have the shape agreed for its question (a mistake in the program)."""

    def __init__(self, question: str, field: str, expected: str) -> None:
        super().__init__(
            f"Answer to '{question}', field '{field or '(whole value)'}': {expected}. "
            "The shapes are in skills_passport/answers.py."
        )
        self.question = question
        self.field = field
        self.expected = expected


class ExportInvalid(PassportError):
    """A file is not a passport as we export it; `problems` holds (field, what is wrong)."""

    def __init__(self, problems: tuple[tuple[str, str], ...]) -> None:
        lines = "\n".join(f"- {field or 'het bestand'}: {wrong}" for field, wrong in problems)
        super().__init__(
            f"Dit is geen skillspaspoort zoals Loopbaanwijzer het exporteert:\n{lines}\n"
            "Exporteer het paspoort opnieuw, of verbeter wat hierboven staat."
        )
        self.problems = problems


class ErasureIncomplete(PassportError):
    """Part of an erasure could not be done; `done` and `missing` say what was and what was not."""

    def __init__(self, owner: str, done: str, missing: str) -> None:
        super().__init__(f"Wissen van {owner}: {done}, maar {missing}. Probeer het nog eens; herhalen kan geen kwaad.")
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
            f"{path} heeft schemastap '{found}'; deze uitgave kent ze tot en met '{known}'. "
            "Start de nieuwere uitgave, of zet een reservekopie van voor de upgrade terug."
        )
