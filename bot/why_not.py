"""'Waarom geen politieagent?': answered from the last advice, which holds why others came before it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from bot.ears import Ears
from bot.replies import count_sentences
from bot.script import Script
from rules.answer import Advice

LIKELY = 0.6
"""From this confidence on a name is taken for a function we know; a wrong guess here would answer another question."""
MOST_SENTENCES = 3
_ASKS = re.compile(
    r"^(?:en|maar|dus|oké|ok|nou)?[\s,]*(?:waarom|hoezo)\s+(?:dan\s+|eigenlijk\s+)*"
    r"(?:(?:niet|geen)\s+(?P<name>.+?)|(?:is|staat|zie ik|zit|krijg ik)\s+(?P<other>.+?)\s+(?:er\s+|hier\s+)?niet\b.*)[\s?.!]*$",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"^(?:(?:de|het|een|als|dan|gewoon|iets als)\s+)+|\s+(?:ertussen|erbij|er tussen|er bij|dan)$", re.IGNORECASE)


def asked_about(words: str) -> str:
    """Which work somebody misses; empty when that is not asked.

    >>> asked_about("waarom geen politieagent?"), asked_about("waarom staat inkoper er niet bij?"), asked_about("waarom niet?")
    ('politieagent', 'inkoper', '')
    """
    found = _ASKS.match(words.strip())
    return _ARTICLE.sub("", (found["name"] or found["other"]).strip()) if found else ""


@dataclass(frozen=True, slots=True)
class WhyNot:
    script: Script
    ears: Ears

    def answer(self, words: str, last_advice: Callable[[], Advice | None]) -> str:
        """Why this work is not among the suggestions; empty when that is not asked, or nothing was advised yet."""
        name = asked_about(words)
        advice = last_advice() if name else None
        if advice is None or not advice.suggestions:
            return ""
        phrases = self.script.phrases
        guesses = self.ears.functions(name)
        if not guesses or guesses[0].confidence < LIKELY:
            return phrases["why_not_unknown"].format(name=name)
        title, function = guesses[0].title, guesses[0].function_id
        if any(suggestion.function_id == function for suggestion in advice.suggestions):
            return phrases["why_not_shown"].format(title=title)
        because = next((other.because for other in advice.considered if other.function_id == function), "")
        if not because:
            return phrases["why_not_far"].format(title=title, name=name)
        whole = phrases["why_not"].format(title=title, because=because)
        return whole if count_sentences(whole) <= MOST_SENTENCES else f"*{title}*: {because}"
