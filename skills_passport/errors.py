"""Everything that can go wrong with a passport, in one tree.

Messages carry ids, places and what to do; never what someone typed. They are Dutch where a person reads them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from skills_passport.casework.record import Entry
    from skills_passport.model import SkillsPassport


class PassportError(Exception):
    """Anything the skills passport refuses or cannot do."""


class PassportNotFound(PassportError):
    """Nobody's passport has this owner id (never made, or erased)."""

    def __init__(self, owner: str) -> None:
        super().__init__(f"Er is geen paspoort van {owner}. Controleer het kenmerk, of begin eerst een gesprek.")
        self.owner = owner


class PassportChanged(PassportError):
    """Somebody changed the passport in between; nothing was written. `now` is what stands there, to be shown to who came second.

    `since`: to a coach, what was added to verdicts, plan and the follow-up of their case, oldest first.
    """

    def __init__(self, owner: str, expected: int, found: int, now: SkillsPassport | None = None, since: tuple[Entry, ...] = ()) -> None:
        super().__init__(
            f"Het paspoort van {owner} is intussen veranderd (versie {found}, verwacht was {expected}). "
            "Er is niets opgeslagen. Bekijk het opnieuw en doe de wijziging daarna nog eens."
        )
        self.expected = expected
        self.found = found
        self.now = now
        self.since = since


class CaseNotFound(PassportError):
    """A coach asks for what is not shared with them: never there, ended, erased or another coach's. It never tells which."""

    def __init__(self, case: str) -> None:
        super().__init__(f"Het dossier {case} is er niet, of het is niet (meer) met jou gedeeld.")
        self.case = case


class ShareEnded(CaseNotFound):
    """A case of the employee's own that is shared no more; to a coach it is as if it never was."""


class CaseTaken(PassportError):
    """Another coach took the case from the queue first; nothing was written."""

    def __init__(self, case: str) -> None:
        super().__init__(f"Het dossier {case} is al door een andere coach opgepakt. Kies een ander dossier uit de lijst.")
        self.case = case


class TextRefused(PassportError):
    """Something typed cannot be kept; `field` names what, and the message never repeats it."""

    def __init__(self, field: str, wrong: str) -> None:
        super().__init__(f"{field} {wrong}.")
        self.field = field


class NotThere(PassportError):
    """What is to be changed in a case does not (or no longer) exist: an advice, a function, a step, a follow-up."""


class ImportRefused(PassportError):
    """A file that can be read, but may not become this passport."""


class CasesInvalid(PassportError):
    """A file does not hold verdicts as `wijzer verdicts export` writes them."""

    def __init__(self, wrong: str) -> None:
        super().__init__(f"Dit zijn geen oordelen zoals Loopbaanwijzer ze wegschrijft: {wrong}. Maak het bestand opnieuw met wijzer verdicts export.")


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


class EngineRefused(PassportError):
    """The engine itself keeps something whole: what is there once would come twice, or a trail would be altered. Its text names a rule, and no value."""


class StoreError(PassportError):
    """The place where passports are kept does not cooperate."""


class StoreBusy(StoreError):
    """Another process held the store longer than the busy timeout; nothing was written."""


class StoreUnavailable(StoreError):
    """The file cannot be opened, read or written (missing rights, full disk, not our file, damaged)."""


class JournalBroken(StoreError):
    """A line of the journal of erasures is missing, was changed or cannot be read."""

    def __init__(self, path: str, where: str) -> None:
        super().__init__(
            f"Het wislogboek {path} klopt niet vanaf {where}: daar ontbreekt iets, of er is iets veranderd. "
            "Gebruik een kopie die op een andere plek bewaard is."
        )


class StoreMoved(StoreError):
    """The file was moved to another store, or is being moved; nobody may use it any more."""

    def __init__(self, path: str, to: str, *, done: bool) -> None:
        super().__init__(
            f"{path} is verhuisd naar de {to} en wordt niet meer gebruikt. Zet het adres daarvan in WIJZER_STORE en start opnieuw."
            if done else
            f"{path} wordt verhuisd naar de {to}, en dat is nog niet klaar. Maak het af met: wijzer migrate-store. Of breek het af met: wijzer migrate-store --undo"
        )


class MoveFailed(PassportError):
    """A store cannot be moved, or did not arrive whole; what was used stays in use, or says what to do."""


class SchemaTooNew(StoreError):
    """The file was made by a newer release than this one."""

    def __init__(self, path: str, found: str, known: str) -> None:
        super().__init__(
            f"{path} heeft schemastap '{found}'; deze uitgave kent ze tot en met '{known}'. "
            "Start de nieuwere uitgave, of zet een reservekopie van voor de upgrade terug."
        )
