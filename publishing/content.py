"""Everything people edit, as one value: paths under data/ with their texts. Not the sentences Rasa is trained on, and no demo personas."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from types import MappingProxyType

from rules.errors import KnowledgeError, KnowledgeFilesMissing, Problem
from rules.files.catalogue_files import read_catalogue_files
from rules.files.versions import content_hash


class Part(StrEnum):
    """The parts that have a version of their own: a folder under data/, or one file."""

    CATALOGUE = "catalogue"
    RULEBOOK = "rulebook"
    LABOUR_MARKET = "labour_market"
    LANGUAGE = "language"
    INTERVIEW = "interview.yml"
    ANSWERS = "answers.yml"
    GLOSSARY = "glossary.yml"
    LANGUAGES = "languages.yml"
    COACHING = "coaching/questions.yml"

    @property
    def is_folder(self) -> bool:
        return "." not in self

    @property
    def endings(self) -> tuple[str, ...]:
        return (".yml", ".csv") if self is Part.LABOUR_MARKET else (".yml",)


@dataclass(frozen=True, eq=False)
class Content:
    """All texts of one version by path under data/, such as `catalogue/functions/zorg.yml`. Raises KeyError for a path that cannot be edited here."""

    files: Mapping[str, str] = field(repr=False)

    def __post_init__(self) -> None:
        for path in self.files:
            part_of(path)
        object.__setattr__(self, "files", MappingProxyType({path: self.files[path] for path in sorted(self.files)}))

    def __getitem__(self, path: str) -> str:
        return self.files[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self.files)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Content) and self.files == other.files

    def __hash__(self) -> int:
        return hash(self.version)

    def part(self, part: Part) -> dict[str, str]:
        """The texts of a part by their names inside it, as the parsers and `content_hash` take them."""
        if not part.is_folder:
            return {part.value: self.files[part]} if part in self.files else {}
        start = f"{part}/"
        return {path.removeprefix(start): text for path, text in self.files.items() if path.startswith(start)}

    def with_file(self, path: str, text: str) -> Content:
        """The same with this text in this place. Raises KeyError for a path that cannot be edited here."""
        return Content({**self.files, path: text})

    def with_part(self, part: Part, files: Mapping[str, str]) -> Content:
        """The same with these texts, by names inside the part, in the place of all its files."""
        own = {f"{part}/{name}": text for name, text in files.items()} if part.is_folder else {part.value: files[part.value]}
        return Content({**{path: text for path, text in self.files.items() if part_of(path) is not part}, **own})

    def without(self, path: str) -> Content:
        """The same without this file. Raises KeyError when it is not there."""
        if path not in self.files:
            raise KeyError(path)
        return Content({other: text for other, text in self.files.items() if other != path})

    @cached_property
    def versions(self) -> Mapping[Part, str]:
        """A hash per part: that of the catalogue, the rulebook and the figures is what an advice is stamped with."""
        return {part: content_hash(self.part(part)) for part in Part}

    @cached_property
    def version(self) -> str:
        """A hash of all of it."""
        return content_hash(self.files)


def part_of(path: str) -> Part:
    """The part a path belongs to. Raises KeyError for what cannot be edited here.

    >>> part_of("rulebook/30-route.yml")
    <Part.RULEBOOK: 'rulebook'>
    """
    names = path.split("/")
    for part in Part:
        inside = part.is_folder and names[0] == part and len(names) > 1 and path.endswith(part.endings)
        if (inside and not any(name in ("", ".", "..") for name in names)) or (path == part and not part.is_folder):
            return part
    raise KeyError(path)


def read_content(data: Path) -> Content:
    """What people edit, from the data folder. Raises KnowledgeError for what is no UTF-8, KnowledgeFilesMissing for what is not there."""
    from rules.files.knowledge_files import read_texts  # loads the language tools, which takes seconds

    files: dict[str, str] = {}
    for part in Part:
        if part is Part.CATALOGUE:
            texts = read_catalogue_files(data)
        elif part.is_folder:
            texts = read_texts(data, part.value, *part.endings)
        else:
            files[part.value] = _text(data, part.value)
            continue
        files |= {f"{part}/{name}": text for name, text in texts.items()}
    return Content(files)


def _text(data: Path, name: str) -> str:
    try:
        return (data / name).read_text(encoding="utf-8")
    except FileNotFoundError:
        raise KnowledgeFilesMissing(f"Het bestand {data / name} is er niet. Zet het terug, of wijs de goede map aan.") from None
    except UnicodeDecodeError as error:
        raise KnowledgeError([Problem(name, 1, "", "is geen UTF-8. Sla het bestand op als UTF-8.")]) from error
