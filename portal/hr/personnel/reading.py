"""Reads a staff list in a process of its own, within limits of time and memory: `python -m portal.hr.personnel.reading ENDING`.

A file from elsewhere may be made to take any time and memory; here it takes no more than its own process, and leaves nothing behind.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

from portal.errors import FileRefused
from portal.hr.personnel.staff_list import MOST_TOLD, StaffList, read_staff_list
from rules.errors import TableError
from rules.staff import StaffRow

SECONDS = 45
MEGABYTES = 900  # of address space
ROOT = Path(__file__).resolve().parents[3]
_TOO_MUCH = "Het lezen van dit bestand duurt te lang of kost te veel geheugen. Bewaar alleen de kolommen functie, schaal, fte en regio, en tel gelijke functies bij elkaar op."


def staff_list_of(name: str, content: bytes) -> StaffList:
    """The list in an uploaded file. Raises FileRefused with all that is wrong, in words."""
    ending = name.rsplit(".", 1)[-1][:8] if "." in name else "txt"
    command = [sys.executable, "-m", "portal.hr.personnel.reading", f"lijst.{ending}"]
    try:
        run = subprocess.run(command, input=content, capture_output=True, timeout=SECONDS, cwd=ROOT, check=False)
    except subprocess.TimeoutExpired as error:
        raise FileRefused(_TOO_MUCH) from error
    if run.returncode != 0:
        raise FileRefused(_TOO_MUCH)
    found = json.loads(run.stdout)
    if "refused" in found:
        raise FileRefused(found["refused"])
    return StaffList(tuple(StaffRow(**row) for row in found["rows"]), found["without_scale"], found["without_region"])


def refusal(error: TableError) -> str:
    """What is wrong, in lines; the name of the file is left out, as HR knows which one it was."""
    lines = []
    for problem in error.problems[:MOST_TOLD]:
        where = f"Rij {problem.line}, {problem.field}" if problem.field else ("Het bestand" if problem.line == 1 else f"Rij {problem.line}")
        lines.append(f"{where}: {problem.message}")
    more = len(error.problems) - MOST_TOLD
    return "\n".join([*lines, *([f"En nog {more}."] if more > 0 else [])])


def main(name: str) -> int:
    """The file on standard input as JSON on standard output: its rows, or why it is refused."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEGABYTES * 1024 * 1024,) * 2)
    content = sys.stdin.buffer.read()
    try:
        found = asdict(read_staff_list(name, content))
    except TableError as error:
        found = {"refused": refusal(error)}
    except MemoryError:
        return 4
    sys.stdout.write(json.dumps(found))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
