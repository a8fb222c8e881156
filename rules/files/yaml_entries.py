"""Reading YAML that people edit: every value is checked where it stands, every mistake is kept with its line.

The node tree of libyaml carries line numbers, so values and places come out of one fast pass. Plain scalars
are read by our own small rules (`no` stays the word "no"), so that a file means the same to every reader.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import TypeVar

import yaml

from rules.errors import Problem

Choice = TypeVar("Choice", bound=StrEnum)

FILES_REMEMBERED = 256
TEXTS_REMEMBERED = 4
"""Of one file: what is live, what was live before, and what is being written. A tree takes some 25 times its text, so a day of edits must not pile up."""
LONGEST_REMEMBERED = 200_000  # characters

_LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_WORDS = {"true": True, "yes": True, "ja": True, "false": False, "no": False, "nee": False}
_EMPTY = {"", "null", "~"}


class Entry:
    """A mapping in a file, with the path to it; reading a field notes what is wrong and goes on with a harmless value."""

    def __init__(self, node: yaml.MappingNode, file: str, path: str, problems: list[Problem]) -> None:
        self.file = file
        self.path = path
        self.line: int = node.start_mark.line + 1
        self.problems = problems
        self._nodes: dict[str, yaml.Node] = {}
        self._read: set[str] = set()
        for key, value in node.value:
            name = str(key.value)
            if name in self._nodes:
                self.problem(name, "staat er twee keer. Laat er één staan.", key.start_mark.line + 1)
            self._nodes[name] = value

    def problem(self, field: str, message: str, line: int | None = None) -> None:
        """Note a mistake at a field of this entry, at the field's own line when it is there."""
        node = self._nodes.get(field)
        place = line or (node.start_mark.line + 1 if node is not None else self.line)
        path = f"{self.path}.{field}" if self.path and field else self.path or field
        self.problems.append(Problem(self.file, place, path, message))

    def part(self, node: yaml.MappingNode, field: str, place: str) -> Entry:
        """The entry inside this one, under `field`; `place` is that field with its number in the list."""
        return Entry(node, self.file, f"{self.path}.{place}" if self.path else place, self.problems)

    def words(self, kind: type[Choice]) -> dict[str, Choice]:
        """How each value of an enumeration is written here."""
        return {str(option): option for option in kind}

    def has(self, field: str) -> bool:
        """Whether the field is there with a value in it."""
        node = self._nodes.get(field)
        return node is not None and not _is_empty(node)

    @property
    def fields(self) -> tuple[str, ...]:
        """The names of the fields, as written."""
        return tuple(self._nodes)

    def text(self, field: str, *, required: bool = True) -> str:
        """A text, blanks at its ends taken off; empty when it is missing."""
        node = self._present(field, required)
        if node is None:
            return ""
        if not isinstance(node, yaml.ScalarNode):
            self.problem(field, "moet één stuk tekst zijn. Zet tekst met een dubbele punt erin tussen aanhalingstekens.")
            return ""
        return str(node.value).strip()

    def texts(self, field: str, *, at_least: int = 0, at_most: int | None = None) -> tuple[str, ...]:
        """A list of texts, none of them empty or twice there."""
        return tuple(text for text, _ in self.texts_with_lines(field, at_least=at_least, at_most=at_most))

    def texts_with_lines(self, field: str, *, at_least: int = 0, at_most: int | None = None) -> tuple[tuple[str, int], ...]:
        """As `texts`, each with the line it stands on."""
        found: dict[str, int] = {}
        for item in self._items(field, required=at_least > 0):
            if not isinstance(item, yaml.ScalarNode) or _is_empty(item):
                self.problem(field, "mag alleen stukken tekst bevatten.", item.start_mark.line + 1)
            elif "\n" in item.value.strip():
                self.problem(field, "heeft een stuk tekst van meer dan één regel. Zet het op één regel.", item.start_mark.line + 1)
            elif item.value.strip() in found:
                self.problem(field, f"'{item.value}' staat er twee keer.", item.start_mark.line + 1)
            else:
                found[item.value.strip()] = item.start_mark.line + 1
        self._count(field, len(found), at_least, at_most)
        return tuple(found.items())

    def choice(self, field: str, kind: type[Choice], *, default: Choice | None = None) -> Choice:
        """One of the values of an enumeration; `default` when the field may be left out."""
        fallback = default if default is not None else next(iter(kind))
        text = self.text(field, required=default is None)
        if not text:
            return fallback
        options = self.words(kind)
        if text not in options:
            self.problem(field, f"'{text}' kan hier niet. Kies uit: {', '.join(options)}.{hint(text, options)}")
        return options.get(text, fallback)

    def flag(self, field: str, *, default: bool = False) -> bool:
        """Yes or no; `default` when the field is left out."""
        text = self.text(field, required=False)
        if not text:
            return default
        if text.lower() not in _WORDS:
            self.problem(field, f"'{text}' kan hier niet. Schrijf true (ja) of false (nee).")
        return _WORDS.get(text.lower(), default)

    def integer(self, field: str, low: int, high: int, *, default: int | None = None) -> int:
        """A whole number within bounds."""
        number = self.number(field, low, high, default=default)
        if number != int(number):
            self.problem(field, f"moet een heel getal zijn, van {low} tot en met {high}.")
        return int(number)

    def number(self, field: str, low: float, high: float, *, default: float | None = None) -> float:
        """A number within bounds."""
        fallback = default if default is not None else low
        text = self.text(field, required=default is None)
        if not text:
            return fallback
        try:
            number = float(text)
        except ValueError:
            self.problem(field, f"'{text}' is geen getal. Schrijf een getal van {low} tot en met {high}.")
            return fallback
        if not low <= number <= high:
            self.problem(field, f"{text} kan hier niet. Schrijf een getal van {low} tot en met {high}.")
            return fallback
        return number

    def day(self, field: str) -> date | None:
        """A date such as 2026-12-01; None when it is left out."""
        text = self.text(field, required=False)
        if not text:
            return None
        try:
            return date.fromisoformat(text)
        except ValueError:
            self.problem(field, f"'{text}' is geen datum. Schrijf jaar-maand-dag, zoals 2026-12-01.")
            return None

    def entry(self, field: str, *, required: bool = True) -> Entry | None:
        """A mapping under this field."""
        node = self._present(field, required)
        if node is None:
            return None
        if not isinstance(node, yaml.MappingNode):
            self.problem(field, "moet een rijtje van naam en waarde zijn, zoals {naam: waarde}.")
            return None
        return self.part(node, field, field)

    def entries(self, field: str, *, at_least: int = 0, at_most: int | None = None) -> list[Entry]:
        """A list of mappings under this field."""
        found: list[Entry] = []
        for index, item in enumerate(self._items(field, required=at_least > 0), start=1):
            if isinstance(item, yaml.MappingNode):
                found.append(self.part(item, field, f"{field}[{index}]"))
            else:
                self.problem(field, "mag alleen onderdelen met naam en waarde bevatten.", item.start_mark.line + 1)
        self._count(field, len(found), at_least, at_most)
        return found

    def value(self, field: str) -> object:
        """Whatever stands there as plain values: str, int, float, bool, None, list or dict."""
        node = self._present(field, False)
        return None if node is None else plain_value(node)

    def finish(self) -> None:
        """Name the fields that nobody asked for: most are typing mistakes."""
        for field in self._nodes:
            if field not in self._read:
                known = sorted(self._read)
                self.problem(field, f"dit veld bestaat hier niet. Wel: {', '.join(known)}.{hint(field, known)}")

    def _present(self, field: str, required: bool) -> yaml.Node | None:
        self._read.add(field)
        if self.has(field):
            return self._nodes[field]
        if required:
            self.problem(field, "ontbreekt. Vul dit veld in.")
        return None

    def _items(self, field: str, *, required: bool) -> list[yaml.Node]:
        node = self._present(field, required)
        if node is None:
            return []
        if not isinstance(node, yaml.SequenceNode):
            self.problem(field, "moet een lijst zijn, met een streepje per regel of tussen [ en ].")
            return []
        return list(node.value)

    def _count(self, field: str, count: int, at_least: int, at_most: int | None) -> None:
        if self.has(field) and count < at_least:
            self.problem(field, f"heeft er {count}. Zet er minstens {at_least} in.")
        if at_most is not None and count > at_most:
            self.problem(field, f"heeft er {count}. Houd er hoogstens {at_most} over.")


def read_entries(files: Iterable[tuple[str, str]], problems: list[Problem]) -> Iterator[Entry]:
    """The entries of files that each hold a list; a file that is no list becomes a problem."""
    for file, text in files:
        root = read_root(file, text, problems)
        if root is None:
            continue
        if not isinstance(root, yaml.SequenceNode):
            problems.append(Problem(file, 1, "", "moet een lijst zijn: begin elk onderdeel met een streepje."))
            continue
        for index, item in enumerate(root.value, start=1):
            if isinstance(item, yaml.MappingNode):
                entry = Entry(item, file, f"[{index}]", problems)
                entry.path = entry.text("id", required=False) or entry.path
                yield entry
            else:
                message = "is geen onderdeel met naam en waarde."
                problems.append(Problem(file, item.start_mark.line + 1, f"[{index}]", message))


def read_root(file: str, text: str, problems: list[Problem]) -> yaml.Node | None:
    """The node tree of one file; None when it is empty or no YAML, which becomes a problem with its line."""
    try:
        node = _reader_of(file)(text) if len(text) <= LONGEST_REMEMBERED else _compose(text)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        problems.append(Problem(file, line, "", f"is niet te lezen als YAML ({error.problem}). Kijk naar inspringen en dubbele punten."))
        return None
    except (yaml.YAMLError, RecursionError) as error:
        problems.append(Problem(file, 1, "", f"is niet te lezen als YAML ({type(error).__name__}). Haal vreemde tekens weg."))
        return None
    if node is None:
        problems.append(Problem(file, 1, "", "is leeg. Vul het bestand of haal het weg."))
    return node


def _compose(text: str) -> yaml.Node | None:
    node: yaml.Node | None = yaml.compose(text, Loader=_LOADER)
    return node


@lru_cache(maxsize=FILES_REMEMBERED)
def _reader_of(file: str) -> Callable[[str], yaml.Node | None]:
    """Nobody changes a node of a file: who edits writes text. A change of HR's reads all files anew, of which one differs."""
    return lru_cache(TEXTS_REMEMBERED)(_compose)


def plain_value(node: yaml.Node) -> object:
    """A node as plain Python; quoted scalars stay text, plain ones become a number, yes or no, or nothing."""
    if isinstance(node, yaml.MappingNode):
        return {str(key.value): plain_value(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [plain_value(item) for item in node.value]
    return plain_scalar(str(node.value)) if _is_plain(node) else str(node.value)


def plain_scalar(text: str) -> object:
    """What a scalar without quotes stands for: a number, yes or no, nothing, or its own text."""
    if text in _EMPTY:
        return None
    if text in {"true", "false"}:
        return text == "true"
    for kind in (int, float):
        try:
            return kind(text)
        except ValueError:
            continue
    return text


def _is_plain(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and not node.style


def _is_empty(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and (not node.value.strip() or (_is_plain(node) and node.value in _EMPTY))


def hint(text: str, options: Iterable[str]) -> str:
    """A question after what is probably a typing mistake; empty when nothing is near."""
    by_folded = {option.casefold(): option for option in options}
    near = difflib.get_close_matches(text.casefold(), by_folded, n=1)
    return f" Bedoel je '{by_folded[near[0]]}'?" if near else ""
