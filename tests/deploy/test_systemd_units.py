"""The systemd units as systemd itself reads and judges them."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from portal.settings import Settings
from tests.portal.command_line import wijzer
from tests.server import ROOT

SYSTEMD = ROOT / "deploy" / "systemd"
INSTALLED = "/opt/loopbaanwijzer/.venv/bin/wijzer"
UNITS = sorted(path.name for path in SYSTEMD.iterdir())
SERVICES = [name for name in UNITS if name.endswith(".service")]
MOST_EXPOSED = "15"
"""Of systemd-analyze's 0 to 100; 11 when this was written. Above 20 it calls a service less than OK."""


@pytest.fixture
def units(tmp_path: Path) -> Path:
    """The units, with a program that is here in the place of ours: systemd looks whether it is."""
    for name in UNITS:
        text = (SYSTEMD / name).read_text(encoding="utf-8")
        text = text.replace(INSTALLED, sys.executable).replace("@.service", "@8001.service")
        (tmp_path / name.replace("@.", "@8001.")).write_text(text, encoding="utf-8")
    return tmp_path


def analyze(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    program = shutil.which("systemd-analyze")
    assert program, "Needs systemd-analyze: apt install systemd."
    return subprocess.run([program, *arguments], cwd=folder, capture_output=True, text=True, check=False)


def test_systemd_reads_every_line_of_them(units: Path) -> None:
    answer = analyze("verify", *(f"./{path.name}" for path in units.iterdir()), folder=units)
    said = [line for line in answer.stderr.splitlines() if any(path.name in line for path in units.iterdir())]
    assert (answer.returncode, said) == (0, [])


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_can_reach_little(units: Path, name: str) -> None:
    answer = analyze("security", "--offline=true", f"--threshold={MOST_EXPOSED}", f"./{name.replace('@.', '@8001.')}", folder=units)
    assert answer.returncode == 0, answer.stdout[-400:]


@pytest.mark.parametrize("name", SERVICES)
def test_what_they_set_and_run_is_known_here(name: str, tmp_path: Path) -> None:
    text = (SYSTEMD / name).read_text(encoding="utf-8")
    for setting in re.findall(r"WIJZER_(\w+)=", text):
        assert setting.lower() in Settings.model_fields, setting
    commands = re.findall(rf"^ExecStart={re.escape(INSTALLED)} (.*)$", text, re.MULTILINE)
    assert commands
    for command in commands:
        assert wijzer(*command.replace("%i", "8001").split(), "--help", var=tmp_path).returncode == 0
    folders = re.findall(r"WIJZER_VAR=/var/lib/(\S+)|StateDirectory=(\S+)", text)
    assert {part for pair in folders for part in pair if part} == {"loopbaanwijzer"}
