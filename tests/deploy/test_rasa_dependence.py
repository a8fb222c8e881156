"""docs/RASA_END_OF_LIFE.md is true: what depends on Rasa is what it says, and nothing but the engines knows of it."""

from __future__ import annotations

import ast
from pathlib import Path

from tests.deploy.rasa_dependence import PAGE, PRODUCT, ROOT, named, with_table

MAY_IMPORT = ("bot/rasa_server", "bot/rasa_components", "bot/actions", "bot/engines", "bot/front_door.py", "bot/conversation.py", "portal")
"""Who may import what is Rasa's; the interview, the passport and the expert system may not."""


def test_the_table_is_true() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert with_table(page) == page, "write it anew: python -m tests.deploy.rasa_dependence"


def test_the_talk_itself_knows_nothing_of_rasa() -> None:
    wrong = [
        path.relative_to(ROOT).as_posix()
        for folder in PRODUCT for path in (ROOT / folder).rglob("*.py")
        if any(name.split(".")[0] in {"rasa", "rasa_sdk"} or name.startswith("bot.rasa_") for name in imported(path))
        and not path.relative_to(ROOT).as_posix().startswith(MAY_IMPORT)
    ]
    assert wrong == []


def imported(path: Path) -> list[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    plain = [alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names]
    return plain + [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]


def test_only_code_counts(tmp_path: Path) -> None:
    file = tmp_path / "some.py"
    file.write_text('"""Rasa."""\n# Rasa\nrasa_url = 1\ndef f():\n    """Rasa."""\n    return "Rasa", rasa_url\n', encoding="utf-8")
    assert sorted(set(named(file))) == [3, 6]
