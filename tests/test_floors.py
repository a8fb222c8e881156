"""The house has floors: imports go down only, and no package runs in circles."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FLOORS = ("rules", "skills_passport", "publishing", "bot", "portal")  # from the ground up


def modules() -> dict[str, Path]:
    found = {}
    for floor in FLOORS:
        for path in (ROOT / floor).rglob("*.py"):
            name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
            found[name.removesuffix(".__init__")] = path
    return found


def imports_of(path: Path, known: set[str]) -> set[str]:
    """Project modules that a module needs when it is loaded (not those that only type checkers need)."""
    found = set()
    for node in _loaded(ast.parse(path.read_text(encoding="utf-8")).body):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{alias.name}" if f"{node.module}.{alias.name}" in known else node.module for alias in node.names}
    return found & known


def _loaded(body: list[ast.stmt]) -> list[ast.stmt]:
    return [node for node in body if isinstance(node, ast.Import | ast.ImportFrom)]


@pytest.mark.parametrize("floor", FLOORS)
def test_nothing_imports_upward(floor: str) -> None:
    above = FLOORS[FLOORS.index(floor) + 1:]
    for name, path in modules().items():
        if name.split(".")[0] != floor:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            upward = [wanted for wanted in names if wanted.split(".")[0] in above]
            assert not upward, f"{name} imports {upward}"


def test_no_module_needs_itself_to_load() -> None:
    known = modules()
    graph = {name: imports_of(path, set(known)) - {name} for name, path in known.items()}
    done: set[str] = set()

    def visit(name: str, way: tuple[str, ...]) -> None:
        assert name not in way, " → ".join((*way[way.index(name):], name))
        if name not in done:
            for wanted in sorted(graph[name]):
                visit(wanted, (*way, name))
            done.add(name)

    for name in sorted(graph):
        visit(name, ())
    assert done == set(known)


def test_the_core_touches_no_file_network_or_clock() -> None:
    """Only the modules `rules/files/…_files.py` touch the disk."""
    forbidden_modules = {"httpx", "requests", "socket", "sqlite3", "subprocess", "time", "urllib"}
    forbidden_calls = {"open", "today", "now", "read_text", "read_bytes", "write_text", "write_bytes"}
    for name, path in modules().items():
        if not name.startswith("rules") or path.name.endswith("_files.py"):
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        imported = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
        imported |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
        called = {
            node.func.id if isinstance(node.func, ast.Name) else node.func.attr
            for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute)
        }
        assert not imported & forbidden_modules, name
        assert not called & forbidden_calls, f"{name} calls {called & forbidden_calls}"
