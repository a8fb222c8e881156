"""What of a version goes out as a workbook and comes in again: the catalogue, and the texts of the talk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from portal.hr.catalogue.saving import with_catalogue
from portal.hr.drafting import Chosen
from portal.hr.places import address_of
from portal.hr.texts.workbook import read_texts, texts_version, texts_workbook
from portal.hr.texts.workbook_taking import changes_of, text_changes, with_texts
from publishing.content import Content
from publishing.reading import catalogue_of
from rules.catalogue import Catalogue
from rules.files.workbook_reading import read_workbook
from rules.files.workbook_writing import workbook_of
from rules.review.catalogue_diff import EntryChange, catalogue_changes


@dataclass(frozen=True, slots=True)
class SentWorkbook:
    """A workbook that waits for a yes: what it says, the draft and revision it was laid beside, and whether it was made of an older version."""

    said: Any
    number: int
    revision: int
    older: bool
    changes: tuple[EntryChange, ...]


class SentCatalogue(SentWorkbook):
    """Of the catalogue. Each kind has its own, so that one of another kind waits beside it."""

    __slots__ = ()


class SentTexts(SentWorkbook):
    """Of the texts of the talk."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Workbook:
    """One kind: its name in addresses, its words (`parent` is the page it belongs to, with what that is called), and what is done with it.

    `read` takes the bytes and the name of a file and gives what it says, with the version it was made of; `changes` and `put` lay that beside a content.
    All of these raise KnowledgeError. `differences` tells two contents apart.
    """

    name: str
    title: str
    holds: str
    parent: tuple[str, str]
    sent: type[SentWorkbook]
    version: Callable[[Content], str]
    write: Callable[[Content], bytes]
    read: Callable[[bytes, str], tuple[Any, str]]
    changes: Callable[[Content, Any], tuple[EntryChange, ...]]
    put: Callable[[Content, Any], Content]
    differences: Callable[[Content, Content], tuple[EntryChange, ...]]

    def beside(self, said: object, version: Chosen, *, older: bool) -> SentWorkbook:
        """What a workbook says, laid beside this version. Raises KnowledgeError with what cannot be."""
        return self.sent(said, version.version.number, version.version.revision, older, self.changes(version.content, said))

    def back(self, version: Chosen) -> str:
        """The address of the page it belongs to."""
        return address_of(self.parent[0], version.version.number)


def _read_catalogue(content: bytes, name: str) -> tuple[Catalogue, str]:
    read = read_workbook(content, name)
    return read.catalogue, read.base_version


CATALOGUE = Workbook(
    "catalogus", "De hele catalogus in Excel", "de catalogus", ("functies", "functies"), SentCatalogue,
    lambda content: catalogue_of(content).version, lambda content: workbook_of(catalogue_of(content)), _read_catalogue,
    lambda content, said: catalogue_changes(catalogue_of(content), said), with_catalogue,
    lambda old, new: catalogue_changes(catalogue_of(old), catalogue_of(new)),
)
TEXTS = Workbook(
    "teksten", "Alle teksten in Excel", "de teksten", ("antwoorden", "vragen en antwoorden"), SentTexts,
    texts_version, texts_workbook, read_texts, changes_of, with_texts, text_changes,
)
