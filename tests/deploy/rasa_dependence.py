"""What of ours depends on Rasa, as a table: `python -m tests.deploy.rasa_dependence` writes it anew in docs/RASA_END_OF_LIFE.md."""

from __future__ import annotations

import io
import sys
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PAGE = ROOT / "docs" / "RASA_END_OF_LIFE.md"
BEGIN, END = "<!-- made by python -m tests.deploy.rasa_dependence -->\n", "<!-- end -->\n"
PRODUCT = ("rules", "skills_passport", "publishing", "bot", "portal", "deploy")


@dataclass(frozen=True, slots=True)
class Room:
    """Files that are there for Rasa as a whole, and what becomes of them without it."""

    what: str
    patterns: tuple[str, ...]
    without: str


ROOMS = (
    Room("runs inside Rasa, on its Python 3.10", ("bot/rasa_components/*.py",), "goes"),
    Room("what Rasa reads of the talk", ("config.yml", "credentials.yml", "endpoints.yml", "bot/domain/*.yml", "data/dialogue/rules/*.yml"), "goes"),
    Room("the example sentences", ("data/dialogue/nlu/*.yml",), "stays: the other engine compares with them"),
    Room("called by Rasa, through rasa-sdk", ("bot/actions/*.py", "portal/routes/rasa_actions.py"), "goes, and the package `rasa-sdk` with it"),
    Room("trains, starts, watches and asks it", ("bot/rasa_server/*.py", "bot/engines/rasa.py"), "goes"),
    Room("stands in for it", ("bot/engines/standing_in.py",), "goes"),
    Room("its environment", ("requirements/rasa*",), "goes, and 2.6 GB of disk with it"),
)


def table() -> str:
    """The rooms, and then every other file of the product whose code names Rasa: how many of its lines do."""
    rows = ["| what | files | lines | without Rasa |", "| --- | --- | --- | --- |"]
    whole: set[Path] = set()
    for room in ROOMS:
        found = sorted({path for pattern in room.patterns for path in ROOT.glob(pattern)})
        assert found, f"{room.what}: there is no file like {room.patterns}"
        whole |= set(found)
        lines = sum(len(path.read_text(encoding="utf-8").splitlines()) for path in found)
        rows.append(f"| {room.what} | {', '.join(f'`{pattern}`' for pattern in room.patterns)} ({len(found)}) | {lines:,} | {room.without} |")
    rows += ["", "Other files of the product whose code (not its comments) names Rasa, and in how many lines:", "", "| file | lines |", "| --- | --- |"]
    for path in sorted(path for folder in PRODUCT for path in (ROOT / folder).rglob("*.py") if path not in whole):
        lines = len(set(named(path)))
        if lines:
            rows.append(f"| `{path.relative_to(ROOT).as_posix()}` | {lines} |")
    return "\n".join([*rows, ""])


def named(path: Path) -> Iterator[int]:
    """The lines of a Python file in which a name or a text names Rasa; docstrings and comments do not count."""
    alone = True  # whether a text that comes now is a statement by itself
    for token in tokenize.generate_tokens(io.StringIO(path.read_text(encoding="utf-8")).readline):
        docstring = token.type == tokenize.STRING and alone
        if token.type not in {tokenize.COMMENT, tokenize.NL} and not docstring and "rasa" in token.string.lower():
            yield token.start[0]
        if token.type not in {tokenize.COMMENT, tokenize.NL}:
            alone = token.type in {tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENCODING}


def with_table(page: str) -> str:
    """The page with the table as it is now."""
    before, _, rest = page.partition(BEGIN)
    return f"{before}{BEGIN}\n{table()}\n{END}{rest.partition(END)[2]}"


if __name__ == "__main__":
    PAGE.write_text(with_table(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
    sys.stdout.write(table())
