"""Plays one talk of an invented colleague with the running product, and tells what was wrong with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from bot.texts.script import Script
from tests.dialogue.every_answer import put_in_full, wrong_with
from tests.server import Employee
from tests.talker.colleague import Colleague, Saying

MOST_TURNS = 70
"""A talk that is not at its end by then goes round in circles."""
_HELPING = frozenset({"Sla over", "Waarom vraag je dat?"})
_STUCK = 3  # answers in a row after which the same is said in the same words
_AGAIN = "Probeer opnieuw"
"""The button under a message that waits: it is answered, and stands once."""
_OPEN = frozenset({"tasks", "outside", "wishes", "criteria"})
"""Questions at which one may go on telling."""
_REOPENS = frozenset({"back", "correct", "leave"})


@dataclass(frozen=True, slots=True)
class Move:
    """What a colleague does: `kind` of move, the words or the payload, and what was meant by it."""

    kind: str
    message: str
    shown: str
    about: str = ""
    meant: Saying = field(default_factory=dict)


LETTER, READ, THINK, PRESS = 0.6, 0.4, 3.0, 1.3
"""Seconds: type a letter with two fingers (20 words a minute), read a word (150 a minute, slow), think before an answer, and point and press."""


@dataclass(slots=True)
class Played:
    """A talk as it went."""

    seed: int
    manner: str
    turns: int = 0
    to_advice: int = 0  # turns until the cards; 0 when there were none
    letters: int = 0  # typed
    words: int = 0  # of the bot, to read
    pressed: int = 0
    tasks_told: int = 0  # messages about work, typed right at the question about it
    tasks_heard: int = 0  # of these: something of them is in the passport as work
    function_right: bool = False
    problems: list[str] = field(default_factory=list)
    moves: Counter[str] = field(default_factory=Counter)
    lines: list[str] = field(default_factory=list)  # who said what, to read it back


def minutes(played: Played) -> float:
    """How long the talk takes somebody who reads slowly and types with two fingers: reckoned, nobody was timed."""
    seconds = played.letters * LETTER + played.words * READ + played.turns * THINK + played.pressed * PRESS
    return seconds / 60


class Player:
    """One talk, from an empty passport to its end."""

    def __init__(self, employee: Employee, colleague: Colleague, script: Script) -> None:
        self._employee = employee
        self._colleague = colleague
        self._script = script
        self._played = Played(colleague.seed, colleague.manner.name)
        self._said: list[str] = []  # as it must stand in the talk
        self._told: Counter[str] = Counter()  # messages per open question
        self._left: set[str] = set()
        self._tasks: list[str] = []  # told at the question about work, without slips
        self._meant: dict[str, Saying] = {}  # what must stand in the passport, by question
        self._asked: Counter[str] = Counter()  # questions put in full
        self._last: list[str] = []  # what the bot said last, after answers in a row
        self._came_back = self._returning = self._agreed = False

    def play(self) -> Played:
        self._employee.start_anew()
        self._take(Move("hello", hello := self._colleague.saying("hello")["says"], hello))
        while self._question:
            if self._played.turns >= MOST_TURNS:
                self._wrong(f"no end after {MOST_TURNS} turns, still at {self._question}")
                return self._played
            self._take(self._next())
        self._end()
        return self._played

    # -- what the colleague does

    @property
    def _question(self) -> str:
        return str(self._employee.progress.get("question") or "")

    def _next(self) -> Move:
        who, manner, question = self._colleague, self._colleague.manner, self._question
        again = [pair for pair in self._buttons() if pair[0] == _AGAIN]
        if again:
            return Move("again", again[0][1], _AGAIN)
        if self._returning:
            return self._small("return")
        if question == "consent":
            return self._small("consent") if who.does(manner.types) else self._press(self._buttons()[:1], question)
        beside = next((move for chance, move in self._beside(question) if who.does(chance)), None)
        if beside is not None:
            return beside()
        buttons = [pair for pair in self._buttons() if pair[0] not in _HELPING]
        return self._press(buttons, question) if buttons and not who.does(manner.types) else self._answer(question, [title for title, _ in buttons])

    def _beside(self, question: str) -> list[tuple[float, Callable[[], Move]]]:
        """What may be done instead of answering, and how likely each is."""
        manner = self._colleague.manner
        return [
            (manner.interrupts, self._aside), (manner.leaves, partial(self._small, "leave")),
            (manner.goes_back if self._left else 0.0, partial(self._small, "back")),
            (manner.corrects if "region" in self._meant and question != "region" else 0.0, self._correct),
            (manner.skips, partial(self._small, "skip")), (manner.unsure, partial(self._small, "unsure")),
        ]

    def _aside(self) -> Move:
        kind, words = self._colleague.aside()
        return Move("aside", words, words, kind)

    def _correct(self) -> Move:
        other = self._colleague.saying("region")
        words = f"nee, ik bedoel {other['place']}"
        return Move("correct", words, words, "region", other)

    def _answer(self, question: str, titles: list[str]) -> Move:
        small = self._small_answer(question, titles)
        if small:
            return self._small(small)
        if question == "function":
            return self._say(self._work(), question)
        if question == "tasks":
            return self._say(self._colleague.tasks[self._told[question] % len(self._colleague.tasks)], question)
        meant = self._colleague.saying(question)
        return self._say(meant["says"], question, meant)

    def _small_answer(self, question: str, titles: list[str]) -> str:
        """What kind of small word answers here; empty where there is something to tell."""
        if question in {"function", "region"} and titles:
            return "right" if titles[0].startswith("Ja") else "one_of_them"
        if question in {"tasks", "outside"} and "Klopt niet" in titles:
            return "right"
        if question == "criteria" and "Moet echt" in titles:
            return "hardness"
        return "more" if question in _OPEN and self._told[question] >= self._colleague.manner.most_told else ""

    def _work(self) -> str:
        """The title, and for who tells all at once the place as well: it must not be asked any more."""
        who = self._colleague
        if not who.manner.all_at_once:
            return who.title
        self._meant["region"] = who.saying("region")
        return f"ik ben {who.title} en ik zoek werk in {self._meant['region']['place']}"

    def _say(self, words: str, about: str, meant: Saying | None = None) -> Move:
        typed = self._colleague.typed(words)
        return Move("answer", typed, typed, about, (meant or {}) if typed == words else {})

    def _small(self, about: str) -> Move:
        words = self._colleague.saying(about)["says"]
        return Move("answer" if about in {"consent", "right", "more", "hardness", "one_of_them", "unsure", "skip"} else about, words, words)

    def _press(self, buttons: list[tuple[str, str]], question: str) -> Move:
        """One of the buttons; where yes and no are buttons, it means as much as what is typed there."""
        title, payload = self._colleague.rng.choice(buttons)
        meant = {"says": title, "may": title.startswith("Ja")} if question == "contact" else {}
        return Move("press", payload, title, question, meant)

    def _buttons(self) -> list[tuple[str, str]]:
        return [(button["title"], button["payload"]) for line in self._employee.heard for button in line["buttons"]]

    # -- what comes of it

    def _take(self, move: Move) -> None:
        before = self._question
        self._employee.say(move.message)
        texts = [line["text"] for line in self._employee.heard]
        self._played.turns += 1
        self._played.moves[move.kind] += 1
        self._played.lines += [f"jij: {move.shown}", *(f"wijzer: {text}" for text in texts), f"[{move.kind}: {before} → {self._question}]"]
        if self._employee.heard and not self._played.to_advice:  # until the cards: what is opened on them is for who likes to read on
            self._played.words += sum(len(text.split()) for text in texts)
        if move.kind in {"press", "again"}:
            self._played.pressed += 1
        else:
            self._played.letters += len(move.shown) + 1
        self._note(move, before)
        self._check(move, before, texts)
        if self._employee.cards() and not self._played.to_advice:
            self._played.to_advice = self._played.turns

    def _note(self, move: Move, before: str) -> None:
        """What must be so at the end."""
        if before == "consent" and self._question != "consent":
            self._agreed = True
        if self._agreed and move.kind != "again":
            self._said.append(move.shown)
        if move.kind == "answer" and move.about:
            self._told[move.about] += 1
        if move.meant:
            self._meant[move.about] = move.meant
        if move.kind == "answer" and move.about == before == "tasks" and move.message in self._colleague.tasks:
            self._tasks.append(move.message)
        self._returning = move.kind == "leave"
        if before and before != self._question and move.kind not in _REOPENS:
            self._left.add(before)

    def _check(self, move: Move, before: str, texts: list[str]) -> None:
        after, all_said = self._question, " ".join(texts)
        for wrong in wrong_with(self._employee.heard):
            self._wrong(f"{wrong}, after {move.shown!r}: {all_said}")
        if move.kind in {"aside", "leave"} and after != before:
            self._wrong(f"{move.about or move.kind} {move.shown!r} led from {before} to {after or 'the end'}")
        if move.kind == "correct" and after != before:
            self._wrong(f"the correction {move.shown!r} led from {before} to {after or 'the end'}")
        if after != before and after in self._left and move.kind not in _REOPENS and after not in {"trends", "criteria"}:
            self._wrong(f"{after} is asked again after {move.shown!r} at {before}")
        self._left.discard(after)
        self._check_preamble(move)
        self._came_back = move.kind == "back"
        self._last = [*self._last, all_said] if move.kind in {"answer", "press"} else []
        if len(self._last) >= _STUCK and len(set(self._last[-_STUCK:])) == 1 and after:
            self._wrong(f"the same is said {_STUCK} times at {after}: {all_said}")

    def _check_preamble(self, move: Move) -> None:
        """A question is put in full once; what is shorter the second time must be shorter."""
        for question in put_in_full(self._script.questions, self._employee.heard):
            self._asked[question] += 1
            if self._asked[question] > 1 and move.kind not in _REOPENS and not self._came_back and move.about not in {"repeat", "help"}:
                self._wrong(f"{question} is put in full once more, after {move.shown!r}")

    def _end(self) -> None:
        """Where the talk ended, and that nothing is lost."""
        said = " ".join(line["text"] for line in self._employee.heard).lower()
        if not self._played.to_advice and not (("vertel" in said or "coach" in said) and self._buttons()):
            self._wrong(f"no card, and no clear next step: {said}")
        passport = self._employee.passport()["passport"]
        kept = [line["text"] for line in passport["talk"] if line["who"] == "employee"]
        if kept != self._said:
            self._wrong(f"said {len(self._said)} messages, {len(kept)} stand in the talk; first other: {next(((a, b) for a, b in zip(self._said, kept, strict=False) if a != b), '')}")
        values = {answer["question"]: answer["value"] or {} for answer in passport["answers_given"]}
        self._check_kept(values)

    def _check_kept(self, values: dict[str, dict[str, object]]) -> None:
        meant, found = self._meant, values
        tasks = found.get("tasks", {})
        kept, quotes = tasks.get("messages", ()), [mention["quote"] for mention in tasks.get("mentions", ())]  # type: ignore[attr-defined]
        lost = [words for words in self._tasks if words not in kept and not any(quote in words for quote in quotes)]  # type: ignore[operator]
        for words in lost:
            self._wrong(f"the task {words!r} was told, and is not in the passport: {tasks}")
        self._played.tasks_told, self._played.tasks_heard = len(self._tasks), sum(any(quote in words for quote in quotes) for words in self._tasks)
        self._played.function_right = found.get("function", {}).get("function_id") == self._colleague.function_id
        if "region" in meant and found.get("region", {}).get("region_id") != meant["region"]["region"]:
            self._wrong(f"region is {found.get('region')}, and {meant['region']} was meant")
        if "sector" in meant.get("wishes", {}) and meant["wishes"]["sector"] not in found.get("wishes", {}).get("sectors", ()):  # type: ignore[operator]
            self._wrong(f"wishes are {found.get('wishes')}, and {meant['wishes']} was meant")
        if "may" in meant.get("contact", {}) and bool(found.get("contact", {}).get("may_contact")) is not meant["contact"]["may"]:
            self._wrong(f"contact is {found.get('contact')}, and {meant['contact']} was meant")
        if "kind" in meant.get("criteria", {}) and all(each["kind"] != meant["criteria"]["kind"] for each in found.get("criteria", {}).get("criteria", ())):  # type: ignore[attr-defined]
            self._wrong(f"criteria are {found.get('criteria')}, and {meant['criteria']} was meant")

    def _wrong(self, what: str) -> None:
        self._played.problems.append(what)
