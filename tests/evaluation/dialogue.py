"""What the trained Rasa model makes of what employees say, and what the whole bot then does with it.

`python -m tests.evaluation.dialogue` prints it for the model in models/ (trained first when its sources changed).
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import yaml

from bot.front_door import read_interview
from bot.interview import Interview
from bot.reading import ANSWERS, reading
from bot.talk import Heard
from bot.texts.script import AskingOrder
from rules.files.knowledge_files import load_knowledge
from tests.evaluation.hearing import PLACE, ROOT, parse, talk_at
from tests.evaluation.measures import SETS, Section, percent, read_set, share

__all__ = ["PLACE", "ROOT"]
REPORTED, DEVELOPMENT = "reported", "development"
FRESH_TUNING, FRESH_KEPT = "fresh, tuning", "fresh, kept"
STRANGERS_TUNING, STRANGERS_KEPT = "strangers, tuning", "strangers, kept"
ROUNDABOUT_TUNING, ROUNDABOUT_KEPT = "roundabout, tuning", "roundabout, kept"
COLLEAGUE_TUNING, COLLEAGUE_KEPT = "colleague, tuning", "colleague, kept"
TUNING_PARTS = (DEVELOPMENT, FRESH_TUNING, STRANGERS_TUNING, ROUNDABOUT_TUNING, COLLEAGUE_TUNING)
KEPT_PARTS = (REPORTED, FRESH_KEPT, STRANGERS_KEPT, ROUNDABOUT_KEPT, COLLEAGUE_KEPT)
_FILES = {"fresh": "dialogue_fresh.yml", "strangers": "dialogue_strangers.yml", "roundabout": "dialogue_roundabout.yml", "colleague": "dialogue_colleague.yml"}
OUT = "out_of_scope"
_UNSURE = "nlu_fallback"
_TURNED_DOWN = frozenset([OUT, "unknown_question"])  # what the bot says it knows nothing of; the rest is kept as an answer, or answered
_OPEN_QUESTION = "tasks"  # where any word may turn up in an answer


@dataclass(frozen=True, slots=True)
class Said:
    """An utterance, what the speaker is doing with it, and the question that was open."""

    words: str
    meant: str
    question: str = _OPEN_QUESTION


@dataclass(frozen=True, slots=True)
class Judged:
    """An utterance, what the speaker is doing, what Rasa and then the bot took it for, and what the bot did.

    `left`: nothing of it was kept and nothing else was done with it; the bot said not to know of it, not to understand, or to speak Dutch only.
    `turned_down`: the bot said that this is not what it is for.
    """

    words: str
    meant: str
    heard: str
    confidence: float
    read: str
    left: bool
    turned_down: bool

    @property
    def right(self) -> bool:
        """An unsure message counts as an answer in the talk, and is right as one."""
        return self.heard == self.meant or (self.meant == "answer" and self.heard == _UNSURE)


def read_talk(part: str) -> list[Said]:
    """The utterances of one part of the sets."""
    of, _, key = part.rpartition(", ")
    return _said(yaml.safe_load((SETS / _FILES.get(of, "dialogue.yml")).read_text("utf-8"))[key])


def _said(utterances: Mapping[str, Sequence[object] | Mapping[str, Sequence[object]]]) -> list[Said]:
    """Utterances by what the speaker is doing, and some also by the open question."""
    said: list[Said] = []
    for meant, many in utterances.items():
        by_question = many if isinstance(many, Mapping) else {_OPEN_QUESTION: many}
        said += [Said(str(words), meant, question) for question, listed in by_question.items() for words in listed]
    return said


def training_examples(root: Path = ROOT) -> set[str]:
    """Every sentence that Rasa is trained on."""
    found: set[str] = set()
    for file in sorted((root / "data" / "dialogue" / "nlu").glob("*.yml")):
        for entry in yaml.safe_load(file.read_text("utf-8"))["nlu"]:
            if "intent" in entry:
                found |= {line.removeprefix("- ").strip() for line in entry["examples"].splitlines()}
    return found


@lru_cache(maxsize=1)
def interview_here() -> Interview:
    return read_interview(load_knowledge(ROOT / "data"), ROOT / "data", order=AskingOrder.FIXED)


@cache
def judge(parts: tuple[str, ...], understand: Callable[[Sequence[str]], Sequence[Heard]] = parse) -> Mapping[str, Sequence[Judged]]:
    """What the model, or another engine, makes of each utterance of the parts, and the bot of that."""
    said = [(part, each) for part in parts for each in read_talk(part)]
    judged: dict[str, list[Judged]] = {part: [] for part in parts}
    for (part, each), heard in zip(said, understand([each.words for _, each in said]), strict=True):
        judged[part].append(_judged(each, heard, interview_here()))
    return judged


def _judged(said: Said, heard: Heard, interview: Interview) -> Judged:
    talk = talk_at(interview, said.question)
    outcome = interview.turn(talk, heard)
    text = " ".join(message.text for message in outcome.messages)
    turned_down = any(interview.script.phrases[phrase] in text for phrase in _TURNED_DOWN)
    otherwise = any(language.says in text for language in interview.script.languages)
    left = outcome.talk.given == talk.given and (turned_down or otherwise or outcome.talk.notes.misses > talk.notes.misses)
    read = reading(heard, talk, interview.asking(said.question)).intent
    return Judged(said.words, said.meant, heard.intent, heard.confidence, read, left, turned_down)


def evaluate() -> list[Section]:
    """The table for the parts of all sets, and what is right per intent."""
    judged = judge((*TUNING_PARTS, *KEPT_PARTS))
    totals = Section(
        "Dialogue: what is said", "Held-out utterances (`dialogue.yml`, `dialogue_fresh.yml`, `dialogue_strangers.yml`, `dialogue_roundabout.yml`, `dialogue_colleague.yml`) against the trained Rasa model, and as the whole bot treats them at the "
        "question that was open. *Caught*, by Rasa: it hears out of scope, or is unsure; as read: the bot takes it for something it knows nothing of; by the whole bot: nothing of it is kept, and nothing is "
        "answered or done but that it knows nothing of it, does not understand, or speaks Dutch only. *False alarm*: what does belong here (an answer, an aside, a small word) is heard as out of scope by Rasa; the whole bot turns it down as such. *Read as an answer*: the bot takes an aside or a command for an answer, or a correction of one, whatever Rasa heard.",
        ("part", "utterances", "intent right", "out of scope caught, Rasa", "as read", "whole bot", "false alarms, Rasa", "whole bot", "asides missed", "asides read as answers", "answers taken for asides", "the same, as read"),
        (*(_row(part, of_part) for part, of_part in judged.items()), _row("all kept", [each for part in KEPT_PARTS for each in judged[part]])), tuple(read_set("dialogue_remarks.yml")),
    )
    return [totals, _per_intent([each for part in KEPT_PARTS for each in judged[part]], judged[ROUNDABOUT_KEPT])]


def _row(part: str, judged: Sequence[Judged]) -> tuple[str, ...]:
    within = [each for each in judged if each.meant != OUT]
    outside = [each for each in judged if each.meant == OUT]
    asides = [each for each in within if each.meant not in ANSWERS]
    answers = [each for each in within if each.meant == "answer"]
    shares = (
        (each.right for each in within),
        (each.heard in {OUT, _UNSURE} for each in outside),
        (each.read in _TURNED_DOWN for each in outside),
        (each.left for each in outside),
        (each.heard == OUT for each in within),
        (each.turned_down for each in within),
        (each.heard in {OUT, _UNSURE} for each in asides),
        (each.meant not in ANSWERS and each.read in {"answer", "correction"} for each in asides),
        (not each.right for each in answers),
        (each.read not in ANSWERS for each in answers),
    )
    return part, str(len(judged)), *(percent(share(each)) for each in shares)


def _per_intent(every: Sequence[Judged], roundabout: Sequence[Judged]) -> Section:
    """All intents of the kept parts: how many, how many right, how many taken for it; no words, as who reads them tunes on them."""
    rows = []
    for intent in sorted({each.meant for each in every}):
        meant = [each for each in every if each.meant == intent]
        taken = [each for each in every if each.heard == intent or (intent == "answer" and each.heard == _UNSURE)]
        theirs = [each for each in roundabout if each.meant == intent]
        rows.append((
            intent, f"{sum(each.right for each in theirs)} of {len(theirs)}", f"{sum(each.right for each in meant)} of {len(meant)}",
            percent(share(each.right for each in meant)), percent(share(each.meant == intent for each in taken)),
        ))
    wrong = Counter(f"{each.meant} → {each.heard}" for each in roundabout if not each.right)
    return Section(
        "Dialogue: per intent", "As Rasa hears the kept parts: the roundabout set by itself, and all five (reported; fresh, kept; strangers, kept; roundabout, kept; colleague, kept). Who is not understood for sure counts as answering.",
        ("intent", "right, roundabout", "right, all five", "recall, all five", "precision, all five"), tuple(rows),
        (f"Taken for another in the roundabout kept part: {'; '.join(f'{pair} {count}' for pair, count in sorted(wrong.items()))}.",),
    )


if __name__ == "__main__":
    sys.stdout.write("\n".join(section.markdown() for section in evaluate()))
