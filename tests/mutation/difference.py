"""What a mutant changes, as lines that went and came."""

from __future__ import annotations

import ast
import difflib
from pathlib import Path


def difference(copy: Path, mutant: str) -> str:
    """The lines of the function that the mutant has otherwise; `copy` is the mutated checkout."""
    module, _, name = mutant.rpartition(".")
    text = copy.joinpath(*module.split(".")).with_suffix(".py").read_text(encoding="utf-8")
    wanted = (f"{name.partition('__mutmut_')[0]}__mutmut_orig", name)
    bodies = {node.name: node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef) and node.name in wanted}
    before, after = ((ast.get_source_segment(text, bodies[one]) or "").splitlines() for one in wanted)
    lines = difflib.unified_diff(before[1:], after[1:], n=0, lineterm="")
    return "\n".join(line for line in lines if not line.startswith(("---", "+++", "@@")))
