"""Files that hold a list of entries, cut in pieces: one entry is put in, changed, moved or taken out, and all other text stays to the byte."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

import yaml

from rules.errors import KnowledgeError, Problem
from rules.files.yaml_entries import read_root

_LINE = re.compile(r"[^\r\n\x85\u2028\u2029]*(?:\r\n|[\r\n\x85\u2028\u2029])|[^\r\n\x85\u2028\u2029]+$")  # as YAML counts lines

Identity = Callable[[yaml.MappingNode], str]
"""What an entry is known by."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a file: an entry with its id, or (without id) what stands around entries, such as comments."""

    id: str
    text: str


def pieces_of(file: str, text: str, identity: Identity, error: type[KnowledgeError]) -> list[Piece]:
    """The file in pieces that together are its text; before and after every entry there is one without id, which may be empty.

    Raises `error` when the file is no list, or entries do not begin at lines of their own.
    """
    problems: list[Problem] = []
    root = read_root(file, text, problems)
    if not isinstance(root, yaml.SequenceNode):
        raise error(problems or [Problem(file, 1, "", "moet een lijst zijn: begin elk onderdeel met een streepje.")])
    lines = _LINE.findall(text)
    starts = [item.start_mark.line for item in root.value]
    for item, start in zip(root.value, starts, strict=True):
        if starts.count(start) > 1 or not lines[start].startswith("-") or not isinstance(item, yaml.MappingNode):
            message = "begint niet met een streepje aan het begin van een eigen regel. Zet het zo in het bestand, dan kan het bewaard worden."
            raise error([Problem(file, start + 1, "", message)])
    return list(_pieces(root, lines, [*starts, len(lines)], identity))


def _pieces(root: yaml.SequenceNode, lines: Sequence[str], starts: Sequence[int], identity: Identity) -> Iterator[Piece]:
    yield Piece("", "".join(lines[: starts[0]]))
    for item, start, after in zip(root.value, starts, starts[1:], strict=False):
        end = after
        while end - 1 > start and (not lines[end - 1].strip() or lines[end - 1].startswith("#")):
            end -= 1
        yield Piece(identity(item), "".join(lines[start:end]))
        yield Piece("", "".join(lines[end:after]))


class EntryList:
    """The text of one list file under change: `put`, `take_out` and `replace` an entry by its id; `text` is the whole."""

    __slots__ = ("_end", "_pieces")

    def __init__(self, file: str, text: str, identity: Identity, error: type[KnowledgeError]) -> None:
        self._pieces = pieces_of(file, text, identity, error)
        self._end = "\r\n" if "\r\n" in text else "\n"

    @property
    def text(self) -> str:
        """The file as it stands now."""
        return "".join(piece.text for piece in self._pieces)

    @property
    def ids(self) -> tuple[str, ...]:
        """The entries in their order."""
        return tuple(piece.id for piece in self._pieces if piece.id)

    def of(self, identity: str) -> str:
        """The text of one entry. Raises KeyError when it is not here."""
        return self._pieces[self._place(identity)].text

    def replace(self, identity: str, text: str) -> None:
        """Put this text in the place of an entry. Raises KeyError when it is not here."""
        self._pieces[self._place(identity)] = Piece(identity, self._ended(text))

    def put(self, identity: str, text: str, before: str | None) -> None:
        """Put an entry in before another one, or after the last; a blank line parts it from its neighbour. Raises KeyError for an unknown `before`."""
        new = Piece(identity, self._ended(text))
        if not self.ids:
            self._pieces = [Piece("", _without_empty_list(self.text, self._end)), new, Piece("", "")]
        elif before is not None:
            place = self._place(before)
            self._pieces[place:place] = [new, Piece("", self._end)]
        else:
            last = self._place(self.ids[-1])
            ended = self._ended(self._pieces[last].text)
            self._pieces[last : last + 1] = [Piece(self.ids[-1], ended), Piece("", self._end), new]

    def take_out(self, identity: str) -> str:
        """Take an entry out, with the blank line that parted it from its neighbour, and give its text. Raises KeyError when it is not here."""
        place = self._place(identity)
        taken = self._pieces[place].text
        between, after = self._pieces[place - 1].text, self._pieces[place + 1].text
        if identity != self.ids[-1]:
            after = _without_blank(after, last=False)
        elif len(self.ids) > 1:
            between = _without_blank(between, last=True)
        self._pieces[place - 1 : place + 2] = [Piece("", between + after)]
        if not self.ids:
            self._pieces = [Piece("", f"{self._ended(between) if between else ''}[]{self._end}{after}")]
        return taken

    def _place(self, identity: str) -> int:
        for place, piece in enumerate(self._pieces):
            if piece.id and piece.id == identity:
                return place
        raise KeyError(identity)

    def _ended(self, text: str) -> str:
        """The text with the line ends of this file, the last one included."""
        own = text if text.endswith(("\n", "\r")) else f"{text}\n"
        return own.replace("\r\n", "\n").replace("\n", self._end) if self._end == "\r\n" else own


def _without_empty_list(text: str, end: str) -> str:
    """What stands around the `[]` of a file without entries."""
    lines = [line for line in _LINE.findall(text) if line.strip() != "[]"]
    whole = "".join(lines)
    return whole if not whole or whole.endswith(("\n", "\r")) else whole + end


def _without_blank(text: str, *, last: bool) -> str:
    """Without its first blank line when it begins with one, or the last when it ends with one."""
    lines = _LINE.findall(text)
    if lines and not lines[-1 if last else 0].strip():
        del lines[-1 if last else 0]
    return "".join(lines)


def edited_entry(text: str, fields: Mapping[str, str], changed: Collection[str]) -> str:
    """An entry with some fields changed, the others as they were written, comments included.

    `fields` holds the text of every field that the entry must have, in house layout and order ("  title: Balie\\n");
    `changed` names those that differ, also when they are gone. An entry in another layout is written anew as a whole.
    """
    chunks = _chunks(text)
    if chunks is None:
        return "- " + "".join(fields.values())[2:]
    order = list(fields)
    kept = {name: fields[name] + _tail(chunk) if name in changed else chunk for name, chunk in chunks.items() if name in fields}
    for place, name in enumerate(order):
        if name not in kept:
            before = next((earlier for earlier in reversed(order[:place]) if earlier in kept), None)
            kept = _inserted(kept, name, fields[name], before)
    whole = "".join(chunk if chunk.endswith(("\n", "\r")) else f"{chunk}\n" for chunk in kept.values())
    return f"- {whole[2:]}"


def _inserted(chunks: Mapping[str, str], name: str, text: str, before: str | None) -> dict[str, str]:
    """The chunks with one more, after the one `before`."""
    found: dict[str, str] = {} if before is not None else {name: text}
    for key, chunk in chunks.items():
        found[key] = chunk
        if key == before:
            found[name] = text
    return found


def _chunks(text: str) -> dict[str, str] | None:
    """The lines of each field of an entry, indented by two; None when fields do not stand on lines of their own."""
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    if not isinstance(root, yaml.SequenceNode) or len(root.value) != 1 or not isinstance(root.value[0], yaml.MappingNode):
        return None
    node = root.value[0]
    lines = _LINE.findall(text)
    keys = [(str(key.value), key.start_mark) for key, _ in node.value]
    rows = [mark.line for _, mark in keys]
    if node.flow_style or any(mark.column != 2 for _, mark in keys) or len(set(rows)) < len(rows) or rows[:1] != [0]:
        return None
    found = {name: "".join(lines[mark.line : after]) for (name, mark), after in zip(keys, [*rows[1:], len(lines)], strict=True)}
    first = keys[0][0]
    return {**found, first: "  " + found[first][2:]}


def _tail(chunk: str) -> str:
    """Comments and blank lines at the end of a field: they belong to what comes after it."""
    lines = _LINE.findall(chunk)
    end = len(lines)
    while end > 1 and (not lines[end - 1].strip() or lines[end - 1].lstrip().startswith("#")):
        end -= 1
    return "".join(lines[end:])
