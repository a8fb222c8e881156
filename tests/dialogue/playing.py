"""Plays a script against the running portal and Rasa, and looks after every line whether what must hold does."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.texts.script import Question
from bot.texts.script_file import read_script
from portal.settings import ROOT
from tests.dialogue.carla import Carla
from tests.dialogue.every_answer import put_in_full, wrong_with
from tests.dialogue.script_format import END, NONE, NOTHING, Line, TalkScript
from tests.dialogue.talks import go_on, open_question
from tests.server import Employee

QUESTIONS: Mapping[str, Question] = {question.id: question for question in read_script(ROOT / "data").questions}
_WORDS = {True: "ja", False: "nee", None: "onbekend"}
_CHANGING = frozenset({"created_at", "updated_at", "version", "accesses", "interview"})
"""What of a passport changes in a turn of which nothing is kept."""
_KEPT_VERSIONS = "versions"
"""The folder with copies of the catalogue and the rulebook, that hold no word of anybody."""


class NotAsWritten(Exception):
    """The talk does not go as its script says."""


@dataclass
class Playing:
    """One script with its employee; plays line by line, so that a server can be restarted in between."""

    script: TalkScript
    employee: Employee
    asked: list[str] = field(default_factory=list)
    in_full: list[str] = field(default_factory=list)  # questions that were put in their first wording
    place: int = 0
    said: str = ""

    def play(self) -> str:
        """Every line up to the next restart, or the end; that restart counts as done. What did not hold, empty when all did."""
        try:
            self._play()
        except NotAsWritten as wrong:
            return str(wrong)
        return ""

    def _play(self) -> None:
        while self.place < len(self.script.lines):
            line = self.script.lines[self.place]
            self.place += 1
            if line.deed == "herstart":
                return
            self._line(line)

    def _line(self, line: Line) -> None:
        before = self._kept() if line.keeps_nothing else {}
        for said in self._do(line):
            self.said = said
            self.asked.append(open_question(self.employee) or NONE)
            self._holds(line)
        if line.keeps_nothing:
            self._check(line, self._kept() == before, f"something was kept: {_difference(before, self._kept())}")
        self._said_as_expected(line)
        self._kept_as_expected(line)

    def _do(self, line: Line) -> Iterator[str]:
        """What is said after each message of this line."""
        if line.deed == "opent":
            self.said = self.employee.page()
        elif line.deed == "coach":
            Carla(self.employee.server).does(line.words, self.employee.passport())
        elif line.deed == "jij":
            yield self.employee.say("" if line.words == NOTHING else line.words)
        elif line.deed == "knop":
            yield self.employee.press(line.words)
        else:
            if not self.asked:
                yield self.employee.say("hallo")
            yield from go_on(self.employee, self.script.answers, None if line.words == END else line.words)

    # -- what holds for every answer

    def _holds(self, line: Line) -> None:
        for wrong in wrong_with(self.employee.heard):
            self._check(line, False, wrong)
        for question in put_in_full(QUESTIONS.values(), self.employee.heard):
            if question not in line.in_full:
                self._check(line, question not in self.in_full, f"puts the question {question} in full for a second time")
                self.in_full.append(question)

    # -- what this line expects

    def _said_as_expected(self, line: Line) -> None:
        said, question = self.said.casefold(), open_question(self.employee) or NONE
        buttons = [button["title"].casefold() for message in self.employee.heard for button in message["buttons"]]
        titles = [str(part.get("title", "")).casefold() for card in self.employee.cards() for part in card.get("suggestions", [card])]
        self._check(line, line.question in {"", question}, f"the open question is {question}")
        if line.again:
            wording = re.escape(QUESTIONS[question].again).replace(r"\{", "{").replace(r"\}", "}")
            short = re.search(re.sub(r"\{\w+\}", ".+", wording), self.said)
            self._check(line, short is not None, f"the question is not put again as '{QUESTIONS[question].again}'")
        for wanted, place, what in (
            (line.says, [said], "does not say"), (line.buttons, buttons, "has no button"), (line.cards, titles, "has no card"),
        ):
            for text in wanted:
                self._check(line, any(text.casefold() in part for part in place), f"{what} '{text}'; there is {place[:20]}")
        for unwanted, place, what in (
            (line.says_not, [said], "says"), (line.no_buttons, buttons, "has the button"), (line.no_cards, titles, "has the card"),
        ):
            for text in unwanted:
                self._check(line, not any(text.casefold() in part for part in place), f"{what} '{text}'")
        for question in line.never_asked:
            self._check(line, question not in self.asked, f"{question} was asked")

    def _kept_as_expected(self, line: Line) -> None:
        if not (line.kept or line.not_kept or line.history or line.nowhere):
            return
        given: dict[str, list[str]] = {}
        for answer in self.employee.passport()["passport"]["answers_given"]:
            given.setdefault(answer["question"], []).append(_as_text(answer))
        for wanted, holds in ((line.kept, True), (line.not_kept, False)):
            for question, texts in wanted.items():
                present = given.get(question, ["leeg"])[-1]
                for text in texts:
                    self._check(line, (text.casefold() in present) is holds, f"{'no ' if holds else ''}'{text}' in the answer to {question}: {present}")
        for question, texts in line.history.items():
            self._in_order(line, question, given.get(question, []), texts)
        for text in line.nowhere:
            found = self._files_with(text)
            self._check(line, not found, f"'{text}' stands in {found}")

    def _in_order(self, line: Line, question: str, answers: list[str], texts: tuple[str, ...]) -> None:
        place = -1
        for text in texts:
            place = next((at for at in range(place + 1, len(answers)) if text.casefold() in answers[at]), len(answers))
            self._check(line, place < len(answers), f"no '{text}' in its turn among the answers to {question}: {answers}")
        self._check(line, texts[-1].casefold() in answers[-1], f"'{texts[-1]}' is not the present answer to {question}: {answers[-1]}")

    def _kept(self) -> dict[str, Any]:
        passport = self.employee.passport()["passport"]
        return {name: part for name, part in passport.items() if name not in _CHANGING}

    def _files_with(self, text: str) -> list[str]:
        var: Path = self.employee.server.var
        files = (path for path in var.rglob("*") if path.is_file() and _KEPT_VERSIONS not in path.parts)
        return [path.name for path in files if text.encode() in path.read_bytes()]

    def _check(self, line: Line, holds: bool, message: str) -> None:
        if not holds:
            where = f"{self.script.file}, regel {line.number} ({self.script.name}, {line.deed}: {line.words})"
            raise NotAsWritten(f"{where}: {message}\nThe bot said: {self.said}")


def _as_text(answer: Mapping[str, Any]) -> str:
    """An answer as a line of `name=value`, in lower case: 'region_id=midden-utrecht words=in utrecht'."""
    if answer["value"] is None:
        return "overgeslagen" if answer["status"] == "skipped" else "leeg"
    return " ".join(_leaves("", answer["value"])).casefold() or "leeg"


def _leaves(name: str, value: Any) -> Iterable[str]:
    if isinstance(value, Mapping):
        for part, inner in value.items():
            yield from _leaves(str(part), inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _leaves(name, inner)
    else:
        yield f"{name}={_WORDS[value] if value is None or isinstance(value, bool) else value}"


def _difference(before: Mapping[str, Any], after: Mapping[str, Any]) -> str:
    return ", ".join(f"{name}: {json.dumps(after[name])[-200:]}" for name in after if before.get(name) != after[name])
