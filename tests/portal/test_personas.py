"""The demo personas: as the file has them, or every mistake with its line and field."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.rasa_server.process import free_port
from portal.errors import PersonasError
from portal.login.personas import load_personas
from portal.settings import Settings
from tests.portal.command_line import wijzer_process

RIA = "- id: ria\n  name: Ria\n  about: Bestelt en belt.\n"


def test_the_personas_of_the_project_are_read() -> None:
    assert "ria" in {persona.id for persona in load_personas(Settings().personas)}


@pytest.mark.parametrize(("text", "expected"), [
    ("", "personas.yml, regel 1: is leeg"),
    ("- id: [ria\n", "is niet te lezen als YAML"),
    ("id: ria\n", "moet een lijst zijn"),
    ("- ria\n", "personas.yml, regel 1, [1]"),
    (RIA + "- id: joyce\n  about: Scant.\n", "personas.yml, regel 4, joyce.name: ontbreekt"),
    (RIA + RIA, "personas.yml, regel 4, ria.id: 'ria' staat er twee keer"),
    (RIA + "  abuot: x\n", "regel 4, ria.abuot: dit veld bestaat hier niet"),
])
def test_a_mistake_is_named_with_file_line_and_field(tmp_path: Path, text: str, expected: str) -> None:
    file = tmp_path / "personas.yml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(PersonasError) as raised:
        load_personas(file)
    assert expected in str(raised.value)


@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00"])
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / "personas.yml"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(PersonasError, match=r"personas\.yml"):
        load_personas(file)


def test_nothing_starts_with_broken_personas_and_no_stack_trace_is_shown(tmp_path: Path) -> None:
    file = tmp_path / "personas.yml"
    file.write_text("- id: ria\n", encoding="utf-8")
    answer = wijzer_process("serve", "--demo", f"--port={free_port()}", "--rasa", "http://127.0.0.1:9", var=tmp_path / "var", WIJZER_PERSONAS=str(file))
    assert answer.returncode != 0
    assert "ria.name: ontbreekt" in answer.stderr and "Traceback" not in answer.stderr
