"""Every error of the rules package, as one tree.

Problems in files that people edit are collected, all of them, and shown in Dutch: HR reads them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


class RulesError(Exception):
    """Anything the expert system refuses to do."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong in a file: where it stands and what to do about it (`line` counts from 1)."""

    file: str
    line: int
    field: str
    message: str

    def __str__(self) -> str:
        where = f"{self.file}, regel {self.line}"
        return f"{where}, {self.field}: {self.message}" if self.field else f"{where}: {self.message}"


class KnowledgeError(RulesError):
    """Files that hold knowledge cannot be used; `problems` says what to mend, in order of file and line."""

    title = "De kennisbestanden kloppen niet"

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        lines = "\n".join(f"- {self.told(problem)}" for problem in self.problems)
        super().__init__(f"{self.title} ({len(self.problems)}):\n{lines}")

    @staticmethod
    def told(problem: Problem) -> str:
        """One problem as a line for people."""
        return str(problem)


class CatalogueError(KnowledgeError):
    """The catalogue has mistakes in it."""

    title = "De catalogus klopt nog niet"


class WorkbookError(CatalogueError):
    """A workbook that holds the catalogue has mistakes in it; of each problem, `file` is the sheet and `field` the column."""

    title = "De werkmap klopt nog niet"

    @staticmethod
    def told(problem: Problem) -> str:
        if problem.line == 1 and not problem.field:
            return f"{problem.file}: {problem.message}"
        where = [f"blad {problem.file}", f"rij {problem.line}", f"kolom {problem.field}" if problem.field else ""]
        return f"{', '.join(filter(None, where))}: {problem.message}"


class RulebookError(KnowledgeError):
    """The rulebook has mistakes in it."""

    title = "Het regelboek klopt nog niet"


class FormError(KnowledgeError):
    """A form cannot be saved as it is filled in; of each problem, `field` is the place in the form, such as `when[1].values`."""

    title = "Er is nog niets bewaard, want dit klopt nog niet"

    @staticmethod
    def told(problem: Problem) -> str:
        return f"{problem.field}: {problem.message}" if problem.field else problem.message


class RuleCaseError(KnowledgeError):
    """Cases of rules have mistakes in them."""

    title = "De gevallen bij de regels kloppen nog niet"


class ScenarioError(KnowledgeError):
    """Protected scenarios have mistakes in them."""

    title = "De vaste voorbeelden kloppen nog niet"


class ExamplesError(KnowledgeError):
    """The example sentences have mistakes in them."""

    title = "De voorbeeldzinnen kloppen nog niet"


class LabourMarketError(KnowledgeError):
    """The labour-market or pay figures have mistakes in them."""

    title = "De arbeidsmarktcijfers kloppen nog niet"


class TableError(KnowledgeError):
    """A table from elsewhere cannot be taken over as it is."""

    title = "De tabel kan zo niet ingelezen worden"


class RequestIncomplete(RulesError):
    """A table cannot be taken over before its source, address and date are told; `missing` says what to add, by option."""

    def __init__(self, missing: Iterable[str]) -> None:
        self.missing = tuple(missing)
        lines = "\n".join(f"- {line}" for line in self.missing)
        super().__init__(f"Zo kan ik de tabel nog niet inlezen:\n{lines}")


class KnowledgeFilesMissing(RulesError):
    """A folder or file with knowledge is not where it should be."""


class CatalogueChanged(RulesError):
    """Somebody changed the catalogue between reading and writing it."""


class VersionNotKept(RulesError):
    """A version of knowledge that an advice was made with cannot be had any more."""


class AdviceFormatError(RulesError):
    """A stored advice cannot be read back."""


class SecondOpinionMissing(RulesError):
    """The optional language model was asked for and is not there."""


class UnknownName(RulesError):
    """Somebody asks about a function, skill, region or requirement that this knowledge does not have."""

    def __init__(self, what: str, name: str) -> None:
        super().__init__(f"De {what} '{name}' ken ik niet. Kijk in de catalogus hoe het daar heet.")
