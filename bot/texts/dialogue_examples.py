"""The example sentences that Rasa is trained on, by intent, as they stand in `data/dialogue/nlu`."""

from __future__ import annotations

from pathlib import Path

from bot.errors import ScriptError
from rules.errors import Problem
from rules.files.refusals import why_not
from rules.files.yaml_entries import plain_value, read_root


def read_examples(data: Path) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Every intent with its sentences. Raises ScriptError for a file that cannot be read."""
    found: dict[str, tuple[str, ...]] = {}
    problems: list[Problem] = []
    for file in sorted((data / "dialogue" / "nlu").glob("*.yml")):
        try:
            root = read_root(file.name, file.read_text(encoding="utf-8"), problems)
        except OSError as error:
            problems.append(Problem(str(file), 1, "", f"is niet te lezen ({why_not(error)})."))
            continue
        except UnicodeDecodeError:
            problems.append(Problem(str(file), 1, "", "is geen UTF-8. Bewaar het als UTF-8."))
            continue
        value = plain_value(root) if root is not None else {}
        for entry in value.get("nlu", ()) if isinstance(value, dict) else ():
            if isinstance(entry, dict) and "intent" in entry:
                lines = str(entry.get("examples", "")).splitlines()
                found[str(entry["intent"])] = (*found.get(str(entry["intent"]), ()), *(line.removeprefix("- ").strip() for line in lines))
    if problems:
        raise ScriptError(problems)
    return tuple(found.items())
