"""Talks that several tests walk through: what a tired colleague types at each question."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tests.server import Employee

ANSWERS = (
    ("consent", "ja dat is goed"),
    ("function", "administratief medewerker"),
    ("region", "breda"),
    ("tasks", "ik bestel spullen bel leveranciers en hou alles bij in excel"),
    ("outside", "ik ben penningmeester van de voetbalclub"),
    ("wishes", "bij de gemeente lijkt me prima"),
    ("contact", "ja dat mag"),
    ("digital", "ik red me prima met excel"),
    ("direction", "iets anders"),
    ("criteria", "geen avonddiensten"),
)
"""Question and answer; trends come in between and are answered with buttons."""

LEADING_ON = ("Ja, ", "Klopt", "Blijft gelijk", "Is een wens", "Verder", "Sla over")
"""Buttons that lead on, the likeliest first."""


def open_question(employee: Employee) -> str | None:
    """The question that waits for an answer, as the progress says; None when all is asked."""
    found = employee.progress.get("question")
    return str(found) if found else None


def walk(employee: Employee, until: str | None = None) -> Iterator[str]:
    """Greet, and answer each question as it comes; yields what was said after each message; stops at `until` or the advice."""
    yield employee.say("hallo")
    yield from go_on(employee, dict(ANSWERS), until)


def go_on(employee: Employee, said: Mapping[str, str], until: str | None = None) -> Iterator[str]:
    """Answer each question as it comes, typing what is `said` to it once; stops at `until` or the advice."""
    left = dict(said)
    for _ in range(60):
        question = open_question(employee)
        if question is None or question == until:
            return
        yield answer(employee, question, left)
    raise AssertionError(f"the talk does not end; it is still at {open_question(employee)}")


def answer(employee: Employee, question: str, said: dict[str, str]) -> str:
    """One step: the typed answer the first time, then the button that leads on."""
    if question in said:
        return employee.say(said.pop(question))
    titles = [button["title"] for line in employee.heard for button in line["buttons"]]
    for wanted in LEADING_ON:
        if any(title.startswith(wanted) for title in titles):
            return employee.press(wanted)
    return employee.say("verder")
