"""Tasks named in a word or two: what the whole bot makes of 'verhuizingen' when somebody of burgerzaken is asked what they do.

`python -m tests.evaluation.named` prints it for the model in models/ (trained first when its sources changed).
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass

from bot.front_door import read_interview
from bot.talk import Given, Heard
from bot.texts.script import AskingOrder
from rules.catalogue import Catalogue
from rules.files.knowledge_files import load_knowledge
from tests.evaluation.hearing import ROOT, parse, talk_at
from tests.evaluation.measures import REPORTED, TUNING, Section, half, percent, read_table, share

_TASKS = "tasks"
REMARKS = (
    "Somebody whose function is known is asked what they do on a plain day, and types one or a few words. Heard: a task of their own function is in the passport; of a list, all of it. Kept: the words are in the "
    "passport at least, and the talk goes on. Turned away: neither, such as 'daar weet ik niets van' or the question whether they mean another function.",
    "No task: what anybody may type there instead. Kept is then no merit, though it does little harm: words without a task weigh nothing in the advice.",
    "Before the names of one's own tasks were heard: heard 22.1% and turned away 13.6% on the tuning half, 16.4% and 11.4% on the reported half.",
    "The names were written by one hand for the functions by their titles alone, without sight of the catalogue. On the reported half nothing was tuned. Those of another hand came after all was built.",
)


@dataclass(frozen=True, slots=True)
class Judged:
    """What became of one message: `heard` of so many `names` a task of one's own."""

    words: str
    function: str
    names: int
    heard: int
    kept: bool


def judge(said: Sequence[tuple[str, str]]) -> list[Judged]:
    """Of (function, words): what the interview does with them. An empty function is one that is not known."""
    knowledge = load_knowledge(ROOT / "data")
    interview = read_interview(knowledge, ROOT / "data", order=AskingOrder.FIXED)
    found = []
    for (function, words), heard in zip(said, parse([words for _, words in said]), strict=True):
        talk = talk_at(interview, _TASKS)
        if function:
            talk = talk.with_given("function", Given({"function_id": function, "words": function}, function))
        value = interview.turn(talk, Heard(words, heard.intent, heard.confidence)).talk.value(_TASKS)
        own = {mention["concept_id"] for mention in value.get("mentions", ()) if str(mention["concept_id"]).startswith(f"{function}/")}
        quotes = {mention["quote"] for mention in value.get("mentions", ()) if mention["concept_id"] in own}
        found.append(Judged(words, function, words.count(",") + words.count(" en ") + 1, len(quotes), words in value.get("messages", ())))
    return found


def read(which: int | None) -> tuple[list[tuple[str, str]], list[str]]:
    """The names (function, words) of this half, and what is no task; of None all that another hand wrote, on which nothing was tuned."""
    table = read_table("named_apart.yml" if which is None else "named.yml")
    bare, others = (table[name] if which is None else half(table[name], which) for name in ("bare", "no_task"))
    return [(each["id"], words) for each in bare for words in each["says"]], list(others)


def evaluate(catalogue: Catalogue) -> Section:
    """The table."""
    rows = []
    for name, which in (("tuning", TUNING), ("reported", REPORTED), ("another hand", None)):
        names, others = read(which)
        names = [each for each in names if each[0] in catalogue.functions]
        rows.append((f"names of own tasks, {name}", *_row(judge(names))))
        functions = [function for function, _ in names]
        rows.append((f"no task, {name}", *_row(judge([(functions[place % len(functions)], words) for place, words in enumerate(others)]))))
    return Section("Tasks named in a word", "Bare names at the question about tasks, heard by the trained model and then by the whole interview.",
                   ("what is typed", "messages", "heard as a task of their own", "only kept", "turned away"), tuple(rows), REMARKS)


def _row(judged: Sequence[Judged]) -> tuple[str, ...]:
    heard = share(each.heard >= each.names for each in judged)
    kept = share(each.heard < each.names and each.kept for each in judged)
    return str(len(judged)), percent(heard), percent(kept), percent(share(not each.kept for each in judged))


if __name__ == "__main__":
    sys.stdout.write(evaluate(load_knowledge(ROOT / "data").catalogue).markdown())
