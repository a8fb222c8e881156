"""The command `wijzer` for tests: in this process where only its answer counts, or as a process of its own."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from functools import cache
from pathlib import Path

import pytest

from portal.cli import main
from rules.files.knowledge_files import load_knowledge
from rules.knowledge import Knowledge

ROOT = Path(__file__).resolve().parent.parent.parent
Answer = subprocess.CompletedProcess[str]


def wijzer(*arguments: str, said: str = "", var: Path, **environment: str) -> Answer:
    """The whole command, from its arguments to its exit code, without starting a Python for it."""
    _knowledge()
    out, error = io.StringIO(), io.StringIO()
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(error):
        patch.chdir(ROOT)
        patch.setattr(sys, "argv", ["wijzer", *arguments])
        patch.setattr(sys, "stdin", io.StringIO(said))
        for name, value in {"WIJZER_VAR": str(var), **environment}.items():
            patch.setenv(name, value)
        code: int | str | None = 0
        try:
            main()
        except SystemExit as ended:
            code = ended.code
        if isinstance(code, str):  # as Python ends: the message on the error stream, and a failure
            print(code, file=error)
            code = 1
    return Answer(arguments, code or 0, out.getvalue(), error.getvalue())


@cache
def _knowledge() -> Knowledge:
    """Held here, so that a command finds it in use and does not make it again."""
    return load_knowledge(ROOT / "data")


def wijzer_process(*arguments: str, said: str = "", var: Path, **environment: str) -> Answer:
    """The same in a process of its own, for real streams, exit codes and hash seeds."""
    return subprocess.run(
        [sys.executable, "-c", "from portal.cli import main; main()", *arguments], cwd=ROOT, input=said, text=True,
        capture_output=True, timeout=120, check=False, env={**os.environ, "WIJZER_VAR": str(var), **environment},
    )
